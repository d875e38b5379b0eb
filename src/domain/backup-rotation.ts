const DAY_MS = 24 * 60 * 60 * 1000;
const LATEST = 5;
const DAYS = 7;
const WEEKS = 4;
/** 1 January 1970 was a Thursday: weeks begin on Monday. */
const TO_MONDAY_MS = 3 * DAY_MS;

/**
 * Which backups to let go, of those made at these times (milliseconds since 1970, UTC): all but the last five, the last
 * of each day for a week, and the last of each week for four weeks. Backups from a clock that was ahead stay.
 */
export function backupsToDrop(times: readonly number[], now: number): readonly number[] {
  const kept = new Set<string>();
  const isFirstOf = (span: string) => !kept.has(span) && kept.add(span) !== undefined;
  return [...times]
    .sort((a, b) => b - a)
    .filter((at, index) => {
      // All three are asked, so that one backup stands for its day and its week alike.
      const standsForDay = now - at < DAYS * DAY_MS && isFirstOf(`day ${Math.floor(at / DAY_MS)}`);
      const standsForWeek =
        now - at < WEEKS * 7 * DAY_MS && isFirstOf(`week ${Math.floor((at + TO_MONDAY_MS) / (7 * DAY_MS))}`);
      return index >= LATEST && !standsForDay && !standsForWeek;
    });
}
