import type { Reading } from './store.ts';

export interface AlarmRule {
  readonly aboveCelsius: number;
  readonly forMinutes: number;
}

export type AlarmState =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'warming'; readonly since: string }
  | { readonly kind: 'alarm'; readonly since: string };

/**
 * The next state after one more reading. A door left open for a minute must not wake anyone,
 * so the limit has to be exceeded for the whole of `forMinutes`. A silent probe changes nothing:
 * silence is reported by the watchdog, not guessed at here.
 */
export function nextState(state: AlarmState, reading: Reading, rule: AlarmRule): AlarmState {
  if (reading.celsius === null) return state;
  if (reading.celsius <= rule.aboveCelsius) return { kind: 'quiet' };
  if (state.kind === 'quiet') return { kind: 'warming', since: reading.at };
  const minutes = (Date.parse(reading.at) - Date.parse(state.since)) / 60_000;
  return minutes >= rule.forMinutes ? { kind: 'alarm', since: state.since } : state;
}
