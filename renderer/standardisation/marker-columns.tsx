import styles from '../batches/batch-list.module.css';
import { formatDate, t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import type { RowGridColumn } from '../ui/row-grid.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { MarkerMark } from './marker-mark.tsx';
import type { Marker } from './markers.ts';

const none = <span className={styles.quiet}>–</span>;

/** What is shown of each marker of a unit. */
export const markerColumns = (): readonly RowGridColumn<Marker>[] => [
  {
    id: 'name',
    header: t('std.column.marker'),
    width: 'minmax(130px, 1.2fr)',
    cell: (row) => <span className={styles.label}>{row.name}</span>,
  },
  {
    id: 'state',
    header: t('std.set.column.state'),
    width: '128px',
    cell: (row) => <MarkerMark marker={row} />,
  },
  {
    id: 'scope',
    header: t('std.column.scope'),
    width: '136px',
    hideBelow: 900,
    cell: ({ scope, state }) => (scope === null || state !== 'approved' ? none : t(`std.scope.${scope}`)),
  },
  {
    id: 'until',
    header: t('std.column.until'),
    width: '104px',
    hideBelow: 620,
    cell: ({ until, state }) => (until === null || state !== 'approved' ? none : formatDate(until)),
  },
  {
    id: 'test',
    header: t('std.column.test'),
    width: '112px',
    cell: (row) => <Test of={row} />,
  },
  {
    id: 'seeds',
    header: t('std.column.seeds'),
    width: '104px',
    cell: ({ seedsPassed, seedsFailed }) =>
      seedsPassed + seedsFailed === 0 ? (
        none
      ) : (
        <StatusMark
          shape={seedsFailed === 0 ? 'check' : 'split'}
          tone={seedsFailed === 0 ? 'good' : 'warn'}
          label={t('std.seedsWithin', { within: seedsPassed, all: seedsPassed + seedsFailed })}
        />
      ),
  },
  {
    id: 'next',
    header: t('std.column.next'),
    width: 'minmax(130px, 1fr)',
    cell: ({ need, notCounted }) => (
      <>
        {need !== null && (
          <Badge tone={need === 'suspended' ? 'bad' : need === 'passed' ? 'accent' : 'warn'}>
            {t(`std.need.${need}`)}
          </Badge>
        )}
        {notCounted.length > 0 && <Badge>{t('std.notCountedShort')}</Badge>}
      </>
    ),
  },
  {
    id: 'why',
    header: t('std.column.why'),
    width: 'minmax(140px, 1.4fr)',
    hideBelow: 980,
    cell: ({ because }) => (
      <span className={styles.quiet} title={because ?? undefined}>
        {because ?? '–'}
      </span>
    ),
  },
];

/** How the newest try stands. */
function Test({ of: { tries, isTested } }: { readonly of: Marker }) {
  const last = tries.at(-1);
  if (!isTested && !last) return <span className={styles.quiet}>{t('std.notTested')}</span>;
  if (!last) return none;
  const { isPassed, within, needed } = last;
  const [shape, tone] =
    isPassed === null
      ? (['half', 'info'] as const)
      : isPassed
        ? (['check', 'good'] as const)
        : (['cross', 'bad'] as const);
  return <StatusMark shape={shape} tone={tone} label={t('std.passedOfNeeded', { within, needed })} />;
}
