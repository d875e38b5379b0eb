import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Unpacks a trusted (hash-checked) archive of plain files, with their executable bits. */
export async function unzip(archive, folder) {
  // Only imported now: this module is loaded before the packages are installed.
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  const inside = resolve(folder) + sep;
  for await (const entry of zip.eachEntry()) {
    const path = join(folder, entry.fileName);
    if (!path.startsWith(inside))
      throw new Error(`the archive names a path outside itself: ${entry.fileName}`);
    if (entry.fileName.endsWith('/')) {
      mkdirSync(path, { recursive: true });
      continue;
    }
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    mkdirSync(dirname(path), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode: mode || 0o644 }));
  }
}
