import type { Problem } from '../api/shapes.ts';
import { type Failure, refused } from '../domain/result.ts';

interface Refused {
  readonly ok: false;
  readonly error: Failure;
}

/** `at`: the part, and after a colon its line. */
export const damaged = (at: string, how: string, causes?: readonly Failure[]): Refused =>
  refused(
    'package.damaged',
    `This package is damaged at ${at}: ${how}. Ask for it again; nothing of it was taken in.`,
    { at, ...(causes ? { causes } : {}) },
  );

export const notPackage = (): Refused =>
  refused('package.not_package', 'This file is not an Assay package. Choose a file that ends in .assay.');

export const newer = (): Refused =>
  refused(
    'package.newer',
    'This package was made by a newer version of Assay. Update, then open it again; it stays as it is until then.',
  );

export const forSomebodyElse = (): Refused =>
  refused(
    'package.for_somebody_else',
    'This package was encrypted for somebody else, or for a key that is not on this machine. Open it where that key is, or ask for it again.',
  );

export const passphraseNeeded = (): Refused =>
  refused(
    'package.passphrase_needed',
    'This package is encrypted with a passphrase: it is a backup, to be restored with it in a folder of its own.',
  );

export const passphraseWrong = (): Refused =>
  refused('package.passphrase_wrong', 'This is not the passphrase that this backup was encrypted with.');

export const tooLarge = (at: string, how: string): Refused =>
  refused('package.too_large', `This package is refused at ${at}: ${how}. Ask for it in several packages.`, {
    at,
  });

export const unreadable = (why: string): Refused => refused('package.unreadable', why);

/** Where a fault lies that no single file of the zip is to blame for. */
export const LIST_OF_FILES = 'its list of files';

/** What the guard of zips found, as the same thing said of a package. */
export function refusedZip(problem: Problem): Refused {
  const { code, message, at } = problem;
  const where = at ?? LIST_OF_FILES;
  const causes = [{ code, message, ...(at === null ? {} : { at }) }];
  switch (code) {
    case 'zip.not_a_zip':
    case 'zip.empty_file':
      return notPackage();
    case 'zip.too_many_entries':
    case 'zip.too_large':
    case 'zip.entry_too_large':
      return tooLarge(where, 'it holds more than this program opens at once');
    default:
      return code.startsWith('bundle.')
        ? unreadable(message)
        : damaged(where, 'it is not as it was packed', causes);
  }
}
