import type { z } from 'zod';
import type { QueueRow } from '../../src/api/shapes.ts';
import { formatDate, t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { AssessmentMark, OutcomeMark } from '../ui/outcome-mark.tsx';
import type { RowGridColumn } from '../ui/row-grid.tsx';
import { CriteriaProgress } from './criteria-progress.tsx';
import styles from './queue-columns.module.css';

export type Row = z.infer<typeof QueueRow>;

export function queueColumns(): readonly RowGridColumn<Row>[] {
  return [
    {
      id: 'learner',
      header: t('queue.column.submission'),
      width: 'minmax(180px, 1.6fr)',
      isSortable: true,
      cell: (row) => (
        <>
          <span className={styles.learner}>{row.learner}</span>
          <span className={styles.title}>{row.title}</span>
        </>
      ),
    },
    {
      id: 'unit',
      header: t('queue.column.unit'),
      width: '100px',
      isSortable: true,
      cell: (row) => <span title={row.unitTitle}>{row.unitCode}</span>,
    },
    {
      id: 'progress',
      header: t('queue.column.progress'),
      width: '116px',
      isSortable: true,
      cell: (row) => <CriteriaProgress progress={row.progress} />,
    },
    {
      id: 'mine',
      header: t('queue.column.mine'),
      width: '118px',
      cell: (row) => <AssessmentMark state={row.mine} />,
    },
    {
      id: 'state',
      header: t('queue.column.state'),
      width: '140px',
      isSortable: true,
      cell: (row) => <OutcomeMark state={row.state} />,
    },
    {
      id: 'marks',
      header: t('queue.column.marks'),
      width: '66px',
      isNumeric: true,
      cell: (row) => t('queue.marks', { submitted: row.marks.submitted, expected: row.marks.expected }),
    },
    {
      id: 'attempt',
      header: t('queue.column.attempt'),
      width: '74px',
      isSortable: true,
      isNumeric: true,
      cell: (row) => row.attempt,
    },
    {
      id: 'flags',
      header: t('queue.column.flags'),
      width: 'minmax(96px, 0.5fr)',
      cell: (row) =>
        row.flags.map((flag) => (
          <Badge key={flag} tone="warn">
            {t(`flag.${flag}`)}
          </Badge>
        )),
    },
    {
      id: 'received',
      header: t('queue.column.received'),
      width: '104px',
      isSortable: true,
      isNumeric: true,
      cell: (row) => <span className={styles.quiet}>{formatDate(row.receivedAt)}</span>,
    },
  ];
}
