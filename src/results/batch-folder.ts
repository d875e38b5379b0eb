import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

const PREFIX = '.assay-export-';
const ABANDONED_AFTER_MS = 24 * 3600 * 1000;
const inUse = new Set<string>();

/** A batch being written beside where it will stand, so that it appears whole or not at all. */
export interface StagedBatch {
  readonly folder: string;
  readonly zip: string;
  /** Moves both into place. If that fails halfway, what was moved is taken back. */
  readonly commit: () => Promise<void>;
  /** Removes all traces. Harmless after a commit. */
  readonly discard: () => Promise<void>;
}

const Journal = z.object({ zip: z.string(), zipSha256: z.string() });

/** Opens a hidden folder in `into` for a batch of this name, after clearing what killed exports left there. */
export async function stageBatch(into: string, name: string): Promise<StagedBatch> {
  await clearAbandoned(into);
  const temporary = await mkdtemp(join(into, `${PREFIX}${hostMark()}-${process.pid}-`));
  inUse.add(temporary);
  const folder = join(temporary, 'batch');
  const zip = join(temporary, 'batch.zip');
  await mkdir(folder);
  const discard = async () => {
    await undo(temporary, into);
    inUse.delete(temporary);
  };
  const commit = async () => {
    const journal = { zip: `${name}.zip`, zipSha256: await sha256OfFile(zip) };
    await writeFile(join(temporary, 'journal.json'), JSON.stringify(journal), { flush: true });
    await rename(zip, join(into, journal.zip));
    await rename(folder, join(into, name));
    await discard();
  };
  return { folder, zip, commit, discard };
}

/** The SHA-256 of a file's bytes, as hex, read as a stream. */
async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function clearAbandoned(into: string): Promise<void> {
  for (const name of await readdir(into)) {
    const path = join(into, name);
    if (name.startsWith(PREFIX) && !inUse.has(path) && (await isAbandoned(path, name)))
      await undo(path, into);
  }
}

/** Another export may be running: on this machine its process lives; elsewhere (a shared folder) it is recent. */
async function isAbandoned(path: string, name: string): Promise<boolean> {
  const [host, pid] = name.slice(PREFIX.length).split('-');
  if (host !== hostMark()) {
    return Date.now() - (await stat(path)).mtimeMs > ABANDONED_AFTER_MS;
  }
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch {
    return true;
  }
}

/** Takes back a half-made commit (a zip in place whose folder never followed), then removes the hidden folder. */
async function undo(temporary: string, into: string): Promise<void> {
  const journalPath = join(temporary, 'journal.json');
  if (existsSync(journalPath) && existsSync(join(temporary, 'batch'))) {
    const journal = Journal.safeParse(parseOrNull(await readFile(journalPath, 'utf8')));
    if (journal.success && /^[a-z0-9-]+\.zip$/.test(journal.data.zip)) {
      const placed = join(into, journal.data.zip);
      // Only the very file that the journal tells of: someone may have put another in its place since.
      if (existsSync(placed) && (await sha256OfFile(placed)) === journal.data.zipSha256) await rm(placed);
    }
  }
  await rm(temporary, { recursive: true, force: true });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const hostMark = () => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
