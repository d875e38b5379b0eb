import { useEffect } from 'react';
import { Across } from '../across/across.tsx';
import { ByCriterion } from '../across/by-criterion.tsx';
import { AppealRoom } from '../appeals/appeal-room.tsx';
import { BackupsDialog } from '../backups/backups-dialog.tsx';
import { BatchRoom } from '../batches/batch-room.tsx';
import { UnitGuide } from '../library/unit-guide.tsx';
import { Units } from '../library/units.tsx';
import { Log } from '../log/log.tsx';
import { t } from '../messages/t.ts';
import { Moderate } from '../moderation/moderate.tsx';
import { Reconcile } from '../moderation/reconcile.tsx';
import { SendDialog } from '../packages/send-dialog.tsx';
import { People } from '../people/people.tsx';
import { Queue } from '../queue/queue.tsx';
import { Resolve } from '../resolve/resolve.tsx';
import { Results } from '../results/results.tsx';
import { useActing } from '../state/act-as.ts';
import { chooseAndReceive } from '../state/incoming.ts';
import { sending } from '../state/sending.ts';
import { useWorkspace, type WorkspaceInfo } from '../state/workspace.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Workbench } from '../workbench/workbench.tsx';
import styles from './frame.module.css';
import { FrameHeader } from './frame-header.tsx';
import { HostFailed } from './host-failed.tsx';
import { rememberMarking } from './last-marked.ts';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { mayEnter } from './rooms-for.ts';
import type { Route } from './route.ts';
import { go, useRoute } from './router.ts';
import { useShortcut } from './shortcuts.ts';

/** Rail, header and the room one is in. */
export function Frame({ info }: { readonly info: WorkspaceInfo }) {
  const route = useRoute();
  const host = useWorkspace((state) => state.host);
  const { error: actingError } = useActing();
  useShortcut('room.queue', () => go({ room: 'queue' }));
  useShortcut('room.moderate', () => go({ room: 'moderate', submission: null }), mayEnter(info, 'moderate'));
  useShortcut('room.results', () => go({ room: 'results', tab: 'results' }), mayEnter(info, 'results'));
  useShortcut('room.units', () => go({ room: 'units', unit: null }));
  useShortcut('room.people', () => go({ room: 'people' }));
  useShortcut('room.log', () => go({ room: 'log', submission: null }));
  useShortcut('room.resolve', () => go({ room: 'resolve' }));
  useShortcut('send', () => sending.getState().open({}));
  useShortcut('import', () => void chooseAndReceive('bundles'));
  useShortcut('back', () => history.back());
  useEffect(() => {
    if (route.room === 'mark') rememberMarking(route.submission);
  }, [route]);

  // Acting as somebody else in a room that is not theirs, one is back where everybody starts.
  const isOutside = !mayEnter(info, route.room);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only becoming another person moves one; a link may still lead in.
  useEffect(() => {
    if (isOutside) go({ room: 'queue' });
  }, [info.me.key]);

  return (
    <div className={styles.frame}>
      <Rail info={info} route={route} />
      <div className={styles.side}>
        <FrameHeader info={info} />
        {host !== 'ready' && (
          <div className={styles.notice}>
            {host === 'failed' ? <HostFailed /> : <Banner tone="warn">{t(`host.${host}`)}</Banner>}
          </div>
        )}
        {actingError !== undefined && (
          <div className={styles.notice}>
            <FailureBanner error={actingError} />
          </div>
        )}
        {!info.me.canSign && (
          <div className={styles.notice}>
            <Banner tone="warn">{t('frame.cannotSign', { name: info.me.name })}</Banner>
          </div>
        )}
        {!info.me.isAppointed && (
          <div className={styles.notice}>
            <Banner tone="info">{t('frame.notAppointed')}</Banner>
          </div>
        )}
        <main className={styles.room}>
          <RoomOf route={route} info={info} />
        </main>
      </div>
      <Palette info={info} />
      <BackupsDialog key={info.id} />
      <SendDialog key={info.me.key} info={info} />
    </div>
  );
}

function RoomOf({ route, info }: { readonly route: Route; readonly info: WorkspaceInfo }) {
  switch (route.room) {
    case 'mark':
      // What one person was writing is not the next person's.
      return <Workbench key={`${info.me.key} ${route.submission}`} submission={route.submission} />;
    case 'across':
      return route.unit === null || route.criterion === null ? (
        <ByCriterion unit={route.unit} />
      ) : (
        <Across key={`${route.unit} ${route.criterion}`} unit={route.unit} criterion={route.criterion} />
      );
    case 'moderate':
      if (route.batch !== undefined) return <BatchRoom key={route.batch} batch={route.batch} />;
      if (route.appeal !== undefined) return <AppealRoom key={route.appeal} appeal={route.appeal} />;
      return route.submission === null ? (
        <Moderate tab={route.tab ?? 'disagreements'} unit={route.unit ?? null} />
      ) : (
        <Reconcile key={route.submission} submission={route.submission} />
      );
    case 'results':
      return <Results tab={route.tab} />;
    case 'units':
      return route.unit === null ? <Units /> : <UnitGuide unit={route.unit} />;
    case 'people':
      return <People info={info} />;
    case 'log':
      return <Log submission={route.submission} />;
    case 'resolve':
      return <Resolve />;
    case 'queue':
    case 'welcome':
      return <Queue info={info} />;
  }
}
