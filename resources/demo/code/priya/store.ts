import { appendFile, readFile, rename } from 'node:fs/promises';

/** One answer of one probe. `celsius` is null where the probe was asked and stayed silent. */
export interface Reading {
  readonly at: string;
  readonly probe: string;
  readonly celsius: number | null;
}

/** Append-only store: one JSON line a reading, one file a day, so that old days can be archived whole. */
export class ReadingStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async add(reading: Reading): Promise<void> {
    await appendFile(this.#fileFor(reading.at), `${JSON.stringify(reading)}\n`, { flush: true });
  }

  /** Readings of one UTC day, oldest first. A line torn by a power cut is set aside, not guessed. */
  async day(date: string): Promise<{ readings: Reading[]; torn: number }> {
    const text = await readFile(this.#fileFor(date), 'utf8').catch(() => '');
    const readings: Reading[] = [];
    let torn = 0;
    for (const line of text.split('\n').filter((l) => l !== '')) {
      try {
        readings.push(JSON.parse(line) as Reading);
      } catch {
        torn += 1;
      }
    }
    return { readings, torn };
  }

  async archive(date: string, target: string): Promise<void> {
    await rename(this.#fileFor(date), target);
  }

  #fileFor(at: string): string {
    return `${this.#folder}/${at.slice(0, 10)}.jsonl`;
  }
}
