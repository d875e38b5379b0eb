import rendererUrl from 'pdfjs-dist/legacy/build/pdf.renderer.min.mjs?url';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** What one document is opened with: one worker reads it, one draws it. */
export interface PdfWorkers {
  readonly reading: Worker;
  readonly drawing: Worker;
}

let spare: PdfWorkers | null = null;

function start(): PdfWorkers {
  return {
    reading: new Worker(workerUrl, { type: 'module' }),
    drawing: new Worker(rendererUrl, { type: 'module' }),
  };
}

/** Workers nobody used before: those that wait, or new ones. Whoever takes them ends them. */
export function takeWorkers(): PdfWorkers {
  const taken = spare ?? start();
  spare = null;
  return taken;
}

/** Starts a pair for the next document: to start and read their programs takes a third of the time to its first page. */
export function prepareWorkers(): void {
  spare ??= start();
}
