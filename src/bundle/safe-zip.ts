import { open } from 'node:fs/promises';
import { FileWindow } from './file-window.ts';
import type { Limits } from './limits.ts';
import { Refusal, unreadable } from './problems.ts';
import { isSystemPath, type Tree } from './tree.ts';
import { readEntry } from './zip-content.ts';
import { readZipDirectory } from './zip-directory.ts';

/**
 * Opens a zip from anyone. Its directory is checked before a byte is unpacked, and every entry again while it is
 * streamed. Never throws for what the file holds: `problems` says why it is refused. Call `close` when done.
 */
export async function openZip(path: string, limits: Limits): Promise<Tree> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    return { container: 'zip', files: [], problems: [unreadable(error, null)], close: async () => undefined };
  }
  const close = (): Promise<void> => handle.close();
  try {
    const window = new FileWindow(handle, (await handle.stat()).size);
    const { entries, problems } = await readZipDirectory(window, limits);
    const files = entries.map((entry) => ({
      path: entry.path,
      sizeBytes: entry.sizeBytes,
      isSystem: isSystemPath(entry.path),
      open: () => readEntry(window, entry),
    }));
    return { container: 'zip', files, problems, close };
  } catch (error) {
    const problem = error instanceof Refusal ? error.problem : unreadable(error, null);
    return { container: 'zip', files: [], problems: [problem], close };
  }
}
