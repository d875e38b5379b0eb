import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A name as part of a file's. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 40);

/** A chosen file is written over, as its owner was asked; in a folder a name is found that is free. */
export async function placeFor(into: string, name: string): Promise<string> {
  const isFolder = await stat(into).then(
    (info) => info.isDirectory(),
    () => false,
  );
  if (!isFolder) return into;
  const stem = name.replace(/\.assay$/, '');
  for (let number = 1; ; number += 1) {
    const path = join(into, number === 1 ? name : `${stem}-${number}.assay`);
    if (!existsSync(path)) return path;
  }
}
