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
  return isReachable({ ...size, x, y }, workAreas) ? { ...size, x, y } : size;
}

function isReachable(place: Area, workAreas: readonly Area[]): boolean {
  return workAreas.some(
    (area) =>
      Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x) >= REACHABLE.width &&
      place.y >= area.y &&
      place.y + REACHABLE.height <= area.y + area.height,
  );
}

const FIRST_EVIDENCE = { width: 1000, height: 900 };

/**
 * Where evidence opens a window of its own: where it was, else over the whole of another screen than `mainArea`, which
 * the main window is on, else in the middle of that one.
 */
export function placeEvidenceWindow(
  saved: WindowPlace | null,
  workAreas: readonly Area[],
  mainArea: Area,
): WindowPlace {
  const x = saved?.x;
  const y = saved?.y;
  if (saved && x !== undefined && y !== undefined && isReachable({ ...saved, x, y }, workAreas)) return saved;
  const other = workAreas.find((area) => area.x !== mainArea.x || area.y !== mainArea.y);
  return other
    ? { x: other.x, y: other.y, width: other.width, height: other.height, isMaximized: true }
    : {
        width: Math.min(FIRST_EVIDENCE.width, mainArea.width),
        height: Math.min(FIRST_EVIDENCE.height, mainArea.height),
        isMaximized: false,
      };
}
