import type { Result } from '../../domain/result.ts';

/** Thrown inside, and handed out as a value: one step of the demo was refused, which no user can mend. */
export class DemoFailed extends Error {}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new DemoFailed(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
