import type { Failure } from '../domain/result.ts';
import { refusedByDatabase } from '../store/open-database.ts';

/** What a disk or the database refused, as something a person can act on. Rethrows what is a bug. */
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
    default:
      if (!(error instanceof Error && 'syscall' in error)) return refusedByDatabase(error).error;
      return {
        code: 'disk.failed',
        message: `The disk or the system refused to store the evidence (${code}). Nothing was taken in. Check that the workspace’s folder is there and whole, then try again.`,
      };
  }
}
