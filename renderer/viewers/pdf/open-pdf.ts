import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { readRange, UnreadableBytes } from '../artifact-bytes.ts';
import type { PdfDocument } from './pdf-types.ts';

/** Why a PDF is not shown. `password` asks for one; all others are final for these bytes. */
export type PdfProblem =
  | { readonly kind: 'password'; readonly wasWrong: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'no_pages' }
  | { readonly kind: 'unreadable'; readonly isMissing: boolean }
  | { readonly kind: 'too_slow' };

export type OpenedPdf =
  | { readonly ok: true; readonly pdf: PdfDocument }
  | { readonly ok: false; readonly problem: PdfProblem };

/** A damaged cross-reference table is rebuilt by reading everything; this is long enough for that. */
const OPEN_TIMEOUT_MS = 60_000;
/** Images inside a PDF larger than this are left out: they would take more than a gigabyte to decode. */
const MAX_IMAGE_PIXELS = 256_000_000;

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
 * Opens a PDF over ranges, in a worker of its own that ends with the document. Scripts in it never run: none of the
 * parts of pdf.js that could run them is loaded. Never throws; `signal` ends the opening.
 */
export async function openPdf(
  source: { readonly url: string; readonly sizeBytes: number; readonly password?: string },
  signal: AbortSignal,
): Promise<OpenedPdf> {
  if (source.sizeBytes === 0) return { ok: false, problem: { kind: 'empty' } };
  const workers = [new Worker(workerUrl, { type: 'module' })];
  const ranges = new AbortController();
  const isDead = Promise.withResolvers<never>();
  const task = startTask(source, workers, ranges.signal, isDead.reject);
  const close = async () => {
    ranges.abort();
    await task.destroy().catch(() => undefined);
    for (const worker of workers) worker.terminate();
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
    return { ok: true, pdf: { document, close } };
  } catch (cause) {
    await close();
    return { ok: false, problem: problemOf(cause) };
  } finally {
    clearTimeout(timer);
  }
}

class TooSlow extends Error {}

function startTask(
  source: { readonly url: string; readonly sizeBytes: number; readonly password?: string },
  workers: Worker[],
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
  const [port] = workers;
  const worker = pdfjs.PDFWorker.create({ port });
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
  return { kind: 'broken' };
}
