import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ArtifactHash } from '../domain/ids.ts';
import { flushDirectories, flushFiles } from './flush-to-disk.ts';
import { hold, letGo, sweepLeftFolders } from './left-folders.ts';
import { Meter } from './meter.ts';
import type { Staging } from './vault-types.ts';

const STAGING = '.staging';
/** Up to here a file is held in memory and written with one call. */
const HELD_BYTES = 256 * 1024;
const RENAMES_A_TURN = 200;

interface Shelf {
  readonly directory: string;
  has(hash: ArtifactHash): boolean;
  pathOf(hash: ArtifactHash): string;
}

/** Opens a place for one import below the vault, on the same file system, so that committing is renaming. */
export async function openStaging(shelf: Shelf): Promise<Staging> {
  const folder = join(shelf.directory, STAGING, `${process.pid}-${randomBytes(6).toString('hex')}`);
  hold(folder);
  await mkdir(folder, { recursive: true });
  const staged = new Map<ArtifactHash, string>();
  let count = 0;
  let open_ = true;

  const remove = async (): Promise<void> => {
    open_ = false;
    await letGo(folder);
  };

  return {
    async add(source, options = {}) {
      if (!open_) throw new Error('this staging was committed or discarded');
      count += 1;
      const path = join(folder, String(count));
      const meter = new Meter(options);
      const drain = new Drain(path);
      try {
        for await (const chunk of source) {
          options.signal?.throwIfAborted();
          const bytes: Uint8Array = chunk;
          meter.update(bytes);
          await drain.take(bytes);
        }
        options.signal?.throwIfAborted();
        const file = meter.finish();
        const known = staged.has(file.hash) || shelf.has(file.hash);
        const kept = await drain.close(known);
        // Two equal files may have been read side by side.
        if (kept && !staged.has(file.hash)) staged.set(file.hash, path);
        else if (kept) await rm(path, { force: true });
        return file;
      } catch (error) {
        await drain.abandon();
        throw error;
      }
    },

    async commit(keep) {
      if (!open_) throw new Error('this staging was committed or discarded');
      const moves: { from: string; to: string }[] = [];
      for (const hash of new Set(keep)) {
        const from = staged.get(hash);
        if (from !== undefined) moves.push({ from, to: shelf.pathOf(hash) });
        else if (!shelf.has(hash)) throw new Error(`nothing staged under ${hash}`);
      }
      await flushFiles(
        moves.map((move) => move.from),
        folder,
      );
      const shelves = new Set(moves.map((move) => join(move.to, '..')));
      await mkdir(shelf.directory, { recursive: true });
      for (const directory of shelves) mkdirSync(directory, { recursive: true });
      for (const [index, move] of moves.entries()) {
        // Renaming takes microseconds; handing each to another thread would take longer.
        renameSync(move.from, move.to);
        if (index % RENAMES_A_TURN === RENAMES_A_TURN - 1) await setImmediate();
      }
      if (moves.length > 0) await flushDirectories([...shelves, shelf.directory]);
      await remove();
    },

    discard: remove,
  };
}

/** Removes the stagings that no living process uses. */
export async function sweepStagings(vaultDirectory: string): Promise<void> {
  await sweepLeftFolders(join(vaultDirectory, STAGING), /^(\d*)/);
}

/** Takes one file's bytes: small ones are held and written at once, large ones go to disk as they come. */
class Drain {
  readonly #path: string;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #handle: FileHandle | null = null;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  async take(chunk: Uint8Array): Promise<void> {
    if (this.#handle === null) {
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
      if (this.#heldBytes <= HELD_BYTES) return;
      this.#handle = await open(this.#path, 'wx');
      for (const held of this.#held) await this.#write(held);
      this.#held = [];
      return;
    }
    await this.#write(chunk);
  }

  /** Returns whether the file is on disk. A file whose bytes are known need not be. */
  async close(isKnown: boolean): Promise<boolean> {
    if (this.#handle === null) {
      if (isKnown) return false;
      const fd = openSync(this.#path, 'wx');
      try {
        for (const held of this.#held) writeWholeSync(fd, held);
      } finally {
        closeSync(fd);
      }
      return true;
    }
    await this.#writing;
    await this.#handle.close();
    this.#handle = null;
    if (isKnown) await rm(this.#path, { force: true });
    return !isKnown;
  }

  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#handle?.close();
    this.#handle = null;
    this.#held = [];
    await rm(this.#path, { force: true });
  }

  /** One write is under way while the next piece is read and hashed. */
  async #write(chunk: Uint8Array): Promise<void> {
    await this.#writing;
    const handle = this.#handle;
    if (handle === null) throw new Error('the file is closed');
    this.#writing = writeWhole(handle, chunk);
    // Awaited later; until then a failure must not count as unhandled.
    this.#writing.catch(() => undefined);
  }
}

async function writeWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    done += (await handle.write(chunk, done, chunk.length - done)).bytesWritten;
  }
}

function writeWholeSync(fd: number, chunk: Uint8Array): void {
  for (let done = 0; done < chunk.length; ) done += writeSync(fd, chunk, done, chunk.length - done);
}
