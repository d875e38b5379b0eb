import { FilterX, ScrollText } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { formatDateTime, formatNumber, t } from '../messages/t.ts';
import { onChanges } from '../state/changes.ts';
import { type Entry, timeline } from '../state/timeline-windows.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Room } from '../ui/room.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Select } from '../ui/select.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { HistoryView } from './history-view.tsx';
import { LedgerChecks } from './ledger-checks.tsx';
import styles from './log.module.css';
import { RecordProof } from './record-proof.tsx';
import { RECORD_TYPES, recordTypeName } from './record-types.ts';

const keyOf = (entry: Entry) => entry.record;

const columns = (): readonly RowGridColumn<Entry>[] => [
  {
    id: 'position',
    header: t('log.column.position'),
    width: '64px',
    isNumeric: true,
    cell: (entry) => <span className={styles.quiet}>{formatNumber(entry.position)}</span>,
  },
  {
    id: 'at',
    header: t('log.column.at'),
    width: '150px',
    cell: (entry) => <span className={styles.time}>{formatDateTime(entry.at)}</span>,
  },
  { id: 'by', header: t('log.column.by'), width: 'minmax(120px, 0.5fr)', cell: (entry) => entry.by.name },
  {
    id: 'what',
    header: t('log.column.what'),
    width: 'minmax(260px, 2fr)',
    cell: (entry) => <span className={styles.cut}>{entry.what}</span>,
  },
  {
    id: 'counted',
    header: t('log.column.counted'),
    width: '112px',
    cell: (entry) =>
      entry.counted ? (
        <StatusMark shape="check" tone="good" label={t('log.counts')} isBare />
      ) : (
        <StatusMark shape="alert" tone="warn" label={t('log.notCounted')} />
      ),
  },
];

/** The ledger as a timeline, with the proof of any entry. */
export function Log({ submission }: { readonly submission: SubmissionId | null }) {
  const { total, error, windows, rowAt, ask, need, refresh } = useStore(timeline);
  const [type, setType] = useState<string>('all');
  const [active, setActive] = useState<number | null>(null);
  const [way, setWay] = useState<'history' | 'list'>('history');
  const shown = useMemo(columns, []);

  useEffect(() => {
    setActive(null);
    ask({
      ...(submission === null ? {} : { submission }),
      ...(type === 'all' ? {} : { type }),
    });
    return onChanges(refresh);
  }, [submission, type, ask, refresh]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `windows` is what `rowAt` reads.
  const rowOf = useCallback((index: number) => rowAt(index), [rowAt, windows]);
  const selected = active === null ? undefined : rowOf(active);
  const isHistory = submission !== null && way === 'history';

  return (
    <Room
      title={t('log.title')}
      about={total === undefined ? null : t('log.count', { n: total })}
      actions={
        <>
          {submission !== null && (
            <SegmentedControl
              label={t('history.title')}
              value={way}
              onChange={setWay}
              options={[
                { id: 'history', label: t('history.timeline') },
                { id: 'list', label: t('history.list') },
              ]}
            />
          )}
          {submission !== null && (
            <Button
              kind="quiet"
              icon={<FilterX aria-hidden />}
              onPress={() => go({ room: 'log', submission: null })}
            >
              {t('log.ofOne')}
            </Button>
          )}
          {!isHistory && (
            <Select
              label={t('log.type')}
              isLabelHidden
              className={styles.type}
              value={type}
              onChange={setType}
              options={[
                { id: 'all', label: t('log.allTypes') },
                ...RECORD_TYPES.map((id) => ({ id, label: recordTypeName(id) })),
              ]}
            />
          )}
          <LedgerChecks />
        </>
      }
    >
      {isHistory ? (
        <HistoryView submission={submission} />
      ) : error !== undefined ? (
        <div className={styles.failed}>
          <FailureBanner error={error} actions={<Button onPress={refresh}>{t('ui.retry')}</Button>} />
        </div>
      ) : (
        <RememberedSplit
          name="log"
          panes={[
            {
              id: 'entries',
              minSize: 420,
              content: (
                <RowGrid
                  label={t('log.title')}
                  columns={shown}
                  count={total ?? 0}
                  rowAt={rowOf}
                  keyOf={keyOf}
                  active={active}
                  onActive={setActive}
                  onVisible={need}
                  empty={
                    total === undefined ? null : (
                      <EmptyState icon={<ScrollText aria-hidden />} title={t('log.empty')}>
                        {t('log.emptyNext')}
                      </EmptyState>
                    )
                  }
                />
              ),
            },
            {
              id: 'proof',
              size: 420,
              minSize: 300,
              isSteady: true,
              content: <RecordProof entry={selected} />,
            },
          ]}
        />
      )}
    </Room>
  );
}
