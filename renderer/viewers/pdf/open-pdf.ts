import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import { readRange, UnreadableBytes } from '../artifact-bytes.ts';
import type { PageGeometry } from './page-geometry.ts';
import { geometryOf, type PdfDocument } from './pdf-types.ts';
import { type PdfWorkers, prepareWorkers, takeWorkers } from './pdf-workers.ts';

/** Why a PDF is not shown. `password` asks for one; all others are final for these bytes. */
export type PdfProblem =
  | { readonly kind: 'password'; readonly wasWrong: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'encryption' }
  | { readonly kind: 'no_pages' }
  | { readonly kind: 'unreadable'; readonly isMissing: boolean }
  | { readonly kind: 'too_slow' };

export type OpenedPdf =
  | { readonly ok: true; readonly pdf: PdfDocument; readonly firstPage: PageGeometry }
  | { readonly ok: false; readonly problem: PdfProblem };

export interface PdfSource {
  readonly url: string;
  readonly sizeBytes: number;
  readonly password?: string;
}

/** A damaged cross-reference table is rebuilt by reading everything; this is long enough for that. */
const OPEN_TIMEOUT_MS = 60_000;
/** Images inside a PDF larger than this are left out: they would take half a gigabyte to decode. */
const MAX_IMAGE_PIXELS = 128_000_000;
/** Larger images are made smaller while they are decoded. */
const MAX_IMAGE_BYTES = 256 * 1024 * 1024;
/** One page being damaged does not make a document unreadable; many at its start do. */
const PAGES_TRIED = 3;
/** What a worker that does not answer any more is given before it is ended. */
const GOODBYE_MS = 300;
const SPARE_AFTER_MS = 1500;

/** Files that pdf.js asks for by name, put beside the application by `pdfjs-files-plugin`. */
const filesUrl = (folder: string) => new URL(`pdfjs/${folder}/`, document.baseURI).href;

/** pdf.js reads app files over http only; ours come from `app://`. */
class AppFiles {
  readonly #folders: Readonly<Record<string, string | null | undefined>>;

  constructor(folders: Readonly<Record<string, string | null | undefined>>) {
    this.#folders = folders;
  }

  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const response = await fetch(`${this.#folders[kind] ?? ''}${filename}`);
    if (!response.ok) throw new Error(`Unable to load ${kind} ${filename}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/**
 * Opens a PDF over ranges, with two workers of its own that end with it: one reads, one draws, so that neither holds
 * the window up. Scripts in it never run: none of the parts of pdf.js that could run them is loaded. Never throws;
 * `signal` ends the opening.
 */
export async function openPdf(source: PdfSource, signal: AbortSignal): Promise<OpenedPdf> {
  if (source.sizeBytes === 0) return { ok: false, problem: { kind: 'empty' } };
  const workers = takeWorkers();
  const ranges = new AbortController();
  const isDead = Promise.withResolvers<never>();
  const task = startTask(source, workers, ranges.signal, isDead.reject);
  const close = async () => {
    ranges.abort();
    const goodbye = new Promise((resolve) => setTimeout(resolve, GOODBYE_MS));
    await Promise.race([task.destroy().catch(() => undefined), goodbye]);
    workers.reading.terminate();
    workers.drawing.terminate();
  };
  const timer = setTimeout(() => isDead.reject(new TooSlow()), OPEN_TIMEOUT_MS);
  signal.addEventListener('abort', () => isDead.reject(new TooSlow()), { once: true });
  isDead.promise.catch(() => undefined);
  try {
    const document = await Promise.race([task.promise, isDead.promise]);
    if (document.numPages < 1) {
      await close();
      return { ok: false, problem: { kind: 'no_pages' } };
    }
    const firstPage = await Promise.race([readableGeometry(document), isDead.promise]);
    // Not while this one still wants the processor.
    setTimeout(prepareWorkers, SPARE_AFTER_MS);
    return { ok: true, pdf: { document, close }, firstPage };
  } catch (cause) {
    await close();
    return { ok: false, problem: problemOf(cause) };
  } finally {
    clearTimeout(timer);
  }
}

class TooSlow extends Error {}

async function readableGeometry(document: pdfjs.PDFDocumentProxy): Promise<PageGeometry> {
  for (let number = 1; ; number += 1) {
    try {
      return geometryOf(await document.getPage(number));
    } catch (cause) {
      if (number >= Math.min(PAGES_TRIED, document.numPages)) throw cause;
    }
  }
}

function startTask(
  source: PdfSource,
  workers: PdfWorkers,
  signal: AbortSignal,
  onFailure: (cause: unknown) => void,
): pdfjs.PDFDocumentLoadingTask {
  const transport = new pdfjs.PDFDataRangeTransport(source.sizeBytes, null);
  transport.requestDataRange = (begin: number, end: number) => {
    readRange(source.url, begin, Math.min(end, source.sizeBytes), signal).then(
      (bytes) => transport.onDataRange(begin, bytes),
      onFailure,
    );
  };
  const worker = pdfjs.PDFWorker.create({ port: workers.reading });
  // The next document takes the worker from here, while `getDocument` runs.
  pdfjs.GlobalWorkerOptions.rendererPorts = [workers.drawing];
  return pdfjs.getDocument({
    range: transport,
    worker,
    ...(source.password === undefined ? {} : { password: source.password }),
    disableStream: true,
    disableAutoFetch: true,
    rangeChunkSize: 256 * 1024,
    cMapUrl: filesUrl('cmaps'),
    standardFontDataUrl: filesUrl('standard_fonts'),
    wasmUrl: filesUrl('wasm'),
    BinaryDataFactory: AppFiles,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    maxImageSize: MAX_IMAGE_PIXELS,
    canvasMaxAreaInBytes: MAX_IMAGE_BYTES,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
}

function problemOf(cause: unknown): PdfProblem {
  if (cause instanceof pdfjs.PasswordException) {
    return { kind: 'password', wasWrong: cause.code === pdfjs.PasswordResponses.INCORRECT_PASSWORD };
  }
  if (cause instanceof UnreadableBytes) return { kind: 'unreadable', isMissing: cause.status === 404 };
  if (cause instanceof TooSlow) return { kind: 'too_slow' };
  if (cause instanceof TypeError) return { kind: 'unreadable', isMissing: false };
  if (cause instanceof Error && /encrypt|crypt filter/i.test(cause.message)) return { kind: 'encryption' };
  return { kind: 'broken' };
}
