import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Result, refused } from '../domain/result.ts';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import { hold, letGo, sweepLeftFolders } from '../evidence/left-folders.ts';

/**
 * Makes the folder of a workspace, which must be empty or missing: it is built beside and moved there when it is whole, so
 * that after a kill it is there or is not. Fails with `workspace.exists` or as `build` does; nothing is left then.
 */
export async function layOutBeside<T>(
  directory: string,
  build: (building: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  if ((await readdir(directory).catch(() => [])).length > 0)
    return refused('workspace.exists', 'This folder is not empty. Choose another one for the workspace.');
  const building = `${directory}.building-${process.pid}`;
  hold(building);
  try {
    await sweepBuilding(dirname(directory));
    await mkdir(building, { recursive: true });
    const built = await build(building);
    if (!built.ok) return built;
    if (existsSync(directory)) await rmdir(directory);
    await rename(building, directory);
    await flushDirectories([dirname(directory)]);
    return built;
  } finally {
    await letGo(building);
  }
}

/** Removes, where workspaces lie, those that a kill left half laid out. */
export async function sweepBuilding(place: string): Promise<void> {
  await sweepLeftFolders(place, /\.building-(\d+)$/);
}
