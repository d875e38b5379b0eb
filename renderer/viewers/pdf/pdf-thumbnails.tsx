import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../messages/t.ts';
import { useElementSize } from '../use-element-size.ts';
import { type PageGeometry, PIXELS_PER_POINT, shownSize } from './page-geometry.ts';
import styles from './pdf-panel.module.css';
import type { PdfDocument } from './pdf-types.ts';
import { LATER, type RenderQueue } from './render-queue.ts';
import { drawPage } from './use-page-picture.ts';

export interface PdfThumbnailsProps {
  readonly pdf: PdfDocument;
  readonly labels: readonly string[] | null;
  readonly page: number;
  readonly geometryOf: (page: number) => PageGeometry;
  readonly devicePixelRatio: number;
  readonly queue: RenderQueue;
  /** Pages that were given up are not drawn small either. */
  readonly isGivenUp: (page: number) => boolean;
  readonly onStuck: (page: number) => void;
  readonly onPage: (page: number) => void;
}

const WIDTH_PX = 118;
const TALLEST_PX = 180;
const CAPTION_PX = 34;
/** Drawn pages that are kept, for scrolling back. */
const KEPT = 80;
/** A page that takes longer is given up, as large ones are. */
const LIMIT_MS = 15_000;

/** All pages in small. Only those in view exist; each is drawn when nothing else has to be. */
export function PdfThumbnails(props: PdfThumbnailsProps) {
  const { pdf, labels, page, geometryOf, onPage } = props;
  const { numPages } = pdf.document;
  const list = useRef<HTMLElement>(null);
  const view = useElementSize(list);
  const [top, setTop] = useState(0);
  const usual = smallSize(geometryOf(1));
  const rowHeight = Math.min(TALLEST_PX, Math.max(usual.width, usual.height)) + CAPTION_PX;
  const first = Math.max(1, Math.floor(top / rowHeight));
  const last = Math.min(numPages, Math.ceil((top + view.height) / rowHeight) + 1);
  const pictures = usePictures();

  useLayoutEffect(() => {
    const element = list.current;
    if (!element || view.height === 0) return;
    const at = (page - 1) * rowHeight;
    if (at < element.scrollTop) element.scrollTop = at;
    else if (at + rowHeight > element.scrollTop + view.height)
      element.scrollTop = at + rowHeight - view.height;
    if (element.contains(document.activeElement)) {
      element.querySelector<HTMLElement>(`[data-thumbnail="${page}"]`)?.focus({ preventScroll: true });
    }
  }, [page, rowHeight, view.height]);
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = { ArrowDown: page + 1, ArrowUp: page - 1, Home: 1, End: numPages }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    onPage(Math.min(numPages, Math.max(1, wanted)));
  };
  const shown: number[] = [];
  if (view.height > 0) for (let number = first; number <= last; number += 1) shown.push(number);
  return (
    <nav
      ref={list}
      className={styles.thumbnails}
      aria-label={t('viewer.pdf.pages')}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div className={styles.column} style={{ height: numPages * rowHeight }}>
        {shown.map((number) => (
          <button
            key={number}
            type="button"
            className={styles.thumbnail}
            style={{ top: (number - 1) * rowHeight, height: rowHeight }}
            data-thumbnail={number}
            aria-label={t('viewer.pdf.goToPage', { page: labels?.[number - 1] ?? number })}
            aria-current={number === page ? 'page' : undefined}
            tabIndex={
              number === page || (page < first && number === first) || (page > last && number === last)
                ? 0
                : -1
            }
            onClick={() => onPage(number)}
          >
            <Thumbnail {...props} number={number} pictures={pictures} />
            {labels?.[number - 1] ?? number}
          </button>
        ))}
      </div>
    </nav>
  );
}

/** The size of a page in small, in pixels. */
function smallSize(geometry: PageGeometry): {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
} {
  const { width, height } = shownSize(geometry);
  const scale = Math.min(WIDTH_PX / width, TALLEST_PX / height, PIXELS_PER_POINT);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    scale,
  };
}

type Pictures = Map<string, HTMLCanvasElement>;

/** Drawn pages by what they show; the longest unused are let go. */
function usePictures(): Pictures {
  const [pictures] = useState((): Pictures => new Map());
  useEffect(
    () => () => {
      for (const canvas of pictures.values()) canvas.width = 0;
      pictures.clear();
    },
    [pictures],
  );
  return pictures;
}

function Thumbnail(props: PdfThumbnailsProps & { readonly number: number; readonly pictures: Pictures }) {
  const { pdf, number, page, geometryOf, devicePixelRatio, queue, pictures, onStuck } = props;
  const paper = useRef<HTMLSpanElement>(null);
  const geometry = geometryOf(number);
  const { width, height, scale } = smallSize(geometry);
  const { rotation } = geometry;
  const isGivenUp = props.isGivenUp(number);
  const current = useRef(page);
  current.current = page;
  useEffect(() => {
    if (isGivenUp) return;
    const key = `${number} ${rotation} ${width} ${height} ${devicePixelRatio}`;
    const keep = (canvas: HTMLCanvasElement) => {
      paper.current?.replaceChildren(canvas);
      pictures.delete(key);
      pictures.set(key, canvas);
      const [oldest] = pictures;
      if (pictures.size <= KEPT || !oldest) return;
      oldest[1].width = 0;
      pictures.delete(oldest[0]);
    };
    const known = pictures.get(key);
    if (known) return keep(known);
    const sharpness = Math.min(2, devicePixelRatio);
    return queue.add(
      () => LATER + Math.abs(number - current.current),
      async (signal) => {
        const picture = {
          number,
          rotation,
          scale: scale * sharpness,
          width: width * sharpness,
          height: height * sharpness,
        };
        const limit = new AbortController();
        const timer = setTimeout(() => {
          limit.abort();
          onStuck(number);
        }, LIMIT_MS);
        try {
          keep(await drawPage(pdf, picture, AbortSignal.any([signal, limit.signal])));
        } finally {
          clearTimeout(timer);
        }
        // What a page was drawn from is kept by pdf.js until it is told otherwise.
        if (Math.abs(number - current.current) > 3) (await pdf.document.getPage(number)).cleanup();
      },
    );
  }, [pdf, number, rotation, width, height, scale, devicePixelRatio, queue, pictures, isGivenUp, onStuck]);
  return <span ref={paper} className={styles.paper} style={{ width, height }} aria-hidden />;
}
