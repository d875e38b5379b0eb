import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of this process that are still in use, so that a sweep spares them. */
const inUse = new Set<string>();

/** The folder, whose name holds this process's number, is in use until `letGo`. */
export function hold(folder: string): void {
  inUse.add(folder);
}

/** Removes a folder that was held. */
export async function letGo(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  inUse.delete(folder);
}

/**
 * Removes what a kill left in a place: folders whose names match, with the number of the process that made them as
 * first group, and that no living process uses. What belongs to somebody else and may not be removed stays.
 */
export async function sweepLeftFolders(place: string, named: RegExp): Promise<void> {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const found = entry.isDirectory() ? named.exec(entry.name) : null;
    const folder = join(place, entry.name);
    if (!found || inUse.has(folder) || (await isUsedElsewhere(Number(found[1]), folder))) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

async function isUsedElsewhere(pid: number, folder: string): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // The number may since have gone to another program.
  const stats = await stat(folder).catch(() => null);
  return stats !== null && Date.now() - stats.mtimeMs < DAY_MS;
}
