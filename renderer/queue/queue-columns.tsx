import type { z } from 'zod';
import type { QueueRow } from '../../src/api/shapes.ts';
import { formatDate, t } from '../messages/t.ts';
import { AnonymousBadge } from '../ui/anonymous-badge.tsx';
import { AssessmentMark, OutcomeMark } from '../ui/outcome-mark.tsx';
import type { RowGridColumn } from '../ui/row-grid.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { CriteriaProgress } from './criteria-progress.tsx';
import { FoundHere } from './found-here.tsx';
import styles from './queue-columns.module.css';

export type Row = z.infer<typeof QueueRow>;

/** Whether its day is past. */
export const isOverdue = ({ due }: Pick<Row, 'due'>) => due !== null && due < new Date().toISOString();

/** Marks that it is to be sealed, and that its day is past. */
function Deadline({ row }: { readonly row: Row }) {
  return (
    <>
      {row.sealed && (
        <span className={styles.flag} title={t('queue.sealed')}>
          <StatusMark shape="seal" tone="accent" label={t('queue.sealed')} isBare />
        </span>
      )}
      {isOverdue(row) && (
        <span className={styles.flag} title={t('queue.overdue')}>
          <StatusMark shape="clock" tone="bad" label={t('queue.overdue')} isBare />
        </span>
      )}
    </>
  );
}

export function queueColumns(): readonly RowGridColumn<Row>[] {
  return [
    {
      id: 'learner',
      header: t('queue.column.submission'),
      width: 'minmax(150px, 1.6fr)',
      isSortable: true,
      cell: (row) => (
        <>
          <span className={styles.learner}>{row.learner}</span>
          {row.found === undefined || row.found.includes('names') ? (
            <span className={styles.title}>{row.title}</span>
          ) : (
            <FoundHere submission={row.submission} />
          )}
          {row.anonymous && (
            <span className={styles.badge}>
              <AnonymousBadge />
            </span>
          )}
        </>
      ),
    },
    {
      id: 'unit',
      header: t('queue.column.unit'),
      width: '88px',
      isSortable: true,
      cell: (row) => <span title={row.unitTitle}>{row.unitCode}</span>,
    },
    {
      id: 'progress',
      header: t('queue.column.progress'),
      width: '104px',
      isSortable: true,
      cell: (row) => <CriteriaProgress progress={row.progress} />,
    },
    {
      id: 'mine',
      header: t('queue.column.mine'),
      width: '112px',
      hideBelow: 800,
      cell: (row) => <AssessmentMark state={row.mine} />,
    },
    {
      id: 'state',
      header: t('queue.column.state'),
      width: '136px',
      isSortable: true,
      cell: (row) => <OutcomeMark state={row.state} />,
    },
    {
      id: 'marks',
      header: t('queue.column.marks'),
      width: '58px',
      isNumeric: true,
      cell: (row) => t('queue.marks', { submitted: row.marks.submitted, expected: row.marks.expected }),
    },
    {
      id: 'attempt',
      header: t('queue.column.attempt'),
      width: '74px',
      hideBelow: 860,
      isSortable: true,
      isNumeric: true,
      cell: (row) => row.attempt,
    },
    {
      id: 'flags',
      header: t('queue.column.flags'),
      width: '88px',
      cell: (row) => (
        <>
          <Deadline row={row} />
          {row.flags.map((flag) => (
            <span key={flag} className={styles.flag} title={t(`flag.${flag}`)}>
              <StatusMark shape="alert" tone="warn" label={t(`flag.${flag}`)} isBare />
            </span>
          ))}
        </>
      ),
    },
    {
      id: 'due',
      header: t('queue.column.due'),
      width: '104px',
      hideBelow: 840,
      isSortable: true,
      cell: (row) =>
        row.due !== null && (
          <span className={isOverdue(row) ? styles.late : styles.quiet}>{formatDate(row.due)}</span>
        ),
    },
    {
      id: 'received',
      header: t('queue.column.received'),
      width: '112px',
      hideBelow: 960,
      isSortable: true,
      isNumeric: true,
      cell: (row) => <span className={styles.quiet}>{formatDate(row.receivedAt)}</span>,
    },
  ];
}
