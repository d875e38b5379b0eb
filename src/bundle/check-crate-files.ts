import type { Problem } from '../api/shapes.ts';
import type { Measured } from './bag-path-finder.ts';
import type { Layout } from './bundle-layout.ts';
import { fault, warning } from './problems.ts';
import type { Crate } from './ro-crate.ts';

/** What a crate says of its files, held against the files. `payload` is by path from the bundle's root. */
export function checkCrateFiles(
  crate: Crate,
  payload: ReadonlyMap<string, Measured>,
  layout: Layout,
): Problem[] {
  const prefix = layout.payload.slice(layout.base.length);
  const byName = new Map([...payload].map(([path, measured]) => [path.normalize('NFC'), measured]));
  const problems: Problem[] = [];
  for (const described of crate.files.values()) {
    const measured = byName.get(prefix + described.path);
    if (measured === undefined) {
      problems.push(
        warning('crate.file_missing', 'The crate describes this file, and it is not there.', described.path),
      );
      continue;
    }
    if (described.sha256 !== null && described.sha256 !== measured.digests.sha256) {
      problems.push(
        fault(
          'crate.checksum',
          'This file was changed after it was described: its SHA-256 is not the one in the crate. Ask for the bundle again.',
          described.path,
        ),
      );
    } else if (described.sizeBytes !== null && described.sizeBytes !== measured.sizeBytes) {
      problems.push(
        warning(
          'crate.size_differs',
          `The crate says this file has ${described.sizeBytes} bytes, and it has ${measured.sizeBytes}.`,
          described.path,
        ),
      );
    }
  }
  return problems;
}
