import type { Failure } from '../domain/result.ts';

/** What a disk refused, as something a person can act on. Rethrows what is a bug. */
export function diskFailure(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'disk.full',
        message:
          'The disk is full. Nothing was taken in and nothing is lost. Free some space, then try again.',
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'disk.not_allowed',
        message: 'The workspace’s folder cannot be written. Check that you may write in it, then try again.',
      };
    case 'EIO':
    case 'EMFILE':
    case 'ENFILE':
      return {
        code: 'disk.failed',
        message: 'The disk or the system refused to store the evidence. Nothing was taken in. Try again.',
      };
    default:
      throw error;
  }
}
