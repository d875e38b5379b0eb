import { t } from '../messages/t.ts';
import { VerdictMark } from '../ui/outcome-mark.tsx';
import type { RowGridColumn } from '../ui/row-grid.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import type { Member } from './batch-room.tsx';
import styles from './member-columns.module.css';

/** What is shown of each submission; why it was drawn only once a sample was. */
export function memberColumns(isDrawn: boolean): readonly RowGridColumn<Member>[] {
  const why: RowGridColumn<Member> = {
    id: 'why',
    header: t('batch.column.why'),
    width: 'minmax(160px, 1.6fr)',
    cell: ({ why: reasons }) =>
      reasons.length === 0 ? (
        <span className={styles.quiet}>{t('batch.notDrawn')}</span>
      ) : (
        <span className={styles.why} title={reasons.map(({ reason }) => reason).join('\n')}>
          {reasons[0]?.reason}
          {reasons.length > 1 && (
            <span className={styles.quiet}> {t('batch.moreReasons', { n: reasons.length - 1 })}</span>
          )}
        </span>
      ),
  };
  return [
    {
      id: 'learner',
      header: t('results.column.learner'),
      width: 'minmax(140px, 1fr)',
      cell: (row) => (
        <span className={styles.who}>
          <span className={styles.learner}>{row.learner}</span>
          <span className={styles.quiet}>{row.assessors.join(', ')}</span>
        </span>
      ),
    },
    {
      id: 'verdict',
      header: t('results.column.verdict'),
      width: '104px',
      hideBelow: 480,
      cell: ({ verdict }) => verdict && <VerdictMark verdict={verdict} />,
    },
    ...(isDrawn ? [why] : []),
    {
      id: 'looked',
      header: t('batch.column.said'),
      width: '128px',
      cell: (row) => <Said of={row} />,
    },
  ];
}

function Said({ of: { looked, why } }: { readonly of: Member }) {
  if (looked === null)
    return why.length === 0 ? null : <StatusMark shape="empty" tone="quiet" label={t('batch.toLookAt')} />;
  if (looked.kind === 'finding') {
    const isUpheld = looked.finding === 'upheld';
    return (
      <StatusMark
        shape={isUpheld ? 'check' : 'alert'}
        tone={isUpheld ? 'good' : 'warn'}
        label={t(`batch.finding.${looked.finding}`)}
      />
    );
  }
  if (looked.as.kind !== 'return')
    return <StatusMark shape="check" tone="good" label={t(`batch.verified.${looked.as.kind}`)} />;
  return looked.hasComeBack ? (
    <StatusMark shape="half" tone="info" label={t('batch.cameBack')} />
  ) : (
    <StatusMark shape="split" tone="warn" label={t('batch.verified.return')} />
  );
}
