/** Shorter than a frame of any usual recording: a step forward tries so far until the picture changes. */
const PROBE_S = 1 / 120;
const MAX_PROBES = 16;
const LONGEST_FRAME_S = (MAX_PROBES + 1) * PROBE_S;
const ROUNDING_S = 0.002;
const SOUND_STEP_S = 0.1;

export interface FrameStepper {
  readonly step: (direction: 1 | -1) => void;
  readonly dispose: () => void;
}

/**
 * Steps a recording by one frame; sound alone by a tenth of a second. No browser tells how long a frame lasts, but each
 * picture it shows carries the time it begins: just before that is the frame before, and the first later beginning is
 * the frame after.
 */
export function createFrameStepper(media: HTMLMediaElement): FrameStepper {
  if (!(media instanceof HTMLVideoElement)) {
    return {
      step: (direction) => {
        media.currentTime = Math.max(0, media.currentTime + direction * SOUND_STEP_S);
      },
      dispose: () => undefined,
    };
  }
  let shownAt: number | null = null;
  let frameS: number | null = null;
  let probing = 0;
  let handle = 0;
  const onFrame: VideoFrameRequestCallback = (_now, { mediaTime }) => {
    const gap = shownAt === null ? 0 : mediaTime - shownAt;
    // Only a step forward lands on the very next frame; what was gone to otherwise tells nothing.
    const isStep = probing > 0 && gap > 0.001 && gap <= LONGEST_FRAME_S;
    if (isStep && (frameS === null || gap < frameS)) frameS = gap;
    if (mediaTime !== shownAt) probing = 0;
    shownAt = mediaTime;
    handle = media.requestVideoFrameCallback(onFrame);
  };
  handle = media.requestVideoFrameCallback(onFrame);
  const onSeeked = () => {
    if (probing === 0) return;
    probing -= 1;
    // The frame that was sought is presented after this event; only if none comes is it still the same picture.
    const before = shownAt;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (probing > 0 && shownAt === before && !media.ended) media.currentTime += PROBE_S;
      }),
    );
  };
  media.addEventListener('seeked', onSeeked);
  return {
    step(direction) {
      media.pause();
      // Right after a leap, the picture it leads to may not be shown yet.
      const isFresh = shownAt !== null && Math.abs(shownAt - media.currentTime) <= LONGEST_FRAME_S;
      const from = isFresh && shownAt !== null ? shownAt : media.currentTime;
      if (direction === -1) {
        probing = 0;
        media.currentTime = Math.max(0, from - 0.001);
        return;
      }
      // Beginnings are rounded to milliseconds in some files, so that even a known length may fall just short.
      probing = MAX_PROBES;
      media.currentTime = frameS === null ? media.currentTime + PROBE_S : from + frameS + ROUNDING_S;
    },
    dispose() {
      media.cancelVideoFrameCallback(handle);
      media.removeEventListener('seeked', onSeeked);
    },
  };
}
