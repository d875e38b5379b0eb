import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupsToDrop } from '../../src/domain/backup-rotation.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const now = Date.parse('2026-11-27T18:00:00.000Z');

/** What lies there after so many days of a backup every so often, each time letting go of what is too many. */
function kept(days: number, everyMs: number): number[] {
  let there: number[] = [];
  for (let at = now - days * DAY; at <= now; at += everyMs) {
    const dropped = new Set(backupsToDrop([...there, at], at));
    there = [...there, at].filter((one) => !dropped.has(one));
  }
  return there.sort((a, b) => b - a);
}

describe('backups that are kept', () => {
  it('are the last five, one a day for a week and one a week for four weeks, when one is made every hour', () => {
    const ages = kept(60, HOUR).map((at) => Math.round((now - at) / HOUR));
    expect(ages.slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
    const days = new Set(kept(60, HOUR).map((at) => Math.floor(at / DAY)));
    for (let day = 0; day < 7; day += 1) expect(days).toContain(Math.floor(now / DAY) - day);
    expect(ages.length).toBeLessThanOrEqual(5 + 7 + 4);
    expect(Math.max(...ages)).toBeGreaterThan(20 * 24);
    expect(Math.max(...ages)).toBeLessThanOrEqual(28 * 24);
  });
  it('are the last five however old they are', () => {
    const times = [100, 200, 300, 400, 500, 600].map((days) => now - days * DAY);
    expect(backupsToDrop(times, now)).toEqual([now - 600 * DAY]);
  });
  it('always hold the newest, and never fewer than five where there were', () => {
    const times = fc.uniqueArray(fc.integer({ min: now - 90 * DAY, max: now + DAY }), { maxLength: 60 });
    fc.assert(
      fc.property(times, (all) => {
        const dropped = new Set(backupsToDrop(all, now));
        const left = all.filter((at) => !dropped.has(at)).sort((a, b) => b - a);
        const newest = [...all].sort((a, b) => b - a).slice(0, 5);
        expect(left.slice(0, newest.length)).toEqual(newest);
        expect(left.length).toBeLessThanOrEqual(5 + 8 + 5 + all.filter((at) => at > now).length);
      }),
    );
  });
});
