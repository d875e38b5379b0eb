import type { FileHandle } from 'node:fs/promises';

const WINDOW_BYTES = 1024 * 1024;

/** Positioned reads of one file through a window, so that thousands of small neighbours cost few reads. */
export class FileWindow {
  readonly sizeBytes: number;
  readonly #handle: FileHandle;
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(handle: FileHandle, sizeBytes: number) {
    this.#handle = handle;
    this.sizeBytes = sizeBytes;
  }

  /** Null when the range is not in the window. */
  peek(position: number, length: number): Buffer | null {
    const from = position - this.#start;
    if (from < 0 || from + length > this.#bytes.length) return null;
    return this.#bytes.subarray(from, from + length);
  }

  /** Shorter than asked for only where the file ends. */
  async read(position: number, length: number): Promise<Buffer> {
    const there = this.peek(position, length);
    if (there !== null) return there;
    const bytes = await this.readApart(position, Math.max(length, WINDOW_BYTES));
    this.#start = position;
    this.#bytes = bytes;
    return bytes.subarray(0, length);
  }

  /** Past the window, for long runs. Shorter than asked for only where the file ends. */
  async readApart(position: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.sizeBytes - position));
    const buffer = Buffer.allocUnsafeSlow(wanted);
    let done = 0;
    while (done < wanted) {
      const { bytesRead } = await this.#handle.read(buffer, done, wanted - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return buffer.subarray(0, done);
  }
}
