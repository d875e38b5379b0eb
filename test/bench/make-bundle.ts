import { randomBytes, randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeNativeBundle } from '../../src/bundle/write-bundle.ts';
import { benchUnit } from './bench-workspace.ts';

const PIECE_BYTES = 1024 * 1024;

/** Writes a native bundle of so many files of one size: every other one packs well (text), the rest not at all (photographs). */
export async function makeBundle(
  folder: string,
  name: string,
  files: number,
  fileBytes: number,
): Promise<string> {
  const sources = join(folder, `${name}-files`);
  mkdirSync(sources, { recursive: true });
  const unit = benchUnit(8);
  const about = [{ uri: unit.id, code: unit.code, name: unit.title }];
  const out = join(folder, `${name}.zip`);
  const fill = randomText(PIECE_BYTES);
  const bundled = Array.from({ length: files }, (_, index) => {
    const isText = index % 2 === 0;
    const source = join(sources, String(index));
    writeSource(source, fileBytes, isText ? fill : null);
    return {
      path: `evidence/${String(index).padStart(5, '0')}.${isText ? 'txt' : 'jpg'}`,
      source,
      title: `Evidence ${index + 1}`,
      about: [],
      createdAt: null,
    };
  });
  await writeNativeBundle({
    out,
    identifier: `bench-${name}`,
    title: 'A portfolio to measure with',
    description: 'Made by the benchmark.',
    learner: { name: 'L. Earner', identifier: name },
    unit: { uri: unit.id, code: unit.code, name: unit.title },
    files: bundled.map((file, index) => (index === 0 ? { ...file, about } : file)),
    at: new Date('2026-11-20T09:30:00.000Z'),
  });
  rmSync(sources, { recursive: true });
  return out;
}

/** Text starts with a line of its own; a photograph is the start of a JPEG and noise. No two are alike. */
function writeSource(path: string, sizeBytes: number, text: Buffer | null): void {
  const file = openSync(path, 'wx');
  const noise = Buffer.alloc(Math.min(sizeBytes, PIECE_BYTES));
  try {
    for (let done = 0; done < sizeBytes; ) {
      const piece = Math.min(sizeBytes - done, PIECE_BYTES);
      const bytes = text ? Buffer.from(text.subarray(0, piece)) : randomFillSync(noise).subarray(0, piece);
      if (done === 0 && text) bytes.write(`${randomBytes(16).toString('hex')}\n`);
      if (done === 0 && !text) bytes.set([0xff, 0xd8, 0xff, 0xe0]);
      done += writeSync(file, bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** Words in no order: deflate takes it to about a third. */
function randomText(sizeBytes: number): Buffer {
  const words = Array.from({ length: 4000 }, () =>
    randomBytes(2 + Math.floor(Math.random() * 3)).toString('hex'),
  );
  let text = '';
  while (text.length < sizeBytes) text += `${words[Math.floor(Math.random() * words.length)]} `;
  return Buffer.from(text.slice(0, sizeBytes), 'latin1');
}
