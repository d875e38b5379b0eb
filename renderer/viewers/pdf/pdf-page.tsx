import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { AnchorTarget, Rect } from '../../../src/domain/anchor.ts';
import { t } from '../../messages/t.ts';
import { Button } from '../../ui/button.tsx';
import { AnchorBar } from '../anchor-bar.tsx';
import { BoxLayer } from '../box-layer.tsx';
import { OverlayMark } from '../overlay-mark.tsx';
import type { Choosing, Overlay } from '../viewer-props.ts';
import type { Match } from './find-in-text.ts';
import { type PageAnnotations, readAnnotations } from './page-annotations.ts';
import { type PageGeometry, rectFromShown, rectToShown } from './page-geometry.ts';
import type { PageSize } from './page-layout.ts';
import { PageLinks, type PageLinksProps } from './page-links.tsx';
import { type PageTextLayer, rectsOfMatch } from './page-text-layer.ts';
import styles from './pdf-page.module.css';
import { geometryOf, type PdfDocument } from './pdf-types.ts';
import type { RenderQueue } from './render-queue.ts';
import type { ShownPage } from './text-selection.ts';
import { type Drawing, usePagePicture } from './use-page-picture.ts';
import { usePageWords } from './use-page-words.ts';

type PagePlace = Extract<AnchorTarget, { kind: 'page' }>;

export interface PdfPageProps {
  readonly pdf: PdfDocument;
  readonly number: number;
  /** What the document calls this page, where that is not its number. */
  readonly label: string | null;
  /** As shown: turned by hand, too. */
  readonly geometry: PageGeometry;
  readonly pixelsPerPoint: number;
  readonly size: PageSize;
  readonly top: number;
  readonly left: number;
  readonly devicePixelRatio: number;
  readonly queue: RenderQueue;
  /** Smaller is drawn sooner. */
  readonly rank: (page: number) => number;
  /** How long drawing may take; `null` where the page was given up. */
  readonly limitMs: number | null;
  readonly onStuck: (page: number) => void;
  readonly onRetry: (page: number) => void;
  readonly onGeometry: (page: number, geometry: PageGeometry) => void;
  /** What names people is left out. */
  readonly isAnonymous: boolean;
  readonly onAnnotations: (page: number, annotations: PageAnnotations) => void;
  /** The page's words are there to select, or gone again. */
  readonly onShown: (page: number, shown: ShownPage | null) => void;
  readonly overlays: readonly Overlay[];
  readonly flashing: AnchorTarget | null;
  readonly matches: readonly Match[];
  readonly currentMatch: Match | null;
  readonly choosing: Choosing | null;
  readonly pointing: PageLinksProps['pointing'];
  readonly isCurrent: boolean;
  /** Pages that fly past are not drawn. */
  readonly isCalm: boolean;
  /** The part of this page one sees, in its pixels: where a box drawn by keys starts. */
  readonly visiblePart: () => Rect;
}

/** One page: its picture, its words, and what lies over them. */
export function PdfPage(props: PdfPageProps) {
  const { number, label, geometry, pixelsPerPoint, size, top, left, choosing } = props;
  const [isWanted, setIsWanted] = useState(props.isCalm);
  if (props.isCalm && !isWanted) setIsWanted(true);
  const page = usePage(props, isWanted);
  const picture = useRef<HTMLDivElement>(null);
  const drawing = usePagePicture(props, isWanted, picture);
  // The picture comes first: what one sees is what one waits for.
  const settled = drawing === 'none' && props.limitMs !== null ? null : page;
  const words = useRef<HTMLDivElement>(null);
  const layer = usePageWords(props, settled, words);
  const annotations = useAnnotations(props, settled);

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
      aria-label={
        label === null
          ? t('viewer.pdf.page', { page: number })
          : t('viewer.pdf.labelledPage', { label, page: String(number) })
      }
      data-page={number}
      data-rotation={geometry.rotation}
    >
      <div ref={picture} className={styles.picture} />
      <Note {...props} drawing={drawing} />
      <div ref={words} className={styles.words} />
      {layer !== null && <Found {...props} layer={layer} words={words} />}
      <PageOverlays {...props} />
      <Flash {...props} />
      {annotations !== null && choosing?.isBoxMode !== true && (
        <PageLinks {...props} annotations={annotations} />
      )}
      <ChosenOnPage {...props} />
    </section>
  );
}

/** Why there is no picture, where there is none. */
function Note({ number, drawing, limitMs, onRetry }: PdfPageProps & { readonly drawing: Drawing }) {
  if (limitMs === null) {
    return (
      <div className={styles.note} role="status">
        <p>{t('viewer.pdf.pageGivenUp', { page: number })}</p>
        <Button onPress={() => onRetry(number)}>{t('viewer.pdf.pageRetry')}</Button>
      </div>
    );
  }
  if (drawing === 'failed')
    return <p className={styles.note}>{t('viewer.pdf.pageFailed', { page: number })}</p>;
  if (drawing === 'slow') return <p className={styles.note}>{t('viewer.pdf.pageSlow', { page: number })}</p>;
  return null;
}

function usePage({ pdf, number, onGeometry }: PdfPageProps, isWanted: boolean): PDFPageProxy | null {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
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
      // Drawing it fails, too, and says so.
      () => undefined,
    );
    return () => {
      isGone = true;
      loaded?.cleanup();
    };
  }, [pdf, number, isWanted, onGeometry]);
  return page;
}

function useAnnotations({ number, isAnonymous, onAnnotations }: PdfPageProps, page: PDFPageProxy | null) {
  const [annotations, setAnnotations] = useState<PageAnnotations | null>(null);
  useEffect(() => {
    if (!page) return;
    let isGone = false;
    void readAnnotations(page, isAnonymous).then((read) => {
      if (isGone) return;
      setAnnotations(read);
      onAnnotations(number, read);
    });
    return () => {
      isGone = true;
    };
  }, [page, number, isAnonymous, onAnnotations]);
  return annotations;
}

function Found({
  matches,
  currentMatch,
  layer,
  words,
  pixelsPerPoint,
  geometry,
}: PdfPageProps & { readonly layer: PageTextLayer; readonly words: RefObject<HTMLElement | null> }) {
  const [rects, setRects] = useState<{ others: readonly Rect[]; current: readonly Rect[] }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words move when the scale or the rotation changes.
  useLayoutEffect(() => {
    const origin = words.current?.parentElement?.getBoundingClientRect();
    if (!origin) return;
    const of = (match: Match) => rectsOfMatch(layer, match, origin);
    setRects({
      others: matches.filter((match) => match !== currentMatch).flatMap(of),
      current: currentMatch && matches.includes(currentMatch) ? of(currentMatch) : [],
    });
  }, [matches, currentMatch, layer, words, pixelsPerPoint, geometry]);
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
        onOpen={overlay.onOpen}
        isBox={target.quote === null}
        rects={target.rects.map((rect) => rectToShown(rect, geometry, pixelsPerPoint))}
        isFlashing={flashing === target}
      />
    );
  });
}

/** Shows a place one was sent to for a moment, where no anchor lies there that could. */
function Flash({ flashing, overlays, number, geometry, pixelsPerPoint }: PdfPageProps) {
  if (flashing?.kind !== 'page' || flashing.page !== number) return null;
  if (overlays.some(({ target }) => target === flashing)) return null;
  const rects = flashing.rects.map((rect) => rectToShown(rect, geometry, pixelsPerPoint));
  return <OverlayMark tone="found" rects={rects} isFlashing />;
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
