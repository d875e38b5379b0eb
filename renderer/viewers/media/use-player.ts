import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { useSetting } from '../../state/settings.ts';
import { createFrameStepper, type FrameStepper } from './frame-step.ts';
import { followTime } from './media-time.ts';
import type { TimeRange } from './time-range.ts';

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;
const Volume = z.object({ volume: z.number().min(0).max(1), isMuted: z.boolean() });
const Speed = z.number().min(0.5).max(2);
/** Far beyond the end of anything. */
const FAR_S = 1e9;

export interface Player {
  readonly media: HTMLMediaElement | null;
  readonly isPlaying: boolean;
  /** `null` until it is known. */
  readonly durationMs: number | null;
  readonly speed: number;
  readonly volume: number;
  readonly isMuted: boolean;
  /** Only the range it was asked for is played, again and again. */
  readonly isLooping: boolean;
  readonly nowMs: () => number;
  readonly toggle: () => void;
  readonly pause: () => void;
  readonly seekTo: (ms: number) => void;
  readonly seekBy: (ms: number) => void;
  readonly step: (direction: 1 | -1) => void;
  readonly setSpeed: (speed: number) => void;
  readonly setVolume: (volume: number) => void;
  readonly toggleMute: () => void;
  /** Plays that range over and over, until it is stopped or another place is gone to. */
  readonly loop: (range: TimeRange) => void;
}

/** What a person does with a recording. It never plays by itself; speed and volume are remembered. */
export function usePlayer(media: HTMLMediaElement | null): Player {
  const [isPlaying, setPlaying] = useState(false);
  const [durationMs, setDuration] = useState<number | null>(null);
  const [looped, setLooped] = useState<TimeRange | null>(null);
  const [speed, setSpeed] = useSetting('media.speed', Speed, 1);
  const [{ volume, isMuted }, setSound] = useSetting('media.volume', Volume, { volume: 1, isMuted: false });
  const stepper = useRef<FrameStepper | null>(null);

  useEffect(() => {
    if (!media) return;
    const sync = () => {
      setPlaying(!media.paused && !media.ended);
      const { duration } = media;
      setDuration(Number.isFinite(duration) ? Math.min(duration * 1000, Number.MAX_SAFE_INTEGER) : null);
    };
    const events = ['play', 'pause', 'ended', 'durationchange', 'emptied'] as const;
    for (const event of events) media.addEventListener(event, sync);
    const stopMeasuring = measureOnce(media);
    stepper.current = createFrameStepper(media);
    sync();
    return () => {
      for (const event of events) media.removeEventListener(event, sync);
      stopMeasuring();
      stepper.current?.dispose();
      stepper.current = null;
    };
  }, [media]);

  useEffect(() => {
    if (media) Object.assign(media, { playbackRate: speed, volume, muted: isMuted });
  }, [media, speed, volume, isMuted]);

  useEffect(() => {
    if (!media || !looped) return;
    return followTime(media, () => {
      const ms = media.currentTime * 1000;
      const isPast = ms >= looped.endMs || media.ended;
      if (isPast && !media.seeking) {
        media.currentTime = looped.startMs / 1000;
        if (media.paused) void media.play().catch(() => undefined);
      }
    });
  }, [media, looped]);

  const nowMs = () => (media ? media.currentTime * 1000 : 0);
  const seekTo = (ms: number) => {
    setLooped(null);
    if (media) media.currentTime = Math.max(0, Math.min(ms, durationMs ?? ms)) / 1000;
  };
  const play = () => void media?.play().catch(() => undefined);
  const pause = () => {
    setLooped(null);
    media?.pause();
  };
  return {
    media,
    isPlaying,
    durationMs,
    speed,
    volume,
    isMuted,
    isLooping: looped !== null,
    nowMs,
    toggle: () => (isPlaying ? pause() : play()),
    pause,
    seekTo,
    seekBy: (ms) => seekTo(nowMs() + ms),
    step: (direction) => {
      setLooped(null);
      stepper.current?.step(direction);
    },
    setSpeed,
    setVolume: (next) => setSound({ volume: next, isMuted: next === 0 }),
    toggleMute: () => setSound({ volume, isMuted: !isMuted }),
    loop: (range) => {
      seekTo(range.startMs);
      if (range.endMs <= range.startMs) return;
      setLooped(range);
      play();
    },
  };
}

/** Recordings made in a browser do not say how long they are: going far beyond their end makes the player find out. */
function measureOnce(media: HTMLMediaElement): () => void {
  let isMeasuring = false;
  const onDuration = () => {
    if (media.duration === Number.POSITIVE_INFINITY && !isMeasuring) {
      isMeasuring = true;
      media.currentTime = FAR_S;
    } else if (isMeasuring && Number.isFinite(media.duration)) {
      isMeasuring = false;
      media.currentTime = 0;
    }
  };
  media.addEventListener('durationchange', onDuration);
  if (media.readyState >= media.HAVE_METADATA) onDuration();
  return () => media.removeEventListener('durationchange', onDuration);
}
