import type { Dirent } from 'node:fs';
import { constants, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Problem } from '../api/shapes.ts';
import type { Limits } from './limits.ts';
import { checkPathSize } from './path-rules.ts';
import { fault, Refusal, unreadable } from './problems.ts';
import { isSystemPath, type Tree, type TreeFile } from './tree.ts';

const PIECE_BYTES = 256 * 1024;

/**
 * Lists a folder as a bundle. Links that lead out of it, links to folders, and special files are refused.
 * Never throws for what the folder holds: `problems` says why it is refused.
 */
export async function openFolder(directory: string, limits: Limits): Promise<Tree> {
  const files: TreeFile[] = [];
  const problems: Problem[] = [];
  let totalBytes = 0;

  const visit = async (folder: string, prefix: string): Promise<void> => {
    let children: Dirent[];
    try {
      children = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      problems.push(unreadable(error, prefix === '' ? null : prefix));
      return;
    }
    children.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const child of children) {
      const path = prefix === '' ? child.name : `${prefix}/${child.name}`;
      const tooLong = checkPathSize(path, limits, 'folder');
      if (tooLong !== null) {
        problems.push(tooLong);
      } else if (child.isDirectory()) {
        await visit(join(folder, child.name), path);
      } else {
        const file = await inspectFile(join(folder, child.name), path, child, directory);
        if ('severity' in file) {
          problems.push(file);
          continue;
        }
        totalBytes += file.sizeBytes;
        files.push(file);
        if (files.length > limits.maxEntries || totalBytes > limits.maxTotalBytes) {
          throw new Refusal(
            fault(
              'folder.too_large',
              'The folder holds more than a bundle may; choose the folder of one learner.',
            ),
          );
        }
      }
    }
  };

  try {
    await visit(directory, '');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(error.problem);
  }
  return { container: 'folder', files, problems, close: async () => undefined };
}

async function inspectFile(
  absolute: string,
  path: string,
  child: Dirent,
  root: string,
): Promise<TreeFile | Problem> {
  try {
    if (child.isSymbolicLink()) {
      const inside = relative(await realpath(root), await realpath(absolute));
      if (inside === '..' || inside.startsWith(`..${sep}`) || /^([A-Za-z]:|[\\/])/.test(inside)) {
        return fault(
          'folder.link_escapes',
          'A link leads out of the folder; replace it by the file itself.',
          path,
        );
      }
    } else if (!child.isFile()) {
      return fault('folder.special_file', 'This is a device or socket, not a file; remove it.', path);
    }
    const stats = await stat(absolute);
    if (!stats.isFile()) {
      return fault(
        'folder.link_to_folder',
        'A link leads to a folder; replace it by the files themselves.',
        path,
      );
    }
    // A file swapped for a link after this check is not followed.
    const flags = constants.O_RDONLY | (child.isSymbolicLink() ? 0 : (constants.O_NOFOLLOW ?? 0));
    return {
      path,
      sizeBytes: stats.size,
      isSystem: isSystemPath(path),
      open: () => readPieces(absolute, path, flags, stats.size),
    };
  } catch (error) {
    return unreadable(error, path);
  }
}

async function* readPieces(
  absolute: string,
  path: string,
  flags: number,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(absolute, flags);
  } catch (error) {
    throw new Refusal(unreadable(error, path));
  }
  try {
    for (let at = 0; ; ) {
      const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, Math.max(sizeBytes - at, 0) + 1));
      const { bytesRead } = await handle.read(piece, 0, piece.length, at).catch((error: unknown) => {
        throw new Refusal(unreadable(error, path));
      });
      if (bytesRead === 0) return;
      at += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
