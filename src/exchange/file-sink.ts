import { type FileHandle, open } from 'node:fs/promises';

/** Takes bytes in order. `close` returns when all of them are on disk. */
export interface Sink {
  write(piece: Uint8Array): Promise<void>;
  close(): Promise<void>;
  /** Lets go of what it holds; what was written is of no use. Never throws. */
  abandon(): Promise<void>;
}

/** Writes a file from its beginning. One piece is on its way to the disk while the next is made. */
export async function openFileSink(path: string): Promise<Sink> {
  const handle = await open(path, 'w');
  let writing: Promise<void> = Promise.resolve();
  return {
    async write(piece) {
      await writing;
      writing = writeWhole(handle, piece);
      // Awaited with the next piece; until then a failure must not count as unhandled.
      writing.catch(() => undefined);
    },
    async close() {
      await writing;
      await handle.sync();
      await handle.close();
    },
    async abandon() {
      await writing.catch(() => undefined);
      await handle.close().catch(() => undefined);
    },
  };
}

async function writeWhole(handle: FileHandle, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.length; ) {
    done += (await handle.write(piece, done, piece.length - done)).bytesWritten;
  }
}
