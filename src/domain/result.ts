/**
 * What can go wrong in normal use, as a value.
 * `code` is stable (`area.reason`); `message` is one sentence a person understands, saying what to do next.
 */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** Where: a path inside a bundle, a row, a criterion id. */
  readonly at?: string;
  /** Every single cause, where there are several. */
  readonly causes?: readonly Failure[];
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refused(
  code: string,
  message: string,
  more: Omit<Failure, 'code' | 'message'> = {},
): { ok: false; error: Failure } {
  return { ok: false, error: { code, message, ...more } };
}

/** A `switch` over a union ends here; reaching it is a bug. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
