import {
  BookOpen,
  CircleAlert,
  GitCompareArrows,
  ListChecks,
  PenLine,
  ScrollText,
  Stamp,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { formatNumber, t } from '../messages/t.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { classNames } from '../ui/class-names.ts';
import { Seal } from '../ui/seal.tsx';
import { useLastMarked } from './last-marked.ts';
import styles from './rail.module.css';
import { mayEnter } from './rooms-for.ts';
import { formatRoute, type Route } from './route.ts';

interface RailProps {
  readonly info: WorkspaceInfo;
  readonly route: Route;
}

/** The rooms one's role can use, and how much waits in each. */
export function Rail({ info, route }: RailProps) {
  const lastMarked = useLastMarked();
  const { counts } = info;
  const may = (...roles: readonly WorkspaceInfo['me']['roles'][number][]) =>
    !info.guarded || roles.some((role) => info.me.roles.includes(role));
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      <div className={styles.mark}>
        <Seal />
      </div>
      <Entry
        to={{ room: 'queue' }}
        route={route}
        icon={<ListChecks aria-hidden />}
        label={t('rail.queue')}
        count={may('assessor') ? counts.toMark : 0}
      />
      {lastMarked !== null && (
        <Entry
          to={{ room: 'mark', submission: lastMarked }}
          route={route}
          icon={<PenLine aria-hidden />}
          label={t('rail.mark')}
        />
      )}
      {mayEnter(info, 'moderate') && (
        <Entry
          to={{ room: 'moderate', submission: null }}
          route={route}
          icon={<GitCompareArrows aria-hidden />}
          label={t('rail.moderate')}
          count={may('moderator', 'adjudicator') ? counts.toReconcile : 0}
        />
      )}
      {mayEnter(info, 'results') && (
        <Entry
          to={{ room: 'results', tab: 'results' }}
          route={route}
          icon={<Stamp aria-hidden />}
          label={t('rail.results')}
          count={may('provider', 'moderator') ? counts.toConfirm + counts.toExport : 0}
        />
      )}
      <Entry
        to={{ room: 'units', unit: null }}
        route={route}
        icon={<BookOpen aria-hidden />}
        label={t('rail.units')}
      />
      <Entry to={{ room: 'people' }} route={route} icon={<Users aria-hidden />} label={t('rail.people')} />
      <Entry
        to={{ room: 'log', submission: null }}
        route={route}
        icon={<ScrollText aria-hidden />}
        label={t('rail.log')}
      />
      <div className={styles.space} />
      {(counts.toResolve > 0 || route.room === 'resolve') && (
        <Entry
          to={{ room: 'resolve' }}
          route={route}
          icon={<CircleAlert aria-hidden />}
          label={t('rail.resolve')}
          count={counts.toResolve}
        />
      )}
    </nav>
  );
}

interface EntryProps {
  readonly to: Route;
  readonly route?: Route;
  readonly icon: ReactNode;
  readonly label: string;
  readonly count?: number;
}

function Entry({ to, route, icon, label, count = 0 }: EntryProps) {
  // Both ways through the queue are the queue.
  const isHere = route?.room === to.room || (to.room === 'queue' && route?.room === 'across');
  return (
    <a
      href={formatRoute(to)}
      className={classNames(styles.entry, isHere && styles.here)}
      aria-current={isHere ? 'page' : undefined}
      draggable={false}
    >
      <span className={styles.icon}>
        {icon}
        {count > 0 && (
          <span className={styles.count} aria-hidden>
            {count > 99 ? '99+' : count}
          </span>
        )}
      </span>
      <span className={styles.label}>{label}</span>
      {count > 0 && (
        <span className="visually-hidden">{t('rail.waiting', { n: count, count: formatNumber(count) })}</span>
      )}
    </a>
  );
}
