import type { Checked, VerifyCheck } from '../../api/shapes.ts';

/** A check that was made. */
export const check = (name: string, holds: boolean, yes: string, no: string): VerifyCheck => ({
  name,
  ok: holds,
  message: holds ? yes : no,
  status: holds ? 'holds' : 'fails',
});

/** A check that could not be made: it says neither yes nor no. */
export const notChecked = (name: string, message: string): VerifyCheck => ({
  name,
  ok: false,
  message,
  status: 'not_checked',
});

/** What several checks come to. Where nothing was checked, nothing holds. */
export function checkedOf(checks: readonly { readonly status: Checked }[]): Checked {
  if (checks.some(({ status }) => status === 'fails')) return 'fails';
  return checks.length === 0 || checks.some(({ status }) => status === 'not_checked')
    ? 'not_checked'
    : 'holds';
}
