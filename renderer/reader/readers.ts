import type { ReaderKind } from './protocol.ts';
import type { Reader } from './reader-page.ts';

/** Who reads what; each comes into the frame when the first file of its kind does. */
export const READERS: Partial<Record<ReaderKind, () => Promise<Reader>>> = {
  document: () => import('./document/read-document.ts'),
  sheet: () => import('./sheet/read-sheet.ts'),
  slides: () => import('./slides/read-slides.ts'),
  web: () => import('./web/read-web.ts'),
  drawing: () => import('./drawing/read-drawing.ts'),
  markdown: () => import('./markdown/read-markdown.ts'),
  message: () => import('./message/read-message.ts'),
  notebook: () => import('./notebook/read-notebook.ts'),
};
