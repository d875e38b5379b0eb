import { AnnotationMode, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { AnchorTarget, Rect } from '../../../src/domain/anchor.ts';
import { t } from '../../messages/t.ts';
import { AnchorBar } from '../anchor-bar.tsx';
import { BoxLayer } from '../box-layer.tsx';
import { OverlayMark } from '../overlay-mark.tsx';
import type { Choosing, Overlay } from '../viewer-props.ts';
import type { Match } from './find-in-text.ts';
import { type PageGeometry, rectFromShown, rectToShown } from './page-geometry.ts';
import { canvasScale, type PageSize } from './page-layout.ts';
import { fillTextLayer, type PageTextLayer, rectsOfMatch } from './page-text-layer.ts';
import styles from './pdf-page.module.css';
import { geometryOf, type PdfDocument } from './pdf-types.ts';
import type { RenderQueue } from './render-queue.ts';
import { holdSelectionEnd, type ShownPage } from './text-selection.ts';

type PagePlace = Extract<AnchorTarget, { kind: 'page' }>;

export interface PdfPageProps {
  readonly pdf: PdfDocument;
  readonly number: number;
  readonly geometry: PageGeometry;
  readonly pixelsPerPoint: number;
  readonly size: PageSize;
  readonly top: number;
  readonly left: number;
  readonly devicePixelRatio: number;
  readonly queue: RenderQueue;
  /** Smaller is drawn sooner. */
  readonly rank: (page: number) => number;
  readonly onGeometry: (page: number, geometry: PageGeometry) => void;
  /** The page's words are there to select, or gone again. */
  readonly onShown: (page: number, shown: ShownPage | null) => void;
  readonly overlays: readonly Overlay[];
  readonly flashing: AnchorTarget | null;
  readonly matches: readonly Match[];
  readonly currentMatch: Match | null;
  readonly choosing: Choosing | null;
  readonly isCurrent: boolean;
  /** Pages that fly past are not drawn. */
  readonly isCalm: boolean;
  /** The part of this page one sees, in its pixels: where a box drawn by keys starts. */
  readonly visiblePart: () => Rect;
}

/** One page: its picture, its words, and what lies over them. */
export function PdfPage(props: PdfPageProps) {
  const { pdf, number, geometry, pixelsPerPoint, size, top, left } = props;
  const page = usePage(pdf, number, props.isCalm, props.onGeometry);
  const picture = useRef<HTMLDivElement>(null);
  const drawing = usePicture(props, page, picture);
  const words = useRef<HTMLDivElement>(null);
  const layer = useWords(props, page, words);

  return (
    <section
      className={styles.page}
      style={{
        top,
        left,
        width: size.width,
        height: size.height,
        // pdf.js lays the words out by these.
        ['--total-scale-factor' as string]: pixelsPerPoint,
        ['--scale-round-x' as string]: '1px',
        ['--scale-round-y' as string]: '1px',
      }}
      aria-label={t('viewer.pdf.page', { page: number })}
      data-page={number}
      data-rotation={geometry.rotation}
    >
      <div ref={picture} className={styles.picture} />
      {drawing === 'failed' && <p className={styles.note}>{t('viewer.pdf.pageFailed', { page: number })}</p>}
      {drawing === 'slow' && <p className={styles.note}>{t('viewer.pdf.pageSlow', { page: number })}</p>}
      <div ref={words} className={styles.words} />
      {layer !== null && <Found {...props} layer={layer} words={words} />}
      <PageOverlays {...props} />
      <ChosenOnPage {...props} />
    </section>
  );
}

function usePage(pdf: PdfDocument, number: number, isCalm: boolean, onGeometry: PdfPageProps['onGeometry']) {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  const [isWanted, setIsWanted] = useState(isCalm);
  if (isCalm && !isWanted) setIsWanted(true);
  useEffect(() => {
    if (!isWanted) return;
    let isGone = false;
    let loaded: PDFPageProxy | undefined;
    pdf.document.getPage(number).then(
      (proxy) => {
        if (isGone) return;
        loaded = proxy;
        onGeometry(number, geometryOf(proxy));
        setPage(proxy);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
      loaded?.cleanup();
    };
  }, [pdf, number, isWanted, onGeometry]);
  return page;
}

const SLOW_MS = 1000;

/** Draws the page whenever its size changes; the old picture stays, stretched, until the new one is ready. */
function usePicture(
  props: PdfPageProps,
  page: PDFPageProxy | null,
  host: React.RefObject<HTMLDivElement | null>,
): 'none' | 'slow' | 'drawn' | 'failed' {
  const { pixelsPerPoint, devicePixelRatio, queue, rank, number } = props;
  const { width, height } = props.size;
  const [drawing, setDrawing] = useState<'none' | 'slow' | 'drawn' | 'failed'>('none');
  useEffect(() => {
    if (!page) return;
    return queue.add(
      () => rank(number),
      async (signal) => {
        const sharpness = canvasScale({ width, height }, devicePixelRatio);
        const canvas = document.createElement('canvas');
        canvas.width = Math.max(1, Math.floor(width * sharpness));
        canvas.height = Math.max(1, Math.floor(height * sharpness));
        canvas.ariaHidden = 'true';
        const task = page.render({
          canvas,
          viewport: page.getViewport({ scale: (pixelsPerPoint * sharpness) / page.userUnit }),
          annotationMode: AnnotationMode.ENABLE,
        });
        signal.addEventListener('abort', () => task.cancel(), { once: true });
        const slow = setTimeout(() => setDrawing((now) => (now === 'none' ? 'slow' : now)), SLOW_MS);
        try {
          await task.promise;
          host.current?.replaceChildren(canvas);
          setDrawing('drawn');
        } catch {
          if (!signal.aborted) setDrawing('failed');
        } finally {
          clearTimeout(slow);
        }
      },
    );
  }, [page, number, pixelsPerPoint, width, height, devicePixelRatio, queue, rank, host]);
  // Memory of a canvas is given back only when it has no pixels any more.
  useEffect(
    () => () => {
      const canvas = host.current?.querySelector('canvas');
      if (canvas) canvas.width = 0;
    },
    [host],
  );
  return drawing;
}

function useWords(
  props: PdfPageProps,
  page: PDFPageProxy | null,
  host: React.RefObject<HTMLDivElement | null>,
): PageTextLayer | null {
  const { number, geometry, pixelsPerPoint, onShown } = props;
  const [layer, setLayer] = useState<PageTextLayer | null>(null);
  useEffect(() => {
    const container = host.current;
    if (!page || !container) return;
    const controller = new AbortController();
    const end = document.createElement('div');
    end.className = 'selectionEnd';
    const release = holdSelectionEnd(container, end);
    fillTextLayer(page, container, controller.signal).then(
      (filled) => {
        container.append(end);
        if (!controller.signal.aborted) setLayer(filled);
      },
      () => undefined,
    );
    return () => {
      controller.abort();
      release();
      container.replaceChildren();
      setLayer(null);
    };
  }, [page, host]);
  useEffect(() => {
    const textLayer = host.current;
    if (!layer || !textLayer) return;
    onShown(number, { number, geometry, pixelsPerPoint, textLayer });
    return () => onShown(number, null);
  }, [layer, number, geometry, pixelsPerPoint, onShown, host]);
  return layer;
}

function Found({
  matches,
  currentMatch,
  layer,
  words,
  pixelsPerPoint,
}: PdfPageProps & { readonly layer: PageTextLayer; readonly words: React.RefObject<HTMLElement | null> }) {
  const [rects, setRects] = useState<{ others: readonly Rect[]; current: readonly Rect[] }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words move when the scale changes.
  useLayoutEffect(() => {
    const origin = words.current?.parentElement?.getBoundingClientRect();
    if (!origin) return;
    const of = (match: Match) => rectsOfMatch(layer, match, origin);
    setRects({
      others: matches.filter((match) => match !== currentMatch).flatMap(of),
      current: currentMatch && matches.includes(currentMatch) ? of(currentMatch) : [],
    });
  }, [matches, currentMatch, layer, words, pixelsPerPoint]);
  if (!rects || matches.length === 0) return null;
  return (
    <>
      <OverlayMark tone="found" rects={rects.others} />
      <OverlayMark tone="foundHere" rects={rects.current} />
    </>
  );
}

function PageOverlays({ overlays, number, geometry, pixelsPerPoint, flashing }: PdfPageProps): ReactNode {
  return overlays.map((overlay) => {
    const { target } = overlay;
    if (target.kind !== 'page' || target.page !== number) return null;
    return (
      <OverlayMark
        key={`${overlay.tone} ${overlay.anchor}`}
        tone={overlay.tone}
        label={overlay.label}
        isBox={target.quote === null}
        rects={target.rects.map((rect) => rectToShown(rect, geometry, pixelsPerPoint))}
        isFlashing={flashing === target}
      />
    );
  });
}

/** What is chosen on this page and not yet anchored, and the layer to draw a box on. */
function ChosenOnPage(props: PdfPageProps) {
  const { choosing, number, geometry, pixelsPerPoint, size, isCurrent } = props;
  if (!choosing) return null;
  if (choosing.isBoxMode) {
    return (
      <BoxLayer
        start={props.visiblePart()}
        bounds={size}
        takesKeys={isCurrent}
        onCancel={() => choosing.setBoxMode(false)}
        onBox={(rect) => {
          choosing.setBoxMode(false);
          const onPage = rectFromShown(rect, geometry, pixelsPerPoint);
          choosing.choose([{ kind: 'page', page: number, rects: [onPage], quote: null }]);
        }}
      />
    );
  }
  const places = (choosing.chosen ?? []).filter(
    (target): target is PagePlace => target.kind === 'page' && target.page === number,
  );
  const last = choosing.chosen?.at(-1);
  const shown = places.map((place) => place.rects.map((rect) => rectToShown(rect, geometry, pixelsPerPoint)));
  const end = shown.at(-1)?.at(-1);
  return (
    <>
      {/* Selected words already show as selected. */}
      {places[0]?.quote === null && <OverlayMark tone="chosen" rects={shown.flat()} />}
      {end && last === places.at(-1) && (
        <AnchorBar
          choosing={choosing}
          x={Math.max(0, Math.min(end.x, size.width - 240))}
          y={Math.min(end.y + end.height, size.height - 44)}
          onDrop={() => {
            document.getSelection()?.removeAllRanges();
            choosing.choose(null);
          }}
        />
      )}
    </>
  );
}
