import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

const WORDS =
  'the learner checks both guards before each shift and writes down what was found with time place and name so that whoever comes next can rely on it without asking again'.split(
    ' ',
  );

/** A PDF of so many pages, each with two columns' worth of words and one photograph of about `pictureBytes`. */
export async function makePdf(
  path: string,
  pages: number,
  pictureBytes: number,
  seed = pages,
): Promise<void> {
  const document = new PDFDocument({ size: 'A4', autoFirstPage: false, info: { Title: 'Made to measure' } });
  const written = pipeline(document, createWriteStream(path));
  const next = sequence(seed);
  for (let page = 1; page <= pages; page += 1) {
    document.addPage();
    document.fontSize(16).text(`Evidence, page ${page} of ${pages}`);
    document.image(aPhotograph(pictureBytes, next), 72, 110, { width: 220 });
    document.fontSize(10);
    for (let at = 0; at < 6; at += 1) document.text(paragraph(next, 55), 72, 300 + at * 75, { width: 450 });
  }
  document.end();
  await written;
}

function paragraph(next: () => number, words: number): string {
  return Array.from({ length: words }, () => WORDS[next() % WORDS.length]).join(' ');
}

/** The same numbers in every run. */
export function sequence(seed: number): () => number {
  let state = seed || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

/** A PNG of a sky with grain in it: the grain is what does not pack. */
export function aPhotograph(sizeBytes: number, next: () => number): Buffer {
  const width = 320;
  // Three bits of grain in each of three channels.
  const height = Math.max(1, Math.round((sizeBytes * 8) / (width * 3 * 3)));
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, at = 0; y < height; y += 1) {
    at += 1;
    for (let x = 0; x < width * 3; x += 1, at += 1) rows[at] = ((y * 180) / height + (next() & 7)) & 255;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
