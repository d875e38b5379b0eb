import { ChevronDown, ChevronRight, ListChecks } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { formatDate, formatNumber, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Reading } from '../ui/reading.tsx';
import { Room } from '../ui/room.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import styles from './resolve.module.css';
import { ResolveDetail } from './resolve-detail.tsx';
import { type ResolveEntry, resolveEntries } from './resolve-entries.ts';

const keyOf = (entry: ResolveEntry) => (entry.kind === 'heading' ? entry.of : entry.one.id);

const columns = (): readonly RowGridColumn<ResolveEntry>[] => [
  {
    id: 'what',
    header: t('resolve.column.what'),
    width: 'minmax(240px, 2.4fr)',
    cell: (entry) =>
      entry.kind === 'waiting' && (
        <span className={styles.what} title={entry.one.title}>
          {entry.one.title}
        </span>
      ),
  },
  {
    id: 'who',
    header: t('resolve.column.who'),
    width: 'minmax(110px, 0.8fr)',
    cell: (entry) =>
      entry.kind === 'waiting' && <span className={styles.quiet}>{entry.one.person?.name ?? ''}</span>,
  },
  {
    id: 'when',
    header: t('resolve.column.when'),
    width: '104px',
    hideBelow: 480,
    cell: (entry) =>
      entry.kind === 'waiting' &&
      entry.one.at !== null && <span className={styles.quiet}>{formatDate(entry.one.at)}</span>,
  },
];

/** What only people can resolve: what it is, what it rests on, and the choices there are. */
export function Resolve() {
  const list = useRead('resolve.list', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<Extract<ResolveEntry, { kind: 'heading' }>['of']>>(
    new Set(),
  );
  const shown = useMemo(columns, []);
  const entries = useMemo(() => resolveEntries(list.value ?? [], folded), [list.value, folded]);
  const entryAt = useCallback((index: number) => entries[index], [entries]);
  // One that was decided leaves the list: the next takes its place.
  const found = entries.findIndex((entry) => keyOf(entry) === chosen);
  const active = found === -1 ? null : found;
  const selected = active === null ? undefined : entries[active];
  const fold = (entry: ResolveEntry, isFolded: boolean) => {
    if (entry.kind !== 'heading') return;
    const next = new Set(folded);
    if (isFolded) next.add(entry.of);
    else next.delete(entry.of);
    setFolded(next);
  };
  return (
    <Room title={t('resolve.title')} about={list.value && t('resolve.count', { n: list.value.length })}>
      <Reading read={list}>
        {(waiting) =>
          waiting.length === 0 ? (
            <EmptyState icon={<ListChecks aria-hidden />} title={t('resolve.empty')}>
              {t('resolve.emptyNext')}
            </EmptyState>
          ) : (
            <RememberedSplit
              name="resolve"
              panes={[
                {
                  id: 'list',
                  minSize: 360,
                  content: (
                    <RowGrid
                      label={t('resolve.title')}
                      columns={shown}
                      count={entries.length}
                      rowAt={entryAt}
                      keyOf={keyOf}
                      active={active}
                      onActive={(index) => {
                        const entry = entries[index];
                        if (entry !== undefined) setChosen(keyOf(entry));
                      }}
                      onOpen={(entry) => entry.kind === 'heading' && fold(entry, !entry.isFolded)}
                      onFold={fold}
                      isGrouped
                      heightOf={heightOf}
                      headingOf={headingOf}
                    />
                  ),
                },
                {
                  id: 'detail',
                  size: '54%',
                  minSize: 380,
                  isSteady: true,
                  content: (
                    <ResolveDetail
                      key={selected?.kind === 'waiting' ? selected.one.id : ''}
                      one={selected?.kind === 'waiting' ? selected.one : undefined}
                      onDecided={() => {
                        const after = entries[(active ?? 0) + 1];
                        setChosen(after === undefined ? null : keyOf(after));
                      }}
                    />
                  ),
                },
              ]}
            />
          )
        }
      </Reading>
    </Room>
  );
}

const heightOf = (entry: ResolveEntry) => (entry.kind === 'heading' ? 36 : 52);

function headingOf(entry: ResolveEntry) {
  if (entry.kind !== 'heading') return null;
  const Chevron = entry.isFolded ? ChevronRight : ChevronDown;
  return {
    isExpanded: !entry.isFolded,
    content: (
      <span className={styles.heading}>
        <Chevron aria-hidden />
        <span className={styles.kind}>{t(`resolve.kind.${entry.of}`)}</span>
        <span className={styles.number}>{formatNumber(entry.count)}</span>
      </span>
    ),
  };
}
