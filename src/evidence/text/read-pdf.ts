import { readFile, stat } from 'node:fs/promises';
import { MAX_PAGES, type TextBudget } from './text-budget.ts';
import { Unreadable } from './text-types.ts';

const MAX_BYTES = 400 * 1024 * 1024;

/** pdf.js, with what it takes for granted of the newest browsers and an older Node lacks. */
export async function loadPdfjs() {
  if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers });
  // Found here, it is not looked for as a file beside the library: this is a worker already.
  const pdfjsWorker = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  Object.assign(globalThis, { pdfjsWorker });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

function withResolvers<T>() {
  let resolve: (value: T | PromiseLike<T>) => void = () => {};
  let reject: (reason?: unknown) => void = () => {};
  const promise = new Promise<T>((onOk, onError) => {
    resolve = onOk;
    reject = onError;
  });
  return { promise, resolve, reject };
}

/** The words of a PDF, page by page. Nothing is drawn, no font or picture is decoded, no script is run. */
export async function readPdf(path: string, budget: TextBudget): Promise<void> {
  if ((await stat(path)).size > MAX_BYTES) throw new Unreadable('too_large');
  const pdfjs = await loadPdfjs();
  const task = pdfjs.getDocument({
    data: new Uint8Array(await readFile(path)),
    useWorkerFetch: false,
    useWasm: false,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MAX_PAGES) budget.cut();
    for (let number = 1; number <= Math.min(document.numPages, MAX_PAGES); number += 1) {
      const page = await document.getPage(number).catch(() => null);
      // One broken page hides no other.
      const content = await page?.getTextContent().catch(() => null);
      page?.cleanup();
      if (!content) continue;
      let text = '';
      for (const item of content.items) {
        if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
      }
      if (!budget.add({ kind: 'page', page: number }, text)) break;
    }
  } catch (error) {
    throw new Unreadable(error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken');
  } finally {
    await task.destroy().catch(() => {});
  }
}
