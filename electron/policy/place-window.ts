/** A rectangle on the screens, in device-independent pixels. */
interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Without `x` and `y` the window is centred. */
export interface WindowPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

export const LEAST_WINDOW = { width: 900, height: 600 };
const FIRST_WINDOW = { width: 1440, height: 900 };

/** How much of the window's top must be on a screen for a hand to reach it. */
const REACHABLE = { width: 200, height: 40 };

/** Where to open: where it was, unless that screen is gone; never larger than the largest screen. */
export function placeWindow(saved: WindowPlace | null, workAreas: readonly Area[]): WindowPlace {
  const largest = {
    width: Math.max(...workAreas.map((area) => area.width), LEAST_WINDOW.width),
    height: Math.max(...workAreas.map((area) => area.height), LEAST_WINDOW.height),
  };
  const wanted = saved ?? { ...FIRST_WINDOW, isMaximized: false };
  const size = {
    width: Math.min(Math.max(wanted.width, LEAST_WINDOW.width), largest.width),
    height: Math.min(Math.max(wanted.height, LEAST_WINDOW.height), largest.height),
    isMaximized: wanted.isMaximized,
  };
  const { x, y } = wanted;
  if (x === undefined || y === undefined) return size;
  const isReachable = workAreas.some(
    (area) =>
      Math.min(x + size.width, area.x + area.width) - Math.max(x, area.x) >= REACHABLE.width &&
      y >= area.y &&
      y + REACHABLE.height <= area.y + area.height,
  );
  return isReachable ? { ...size, x, y } : size;
}
