import yauzl from 'yauzl';
import { Unreadable } from './text-types.ts';

const MAX_ENTRIES = 20_000;
/** Of all that is unpacked for one artifact, counted as it comes out: what a directory claims proves nothing. */
const MAX_INFLATED = 256 * 1024 * 1024;

export interface GuardedZip {
  readonly names: readonly string[];
  /** Hands over an entry's text piece by piece until `onText` says that it is enough; nothing where there is none. */
  read(name: string, onText: (text: string) => boolean): Promise<void>;
  close(): void;
}

/** Opens a zip to read some of its entries as UTF-8. Fails with `Unreadable` for a bomb or for what is no zip. */
export async function openGuardedZip(path: string): Promise<GuardedZip> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
  const entries = new Map<string, yauzl.Entry>();
  let inflated = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      if (entries.size > MAX_ENTRIES) throw new Unreadable('too_large');
    }
  } catch (error) {
    zip.close();
    throw error;
  }
  return {
    names: [...entries.keys()],
    async read(name, onText) {
      const entry = entries.get(name);
      if (!entry) return;
      const stream = await zip.openReadStreamPromise(entry);
      const decoder = new TextDecoder('utf-8');
      for await (const chunk of stream) {
        inflated += chunk.length;
        if (inflated > MAX_INFLATED) throw new Unreadable('too_large');
        if (!onText(decoder.decode(chunk, { stream: true }))) return;
      }
      onText(decoder.decode());
    },
    close: () => zip.close(),
  };
}
