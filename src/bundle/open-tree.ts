import { open, stat } from 'node:fs/promises';
import type { Problem } from '../api/shapes.ts';
import { openFolder } from './folder-tree.ts';
import type { Limits } from './limits.ts';
import { unreadable } from './problems.ts';
import { openZip } from './safe-zip.ts';
import type { Tree } from './tree.ts';

export type Opened =
  | { readonly kind: 'tree'; readonly tree: Tree }
  /** Neither a folder nor a zip by its first bytes and its name. */
  | { readonly kind: 'file'; readonly sizeBytes: number }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Opens what lies at a path, by what it is and not by its name, except that a broken `.zip` is still a zip. */
export async function openTree(path: string, limits: Limits): Promise<Opened> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return { kind: 'tree', tree: await openFolder(path, limits) };
    const isZip = /\.zip$/i.test(path) || (stats.isFile() && (await beginsAsZip(path)));
    if (isZip) return { kind: 'tree', tree: await openZip(path, limits) };
    return { kind: 'file', sizeBytes: stats.isFile() ? stats.size : 0 };
  } catch (error) {
    return { kind: 'problem', problem: unreadable(error, null) };
  }
}

async function beginsAsZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const start = Buffer.alloc(4);
    await handle.read(start, 0, 4, 0);
    const signature = start.readUInt32LE(0);
    return signature === 0x04034b50 || signature === 0x06054b50;
  } finally {
    await handle.close();
  }
}
