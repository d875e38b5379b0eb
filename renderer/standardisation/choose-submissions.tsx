import { useCallback, useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { OutcomeMark } from '../ui/outcome-mark.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import styles from './standards.module.css';

export type QueueRow = Output<'queue.list'>['rows'][number];

/** A submission of the unit, and in a sentence why it cannot be chosen. */
export interface Offered {
  readonly row: QueueRow;
  readonly problem: string | null;
  /** What there is to know of it where it can be. */
  readonly note?: string;
}

interface ChooseSubmissionsProps {
  readonly offered: readonly Offered[];
  readonly chosen: ReadonlySet<SubmissionId>;
  readonly onChoose: (chosen: ReadonlySet<SubmissionId>) => void;
  /** What is looked for. */
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Said under the list: how many there are. */
  readonly about: string;
}

const keyOf = ({ row }: Offered) => row.submission;
const mayTick = ({ problem }: Offered) => problem === null;

const columns = (): readonly RowGridColumn<Offered>[] => [
  {
    id: 'learner',
    header: t('queue.column.submission'),
    width: 'minmax(150px, 1fr)',
    cell: ({ row }) => (
      <span className={styles.learner} title={row.title}>
        {row.learner}
      </span>
    ),
  },
  {
    id: 'state',
    header: t('queue.column.state'),
    width: '150px',
    cell: ({ row }) => <OutcomeMark state={row.state} />,
  },
  {
    id: 'why',
    header: t('std.choose.why'),
    width: 'minmax(180px, 1.6fr)',
    cell: ({ problem, note }) => (
      <span className={styles.why} title={problem ?? undefined}>
        {problem ?? note ?? t('std.choose.fit')}
      </span>
    ),
  },
];

/** Some of the submissions of a unit, with a search; those that cannot be chosen say why. */
export function ChooseSubmissions(props: ChooseSubmissionsProps) {
  const { offered, chosen, onChoose, text, onText, about } = props;
  const [active, setActive] = useState<number | null>(null);
  const shown = useMemo(columns, []);
  const rowAt = useCallback((index: number) => offered[index], [offered]);
  return (
    <div className={styles.choose}>
      <TextField
        label={t('std.search')}
        isLabelHidden
        type="search"
        placeholder={t('std.search')}
        value={text}
        onChange={onText}
      />
      <div className={styles.grid}>
        <RowGrid
          label={t('std.choose')}
          columns={shown}
          count={offered.length}
          rowAt={rowAt}
          keyOf={keyOf}
          active={active !== null && active < offered.length ? active : null}
          onActive={setActive}
          ticked={chosen}
          mayTick={mayTick}
          onTick={(rows, isTicked) => {
            const next = new Set(chosen);
            for (const { row } of rows)
              if (isTicked) next.add(row.submission);
              else next.delete(row.submission);
            onChoose(next);
          }}
          empty={<EmptyState title={t('std.choose.nothing')}>{t('std.choose.nothingNext')}</EmptyState>}
        />
      </div>
      <p className={styles.quiet} role="status">
        {about}
      </p>
    </div>
  );
}
