import { open } from 'node:fs/promises';
import { AGE_MAGIC } from './age-file.ts';
import { MIME_ENTRY, MIME_TYPE } from './package-format.ts';
import { localHeaderOf } from './zip-frame.ts';

/** The first bytes of every package that is not encrypted. */
const START = Buffer.concat([
  localHeaderOf({ path: MIME_ENTRY, method: 0, isWide: false }),
  Buffer.from(MIME_TYPE),
]);

/** What the first bytes of a file say it is. Null also where it cannot be read. */
export async function packageForm(path: string): Promise<'plain' | 'encrypted' | null> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(START.length), 0, START.length, 0);
      const head = buffer.subarray(0, bytesRead);
      if (head.equals(START)) return 'plain';
      return head.toString('latin1').startsWith(AGE_MAGIC) ? 'encrypted' : null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

/** Whether it is worth opening as a package. */
export async function isPackage(path: string): Promise<boolean> {
  return (await packageForm(path)) !== null;
}
