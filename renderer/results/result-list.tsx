import { PackageCheck, Stamp } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { go } from '../app/router.ts';
import { formatDate, formatNumber, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useMay } from '../state/may.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { OutcomeMark, VerdictMark } from '../ui/outcome-mark.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { ExportDialog } from './export-dialog.tsx';
import styles from './result-list.module.css';

export type Row = Output<'results.list'>[number];

const keyOf = (row: Row) => row.submission;
const FILTERS = ['all', 'toConfirm', 'toExport', 'released', 'blocked'] as const;
type Filter = (typeof FILTERS)[number];

const columns = (): readonly RowGridColumn<Row>[] => [
  {
    id: 'learner',
    header: t('results.column.learner'),
    width: 'minmax(150px, 1fr)',
    cell: (row) => <span className={styles.learner}>{row.learner}</span>,
  },
  {
    id: 'unit',
    header: t('queue.column.unit'),
    width: 'minmax(90px, 1fr)',
    cell: (row) => (
      <>
        <span className={styles.code}>{row.unitCode}</span>
        <span className={styles.quiet}>{row.unitTitle}</span>
      </>
    ),
  },
  {
    id: 'verdict',
    header: t('results.column.verdict'),
    width: '110px',
    cell: (row) => <VerdictMark verdict={row.verdict} />,
  },
  {
    id: 'total',
    header: t('results.column.total'),
    width: '84px',
    isNumeric: true,
    cell: (row) =>
      row.total === null ? (
        <span className={styles.quiet}>–</span>
      ) : (
        `${formatNumber(row.total.points)} / ${formatNumber(row.total.max)}`
      ),
  },
  {
    id: 'how',
    header: t('results.column.how'),
    width: 'minmax(140px, 0.8fr)',
    cell: (row) => <span className={styles.quiet}>{t(`how.${row.how}`)}</span>,
  },
  {
    id: 'state',
    header: t('queue.column.state'),
    width: '140px',
    cell: (row) => <OutcomeMark state={row.state} />,
  },
  {
    id: 'blocked',
    header: t('results.column.note'),
    width: 'minmax(160px, 1.2fr)',
    cell: (row) => (
      <span className={styles.quiet} title={row.blocked ?? undefined}>
        {row.blocked ??
          (row.confirmedAt === null ? '' : t('results.confirmedAt', { date: formatDate(row.confirmedAt) }))}
      </span>
    ),
  },
  {
    id: 'history',
    header: t('history.title'),
    width: '92px',
    hideBelow: 1000,
    cell: (row) => (
      <Button
        kind="quiet"
        className={styles.history}
        label={t('history.of', { learner: row.learner })}
        onPress={() => go({ room: 'log', submission: row.submission })}
      >
        {t('history.title')}
      </Button>
    ),
  },
];

const isIn: Readonly<Record<Filter, (row: Row) => boolean>> = {
  all: () => true,
  toConfirm: (row) => mayConfirm(row),
  toExport: (row) => mayExport(row),
  released: (row) => row.state === 'released',
  blocked: (row) => row.blocked !== null && !mayConfirm(row) && row.state !== 'released',
};

function mayConfirm(row: Row): boolean {
  return (
    row.confirmedAt === null && ['provisional', 'agreed', 'auto_agreed', 'adjudicated'].includes(row.state)
  );
}

function mayExport(row: Row): boolean {
  return row.state === 'confirmed' && row.blocked === null;
}

