import * as pdfjs from './pdfjs/legacy/build/pdf.min.mjs';

const files = (folder) => new URL(`pdfjs/${folder}/`, import.meta.url).href;

/** Opens the PDF and draws its first page. Resolves to the milliseconds until it is on screen. */
globalThis.firstPage = async (sizeBytes, canvasWidth) => {
  const start = performance.now();
  const worker = new Worker('./pdfjs/legacy/build/pdf.worker.min.mjs', { type: 'module' });
  const range = new pdfjs.PDFDataRangeTransport(sizeBytes, null);
  range.requestDataRange = async (begin, end) => {
    const wanted = Math.min(end, sizeBytes);
    const answer = await fetch('evidence.pdf', { headers: { range: `bytes=${begin}-${wanted - 1}` } });
    range.onDataRange(begin, new Uint8Array(await answer.arrayBuffer()));
  };
  const task = pdfjs.getDocument({
    range,
    worker: pdfjs.PDFWorker.create({ port: worker }),
    disableStream: true,
    disableAutoFetch: true,
    rangeChunkSize: 256 * 1024,
    cMapUrl: files('cmaps'),
    standardFontDataUrl: files('standard_fonts'),
    useWasm: false,
    verbosity: 0,
  });
  const page = await (await task.promise).getPage(1);
  const viewport = page.getViewport({ scale: canvasWidth / page.getViewport({ scale: 1 }).width });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  document.body.replaceChildren(canvas);
  await page.render({ canvas, viewport }).promise;
  await new Promise(requestAnimationFrame);
  const ms = performance.now() - start;
  await task.destroy();
  worker.terminate();
  return ms;
};

/** Scrolls through so many empty pages. Resolves to the times between frames, in milliseconds. */
globalThis.scrollEmpty = async (pages, pixelsPerFrame, limitMs) => {
  const scroller = document.createElement('div');
  scroller.style = 'height: 600px; width: 620px; overflow: auto; background: #eee';
  for (let page = 0; page < pages; page += 1) {
    const paper = document.createElement('div');
    paper.style = 'height: 816px; width: 577px; margin: 12px; background: #fff';
    scroller.append(paper);
  }
  document.body.replaceChildren(scroller);
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  const until = last + limitMs;
  while (last < until) {
    scroller.scrollTop += pixelsPerFrame;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return frames;
};
