import { describe, expect, it } from 'vitest';
import { standing } from '../../../renderer/people/person.ts';
import { dayOf, endOfDay } from '../../../renderer/ui/day.ts';
import { RecordId } from '../../../src/domain/ids.ts';

describe('a day in a field', () => {
  it('stands for its last moment on the clock on the wall, and is read back as the same day', () => {
    const end = endOfDay('2026-11-23');
    expect(end).not.toBeNull();
    expect(dayOf(end ?? '')).toBe('2026-11-23');
    expect(new Date(end ?? '').getHours()).toBe(23);
  });

  it.each(['', '2026-13-01', 'tomorrow'])('is none where it is none: %s', (day) => {
    expect(endOfDay(day)).toBeNull();
  });
});

describe('an appointment', () => {
  const now = '2026-11-23T12:00:00.000Z';
  const appointment = {
    record: RecordId.parse('a'.repeat(64)),
    roles: ['assessor' as const],
    units: 'all' as const,
    from: '2026-09-01T00:00:00.000Z',
    until: null,
    trainee: false,
    revoked: null,
    isCurrent: true,
  };

  it('runs, has not begun, is over or was ended', () => {
    const on = (change: Partial<Parameters<typeof standing>[0]>) =>
      standing({ ...appointment, ...change }, now);
    expect(on({})).toBe('current');
    expect(on({ from: '2027-01-01T00:00:00.000Z' })).toBe('coming');
    expect(on({ until: '2026-10-01T00:00:00.000Z' })).toBe('over');
    expect(on({ revoked: { from: '2026-11-01T00:00:00.000Z', reason: 'left' } })).toBe('ended');
    expect(on({ revoked: { from: '2026-12-01T00:00:00.000Z', reason: 'leaves' } })).toBe('current');
  });
});
