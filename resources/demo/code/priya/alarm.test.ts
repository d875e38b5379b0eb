import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AlarmState, nextState } from './alarm.ts';

const rule = { aboveCelsius: 8, forMinutes: 15 };
const at = (minute: number, celsius: number | null) => ({
  at: new Date(Date.UTC(2026, 8, 28, 3, minute)).toISOString(),
  probe: 'ward-7',
  celsius,
});
const after = (...readings: ReturnType<typeof at>[]) =>
  readings.reduce<AlarmState>((state, reading) => nextState(state, reading, rule), { kind: 'quiet' });

test('a short door opening raises no alarm', () => {
  assert.equal(after(at(0, 4.2), at(5, 9.1), at(10, 8.4), at(14, 7.9)).kind, 'quiet');
});

test('fifteen minutes above the limit raise it, dated from the first', () => {
  const state = after(at(0, 9), at(5, 9.3), at(10, 9.2), at(15, 9.4));
  assert.deepEqual(state, { kind: 'alarm', since: at(0, 9).at });
});

test('a silent probe neither raises nor clears an alarm', () => {
  assert.equal(after(at(0, 9), at(15, 9), at(20, null)).kind, 'alarm');
  assert.equal(after(at(0, 9), at(15, null)).kind, 'warming');
});

test('exactly at the limit is still allowed', () => {
  assert.equal(after(at(0, 8), at(15, 8)).kind, 'quiet');
});
