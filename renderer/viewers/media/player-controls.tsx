import {
  Captions,
  CaptionsOff,
  ChevronLeft,
  ChevronRight,
  Gauge,
  MessageSquareText,
  Pause,
  Play,
  Repeat,
  Volume2,
  VolumeX,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useShortcutCaps } from '../../app/shortcut-keys.tsx';
import { formatNumber, t } from '../../messages/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import toolbar from '../viewer-toolbar.module.css';
import { clock } from './clock.ts';
import { useMediaTime } from './media-time.ts';
import styles from './player-controls.module.css';
import type { CaptionTrack } from './use-captions.ts';
import { type Player, SPEEDS } from './use-player.ts';

interface PlayerControlsProps {
  readonly player: Player;
  readonly isVideo: boolean;
  /** Marks a range; absent where one only reads. */
  readonly marking: { readonly start: () => void; readonly end: () => void } | null;
  /** Plays the marked range, or the anchor one went to; absent where there is neither. */
  readonly onLoop: (() => void) | null;
  readonly tracks: readonly CaptionTrack[];
  /** The captions that are on. */
  readonly captions: CaptionTrack | null;
  readonly onCaptions: (id: string | null) => void;
  readonly isTranscriptOpen: boolean;
  readonly onTranscript: () => void;
}

export function PlayerControls(props: PlayerControlsProps) {
  const { player, marking, onLoop, tracks } = props;
  const keys = useKeys();
  return (
    <div className={styles.controls} role="toolbar" aria-label={t('media.controls')}>
      <IconButton
        label={t(player.isPlaying ? 'media.pause' : 'media.play')}
        keys={keys.play}
        onPress={player.toggle}
      >
        {player.isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
      </IconButton>
      <IconButton
        label={t(props.isVideo ? 'media.frameBack' : 'media.tenthBack')}
        keys={keys.stepBack}
        onPress={() => player.step(-1)}
      >
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton
        label={t(props.isVideo ? 'media.frameForward' : 'media.tenthForward')}
        keys={keys.stepForward}
        onPress={() => player.step(1)}
      >
        <ChevronRight aria-hidden />
      </IconButton>
      <TimeNow player={player} />
      {marking && (
        <span className={styles.group}>
          <IconButton label={t('media.markStart')} keys={keys.start} onPress={marking.start}>
            <span className={styles.bracket} aria-hidden>
              [
            </span>
          </IconButton>
          <IconButton label={t('media.markEnd')} keys={keys.end} onPress={marking.end}>
            <span className={styles.bracket} aria-hidden>
              ]
            </span>
          </IconButton>
        </span>
      )}
      <IconButton
        label={t('media.loop')}
        keys={keys.loop}
        isPressed={player.isLooping}
        isDisabled={onLoop === null}
        onPress={() => onLoop?.()}
      >
        <Repeat aria-hidden />
      </IconButton>
      <span className={toolbar.gap} />
      <SpeedMenu player={player} />
      {tracks.length > 0 && <CaptionsMenu {...props} />}
      {tracks.length > 0 && (
        <IconButton
          label={t('media.transcript')}
          keys={keys.transcript}
          isPressed={props.isTranscriptOpen}
          onPress={props.onTranscript}
        >
          <MessageSquareText aria-hidden />
        </IconButton>
      )}
      <VolumeControl player={player} />
    </div>
  );
}

function useKeys() {
  return {
    play: useShortcutCaps('media.play'),
    stepBack: useShortcutCaps('media.stepBack'),
    stepForward: useShortcutCaps('media.stepForward'),
    start: useShortcutCaps('media.start'),
    end: useShortcutCaps('media.end'),
    loop: useShortcutCaps('media.loop'),
    transcript: useShortcutCaps('media.transcript'),
  };
}

function TimeNow({ player }: { readonly player: Player }) {
  const tenths = useMediaTime(player.media, (ms) => Math.floor(ms / 100));
  return (
    <span className={styles.time}>
      {clock(tenths * 100, true)}
      {player.durationMs !== null && <span className={styles.of}> / {clock(player.durationMs, true)}</span>}
    </span>
  );
}

function SpeedMenu({ player }: { readonly player: Player }) {
  const speed = (value: number) => t('media.times', { speed: formatNumber(value) });
  return (
    <Menu
      label={t('media.speed')}
      placement="top start"
      groups={[
        {
          id: 'speed',
          actions: SPEEDS.map((value) => ({
            id: String(value),
            label: speed(value),
            isChosen: value === player.speed,
            onAction: () => player.setSpeed(value),
          })),
        },
      ]}
    >
      <AriaButton className={styles.speed} aria-label={t('media.speedNow', { speed: speed(player.speed) })}>
        <Gauge aria-hidden />
        {speed(player.speed)}
      </AriaButton>
    </Menu>
  );
}

function CaptionsMenu({ tracks, captions, onCaptions }: PlayerControlsProps) {
  const keys = useShortcutCaps('media.captions');
  const icon = captions === null ? <CaptionsOff aria-hidden /> : <Captions aria-hidden />;
  const [only] = tracks;
  if (tracks.length === 1 && only) {
    return (
      <IconButton
        label={t('media.captions')}
        keys={keys}
        isPressed={captions !== null}
        onPress={() => onCaptions(captions === null ? only.id : null)}
      >
        {icon}
      </IconButton>
    );
  }
  return (
    <Menu
      label={t('media.captions')}
      placement="top start"
      groups={[
        {
          id: 'tracks',
          actions: [
            {
              id: 'none',
              label: t('media.noCaptions'),
              isChosen: captions === null,
              onAction: () => onCaptions(null),
            },
            ...tracks.map(({ id, label }) => ({
              id,
              label,
              isChosen: captions?.id === id,
              onAction: () => onCaptions(id),
            })),
          ],
        },
      ]}
    >
      <AriaButton className={styles.speed} aria-label={t('media.captions')}>
        {icon}
      </AriaButton>
    </Menu>
  );
}

function VolumeControl({ player }: { readonly player: Player }) {
  const isSilent = player.isMuted || player.volume === 0;
  return (
    <span className={styles.group}>
      <IconButton label={t('media.mute')} isPressed={isSilent} onPress={player.toggleMute}>
        {isSilent ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
      </IconButton>
      <input
        className={styles.volume}
        type="range"
        min={0}
        max={1}
        step={0.05}
        aria-label={t('media.volume')}
        value={isSilent ? 0 : player.volume}
        onChange={(event) => player.setVolume(Number(event.target.value))}
        // The player's own arrow keys go five seconds on; here they are the volume's.
        onKeyDown={(event) => event.key.startsWith('Arrow') && event.stopPropagation()}
      />
    </span>
  );
}