/** Outcomes with their verdicts: confirm them, then export them as one batch. */
export function ResultList({ rows }: { readonly rows: readonly Row[] }) {
  const [filter, setFilter] = useState<Filter>('all');
  const [active, setActive] = useState<number | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isExporting, setIsExporting] = useState(false);
  const [refused, setRefused] = useState<Output<'outcomes.confirm'>['refused']>([]);
  const confirm = useCommand('outcomes.confirm');
  const mayStamp = useMay('outcome.confirmed');
  const mayRelease = useMay('batch.exported');
  const mayChoose = mayStamp || mayRelease;
  const shown = useMemo(() => rows.filter(isIn[filter]), [rows, filter]);
  const rowAt = useCallback((index: number) => shown[index], [shown]);
  const all = useMemo(columns, []);
  const chosen = rows.filter((row) => ticked.has(row.submission));
  const confirmable = chosen.filter(mayConfirm);
  const exportable = chosen.filter(mayExport);
  const isAllTicked = shown.length > 0 && shown.every((row) => ticked.has(row.submission));

  function tick(changed: readonly Row[], isTicked: boolean) {
    const next = new Set(ticked);
    for (const row of changed) {
      if (isTicked) next.add(row.submission);
      else next.delete(row.submission);
    }
    setTicked(next);
  }

  async function runConfirm() {
    const result = await confirm.run({
      command: newCommand(),
      submissions: confirmable.map((row) => row.submission),
    });
    if (result.ok) setRefused(result.value.refused);
  }

  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Stamp aria-hidden />}
        title={t('results.empty')}
        actions={<Button onPress={() => go({ room: 'queue' })}>{t('results.toQueue')}</Button>}
      >
        {t('results.emptyNext')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.list}>
      <div className={styles.bar}>
        {mayChoose && (
          <Checkbox
            isSelected={isAllTicked}
            isIndeterminate={!isAllTicked && chosen.length > 0}
            onChange={() => tick(shown, !isAllTicked)}
          >
            {chosen.length === 0 ? t('results.selectAll') : t('results.selected', { n: chosen.length })}
          </Checkbox>
        )}
        <SegmentedControl
          label={t('results.filter')}
          value={filter}
          onChange={(next) => {
            setFilter(next);
            setActive(null);
          }}
          options={FILTERS.map((id) => ({
            id,
            label: t(`results.filter.${id}`, { n: rows.filter(isIn[id]).length }),
          }))}
        />
        <span className={styles.space} />
        {mayStamp && (
          <Button
            isDisabled={confirmable.length === 0 || confirm.isRunning}
            icon={<Stamp aria-hidden />}
            onPress={() => void runConfirm()}
          >
            {confirmable.length === 0
              ? t('results.confirmNone')
              : t('results.confirm', { n: confirmable.length })}
          </Button>
        )}
        {mayRelease && (
          <Button
            kind="primary"
            isDisabled={exportable.length === 0}
            icon={<PackageCheck aria-hidden />}
            onPress={() => setIsExporting(true)}
          >
            {exportable.length === 0
              ? t('results.exportNone')
              : t('results.export', { n: exportable.length })}
          </Button>
        )}
      </div>
      {confirm.error !== undefined && (
        <div className={styles.note}>
          <FailureBanner error={confirm.error} />
        </div>
      )}
      {refused.length > 0 && (
        <div className={styles.note}>
          <Banner tone="warn">
            {t('results.refused', { n: refused.length })}
            <ul>
              {refused.slice(0, 5).map(({ submission, reason }) => (
                <li key={submission}>
                  {rows.find((row) => row.submission === submission)?.learner}: {reason}
                </li>
              ))}
            </ul>
          </Banner>
        </div>
      )}
      <div className={styles.rows}>
        <RowGrid
          label={t('results.title')}
          columns={all}
          count={shown.length}
          rowAt={rowAt}
          keyOf={keyOf}
          active={active}
          onActive={setActive}
          onOpen={(row) => go({ room: 'mark', submission: row.submission })}
          {...(mayChoose && { ticked, onTick: tick })}
          empty={<EmptyState icon={<Stamp aria-hidden />} title={t('results.noneFits')} />}
        />
      </div>
      <ExportDialog
        isOpen={isExporting}
        rows={exportable}
        onClose={() => setIsExporting(false)}
        onExported={() => setTicked(new Set())}
      />
    </div>
  );
}
