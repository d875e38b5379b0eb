import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { t } from '../../messages/t.ts';
import { classNames } from '../../ui/class-names.ts';
import type { Overlay } from '../viewer-props.ts';
import { clock } from './clock.ts';
import { useMediaTime } from './media-time.ts';
import { lanesOf, moveEnd, type TimeRange } from './time-range.ts';
import styles from './timeline.module.css';
import type { Player } from './use-player.ts';

interface TimelineProps {
  readonly player: Player;
  readonly durationMs: number;
  readonly overlays: readonly Overlay[];
  /** The anchor that one just went to. */
  readonly flashing: unknown;
  /** What is marked and not yet anchored; `onChosen` is absent where one only reads. */
  readonly chosen: TimeRange | null;
  readonly onChosen: ((range: TimeRange) => void) | null;
  readonly onGoTo: (target: TimeRange) => void;
}

/** Fine steps for the ends of a range: a tenth of a second, with Shift a whole one. */
const [FINE_MS, COARSE_MS] = [100, 1000];
const LANE_PX = 18;
/** Two labels in one row keep at least this share of the strip apart. */
const LABEL_SHARE = 0.06;

/** Where one is in a recording, what was anchored in it, and the range that is being marked. */
export function Timeline({
  player,
  durationMs,
  overlays,
  flashing,
  chosen,
  onChosen,
  onGoTo,
}: TimelineProps) {
  const anchors = overlays.flatMap(({ target, ...overlay }) =>
    target.kind === 'time' ? [{ ...overlay, target }] : [],
  );
  const lanes = lanesOf(
    anchors.map(({ target }) => target),
    durationMs * LABEL_SHARE,
  );
  const share = (ms: number) => `${(Math.min(ms, durationMs) / Math.max(1, durationMs)) * 100}%`;
  const place = ({ startMs, endMs }: TimeRange) => ({ left: share(startMs), width: share(endMs - startMs) });
  return (
    <div className={styles.timeline}>
      <div className={styles.track}>
        <Seeker player={player} durationMs={durationMs} />
        {chosen && <div className={styles.chosen} style={place(chosen)} aria-hidden />}
        {chosen && onChosen && (
          <>
            <RangeEnd
              end="start"
              range={chosen}
              durationMs={durationMs}
              onChange={onChosen}
              left={share(chosen.startMs)}
            />
            <RangeEnd
              end="end"
              range={chosen}
              durationMs={durationMs}
              onChange={onChosen}
              left={share(chosen.endMs)}
            />
          </>
        )}
      </div>
      {anchors.length > 0 && (
        <ul
          className={styles.lanes}
          aria-label={t('media.anchors')}
          style={{ height: (Math.max(0, ...lanes) + 1) * LANE_PX }}
        >
          {anchors.map(({ anchor, tone, label, target, onOpen }, index) => (
            <li
              key={`${tone} ${anchor}`}
              className={styles.slot}
              style={{ ...place(target), top: (lanes[index] ?? 0) * LANE_PX }}
            >
              <button
                type="button"
                className={classNames(styles.anchor, styles[tone], flashing === target && styles.flashing)}
                aria-label={t('media.anchorAt', {
                  label: label === '' ? t('media.anchorUnused') : label,
                  from: clock(target.startMs),
                  to: clock(target.endMs),
                })}
                onClick={() => {
                  onGoTo(target);
                  onOpen?.();
                }}
              >
                <span className={styles.label}>{label}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The strip itself, as a slider: press anywhere to go there. Its arrow keys are the player's. */
function Seeker({ player, durationMs }: { readonly player: Player; readonly durationMs: number }) {
  const isDragging = useRef(false);
  const tenths = useMediaTime(player.media, (ms) => Math.floor(ms / 100));
  const ms = tenths * 100;
  const seek = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    player.seekTo(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * durationMs);
  };
  return (
    <div
      className={styles.seeker}
      role="slider"
      tabIndex={0}
      aria-label={t('media.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs)}
      aria-valuenow={Math.min(Math.round(durationMs), ms)}
      aria-valuetext={t('media.positionOf', { at: clock(ms), of: clock(durationMs) })}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Home') player.seekTo(0);
        else if (event.key === 'End') player.seekTo(durationMs);
        else return;
        event.preventDefault();
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragging.current = true;
        seek(event);
      }}
      onPointerMove={(event) => isDragging.current && seek(event)}
      onPointerUp={() => {
        isDragging.current = false;
      }}
    >
      <div className={styles.rail} />
      <Playhead player={player} durationMs={durationMs} />
    </div>
  );
}

/** Alone, because it moves with every frame. */
function Playhead({ player, durationMs }: { readonly player: Player; readonly durationMs: number }) {
  const share = useMediaTime(player.media, (ms) => Math.min(1, ms / Math.max(1, durationMs)));
  return (
    <>
      <div className={styles.played} style={{ width: `${share * 100}%` }} />
      <div className={styles.head} style={{ left: `${share * 100}%` }} />
    </>
  );
}

interface RangeEndProps {
  readonly end: 'start' | 'end';
  readonly range: TimeRange;
  readonly durationMs: number;
  readonly onChange: (range: TimeRange) => void;
  readonly left: string;
}

/** One end of the marked range, to move with the arrow keys or by dragging. */
function RangeEnd({ end, range, durationMs, onChange, left }: RangeEndProps) {
  const ms = end === 'start' ? range.startMs : range.endMs;
  const moveTo = (to: number) => onChange(moveEnd(range, end, to - ms, durationMs));
  return (
    <div
      className={classNames(styles.end, styles[end])}
      style={{ left }}
      role="slider"
      tabIndex={0}
      aria-label={t(end === 'start' ? 'media.rangeStart' : 'media.rangeEnd')}
      aria-valuemin={end === 'start' ? 0 : range.startMs}
      aria-valuemax={end === 'start' ? range.endMs : Math.round(durationMs)}
      aria-valuenow={ms}
      aria-valuetext={clock(ms, true)}
      onKeyDown={(event) => {
        const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (direction === 0) return;
        event.preventDefault();
        event.stopPropagation();
        moveTo(ms + direction * (event.shiftKey ? COARSE_MS : FINE_MS));
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const strip = event.currentTarget.parentElement?.getBoundingClientRect();
        if (!strip || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        moveTo(((event.clientX - strip.left) / strip.width) * durationMs);
      }}
    />
  );
}
