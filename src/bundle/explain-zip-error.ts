import type { Problem } from '../api/shapes.ts';
import { fault } from './problems.ts';

/** What yauzl said of a zip as a whole, as a problem of ours. */
export function explainZipError(error: unknown, looksLikeZip: boolean): Problem {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('End of central directory')) {
    return looksLikeZip
      ? fault('zip.truncated', 'The zip ends too early; it was cut short on its way, so ask for it again.')
      : fault('zip.not_a_zip', 'This is not a zip file, whatever its name says; ask for the bundle again.');
  }
  if (message.startsWith('Invalid comment length')) {
    return fault('zip.trailing_data', 'The zip goes on after its end; it is damaged, so ask for it again.');
  }
  if (message.startsWith('multi-disk')) {
    return fault('zip.multi_disk', 'This is one part of a zip in several parts; ask for it in one piece.');
  }
  if (message.startsWith('strong encryption')) {
    return fault('zip.encrypted', 'The zip is protected with a password; ask for the bundle without one.');
  }
  return fault(
    'zip.directory_damaged',
    `The list of files in the zip cannot be read (${message}); ask for the bundle again.`,
  );
}
