import { Volume2 } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { useShortcut } from '../../app/shortcuts.ts';
import { t } from '../../messages/t.ts';
import { useSetting } from '../../state/settings.ts';
import { AnchorBar } from '../anchor-bar.tsx';
import { artifactUrl } from '../artifact-bytes.ts';
import { useElementSize } from '../use-element-size.ts';
import type { Choosing, ViewerProps } from '../viewer-props.ts';
import toolbar from '../viewer-toolbar.module.css';
import { CaptionLine } from './caption-line.tsx';
import { clock } from './clock.ts';
import styles from './media-player.module.css';
import type { PlayFailure } from './media-viewer.tsx';
import { PlayerControls } from './player-controls.tsx';
import { joinRanges, markEnd, markStart, type TimeRange } from './time-range.ts';
import { Timeline } from './timeline.tsx';
import { Transcript } from './transcript.tsx';
import { useCaptions } from './use-captions.ts';
import { type Player, SPEEDS, usePlayer } from './use-player.ts';

interface MediaPlayerProps extends ViewerProps {
  readonly onFailure: (failure: PlayFailure) => void;
}

const SEEK_MS = 5000;
const NO_SIBLINGS: NonNullable<ViewerProps['siblings']> = [];

/** The system's player with controls of our own: frames, speed, captions, and ranges to anchor. */
export function MediaPlayer(props: MediaPlayerProps) {
  const { artifact, overlays, choosing, destination, siblings = NO_SIBLINGS } = props;
  const isVideo = artifact.viewer === 'video';
  const [media, setMedia] = useState<HTMLMediaElement | null>(null);
  const player = usePlayer(media);
  const { durationMs } = player;
  const hasNoPicture = useHasNoPicture(media, isVideo);
  const tracks = useCaptions(artifact, siblings);
  const [captionsId, setCaptionsId] = useState<string | null>(null);
  const captions = tracks.find(({ id }) => id === captionsId) ?? null;
  const [isTranscriptOpen, setTranscriptOpen] = useSetting('media.transcript', z.boolean(), true);
  const searchField = useRef<HTMLInputElement>(null);
  const { flashing, gone } = useDestination(destination, player);
  const chosen = rangeIn(choosing);
  const choose = choosing && ((range: TimeRange) => choosing.choose([{ kind: 'time', ...range }]));
  const marking = choose && {
    start: () => choose(markStart(chosen, player.nowMs())),
    end: () => choose(markEnd(chosen, player.nowMs())),
  };
  const looped = chosen ?? gone;
  const loop = looped && (() => (player.isLooping ? player.pause() : player.loop(looped)));
  const toggleCaptions = () => setCaptionsId(captions === null ? (tracks[0]?.id ?? null) : null);
  const shownTrack = captions ?? tracks[0] ?? null;
  const isTranscriptShown = isTranscriptOpen && shownTrack !== null;

  useMediaKeys(player, {
    start: marking?.start,
    end: marking?.end,
    loop: loop ?? undefined,
    captions: tracks.length > 0 ? toggleCaptions : undefined,
    transcript: tracks.length > 0 ? () => setTranscriptOpen(!isTranscriptOpen) : undefined,
  });
  useShortcut('evidence.search', () => searchField.current?.focus(), isTranscriptShown);

  return (
    <section
      className={styles.viewer}
      aria-label={t(isVideo ? 'media.videoRegion' : 'media.soundRegion', { title: artifact.title })}
      onKeyDown={(event: KeyboardEvent) => {
        const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (direction === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        player.seekBy(direction * SEEK_MS);
      }}
    >
      {hasNoPicture && <p className={toolbar.note}>{t('media.soundOnly')}</p>}
      <div className={styles.body}>
        <Stage
          {...props}
          player={player}
          onMedia={setMedia}
          chosen={chosen}
          captions={captions && <CaptionLine media={media} cues={captions.cues} />}
        />
        {isTranscriptShown && (
          <Transcript
            player={player}
            track={shownTrack}
            searchField={searchField}
            onMark={choose && ((range) => choose(joinRanges(chosen, range)))}
            onClose={() => setTranscriptOpen(false)}
          />
        )}
      </div>
      <div className={styles.deck}>
        {durationMs !== null && (
          <Timeline
            player={player}
            durationMs={durationMs}
            overlays={overlays}
            flashing={flashing}
            chosen={chosen}
            onChosen={choose}
            onGoTo={(range) => player.seekTo(range.startMs)}
          />
        )}
        <PlayerControls
          player={player}
          isVideo={isVideo}
          marking={marking}
          onLoop={loop}
          tracks={tracks}
          captions={captions}
          onCaptions={setCaptionsId}
          isTranscriptOpen={isTranscriptShown}
          onTranscript={() => setTranscriptOpen(!isTranscriptOpen)}
        />
      </div>
    </section>
  );
}

interface StageProps extends MediaPlayerProps {
  readonly player: Player;
  readonly onMedia: (media: HTMLMediaElement | null) => void;
  readonly chosen: TimeRange | null;
  readonly captions: React.ReactNode;
}

/** The recording itself, with its captions and, once a range is marked, the offer to anchor it. */
function Stage({ artifact, player, onMedia, onFailure, choosing, chosen, captions }: StageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(stage);
  const about = {
    ref: onMedia,
    src: artifactUrl(artifact.hash),
    preload: 'metadata',
    'aria-label': artifact.title,
    onError: (event: React.SyntheticEvent<HTMLMediaElement>) =>
      onFailure(failureOf(event.currentTarget.error)),
    onClick: player.toggle,
    disableRemotePlayback: true,
  } as const;
  const at = chosen && player.durationMs ? (chosen.startMs / Math.max(1, player.durationMs)) * width : 0;
  return (
    <div ref={stage} className={styles.stage}>
      {artifact.viewer === 'video' ? (
        <video {...about} className={styles.video} disablePictureInPicture playsInline />
      ) : (
        <div className={styles.sound}>
          <Volume2 aria-hidden />
          <span>{artifact.title}</span>
          <audio {...about} />
        </div>
      )}
      {captions && (
        <div className={styles.captions} data-lifted={chosen !== null || undefined}>
          {captions}
        </div>
      )}
      {choosing && chosen && (
        <>
          <span className={styles.range} role="status">
            {chosen.startMs === chosen.endMs
              ? t('media.moment', { at: clock(chosen.startMs, true) })
              : t('media.range', { from: clock(chosen.startMs, true), to: clock(chosen.endMs, true) })}
          </span>
          <AnchorBar
            choosing={choosing}
            x={Math.max(4, Math.min(at, width - 260))}
            y={Math.max(4, height - 48)}
            onDrop={() => choosing.choose(null)}
          />
        </>
      )}
    </div>
  );
}

function rangeIn(choosing: Choosing | null): TimeRange | null {
  const target = choosing?.chosen?.find(({ kind }) => kind === 'time');
  return target?.kind === 'time' ? { startMs: target.startMs, endMs: target.endMs } : null;
}

function failureOf(error: MediaError | null): PlayFailure {
  if (error?.code === MediaError.MEDIA_ERR_DECODE) return 'broken';
  return error?.code === MediaError.MEDIA_ERR_NETWORK ? 'unreadable' : 'unsupported';
}

/** Goes to the start of the place, and waits there: nothing plays by itself. */
function useDestination(destination: ViewerProps['destination'], player: Player) {
  const [flashing, setFlashing] = useState<unknown>(null);
  const [gone, setGone] = useState<TimeRange | null>(null);
  const isReady = player.durationMs !== null;
  const latest = useRef(player);
  latest.current = player;
  useEffect(() => {
    if (!isReady || destination?.target.kind !== 'time') return;
    const { target } = destination;
    latest.current.pause();
    latest.current.seekTo(target.startMs);
    setGone(target);
    setFlashing(target);
    const timer = setTimeout(() => setFlashing(null), 1200);
    return () => clearTimeout(timer);
  }, [destination, isReady]);
  return { flashing, gone };
}

/** A video of whose picture nothing can be shown, while its sound plays. */
function useHasNoPicture(media: HTMLMediaElement | null, isVideo: boolean): boolean {
  const [hasNoPicture, setNoPicture] = useState(false);
  useEffect(() => {
    if (!media || !isVideo) return;
    const look = () => setNoPicture(media instanceof HTMLVideoElement && media.videoWidth === 0);
    media.addEventListener('loadedmetadata', look);
    return () => media.removeEventListener('loadedmetadata', look);
  }, [media, isVideo]);
  return hasNoPicture;
}

interface MediaKeyHandlers {
  readonly start: (() => void) | undefined;
  readonly end: (() => void) | undefined;
  readonly loop: (() => void) | undefined;
  readonly captions: (() => void) | undefined;
  readonly transcript: (() => void) | undefined;
}

function useMediaKeys(player: Player, handlers: MediaKeyHandlers): void {
  const speedBy = useCallback(
    (step: 1 | -1) => {
      const at = SPEEDS.findIndex((speed) => speed >= player.speed);
      const next = SPEEDS[(at === -1 ? SPEEDS.length - 1 : at) + step];
      if (next !== undefined) player.setSpeed(next);
    },
    [player],
  );
  // On a control, the space bar belongs to the control.
  useShortcut('media.play', () => (isControl(document.activeElement) ? false : player.toggle()));
  useShortcut('media.stepBack', () => player.step(-1));
  useShortcut('media.stepForward', () => player.step(1));
  useShortcut('media.slower', () => speedBy(-1));
  useShortcut('media.faster', () => speedBy(1));
  useShortcut('media.start', () => handlers.start?.(), handlers.start !== undefined);
  useShortcut('media.end', () => handlers.end?.(), handlers.end !== undefined);
  useShortcut('media.loop', () => handlers.loop?.(), handlers.loop !== undefined);
  useShortcut('media.captions', () => handlers.captions?.(), handlers.captions !== undefined);
  useShortcut('media.transcript', () => handlers.transcript?.(), handlers.transcript !== undefined);
}

function isControl(element: Element | null): boolean {
  return (
    element?.closest(
      'button, input, select, summary, a, [role="radio"], [role="checkbox"], [role="option"]',
    ) != null
  );
}
