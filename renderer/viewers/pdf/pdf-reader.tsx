import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { t } from '../../messages/t.ts';
import { useDevicePixelRatio, useElementSize } from '../use-element-size.ts';
import type { ViewerProps } from '../viewer-props.ts';
import { type DestinationName, placeOfDestination } from './destinations.ts';
import type { PageComment } from './page-annotations.ts';
import { type PageGeometry, rectToShown, shownSize, turnedBy } from './page-geometry.ts';
import { nameOf, type Pointed } from './page-links.tsx';
import { PdfNotice } from './pdf-notice.tsx';
import { PdfPage } from './pdf-page.tsx';
import { PdfPanel } from './pdf-panel.tsx';
import styles from './pdf-reader.module.css';
import { PdfToolbar } from './pdf-toolbar.tsx';
import type { PdfDocument } from './pdf-types.ts';
import { PointedCard } from './pointed-card.tsx';
import { rememberedPlace, rememberPlace, useReading } from './remembered-view.ts';
import { createRenderQueue } from './render-queue.ts';
import { useBlocked } from './use-blocked.ts';
import { useDestination, useFind } from './use-destination.ts';
import { useGivenUp } from './use-given-up.ts';
import { usePageLabels } from './use-page-labels.ts';
import { type PageScroll, usePageScroll } from './use-page-scroll.ts';
import { useFollowMatch, usePdfSearch } from './use-pdf-search.ts';
import { useReaderKeys } from './use-reader-keys.ts';
import { useTextSelection } from './use-text-selection.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';

interface PdfReaderProps extends ViewerProps {
  readonly pdf: PdfDocument;
  readonly firstPage: PageGeometry;
  /** A worker does not answer any more: the document is to be opened again. */
  readonly onStuck: () => void;
}

const NO_MATCHES = [] as const;

/** An open PDF: pages in one scrolled column, of which only the near ones exist. */
export function PdfReader(props: PdfReaderProps) {
  const { pdf, firstPage, overlays, choosing, destination, artifact, isAnonymous = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useElementSize(scroller);
  const devicePixelRatio = useDevicePixelRatio();
  const [reading, setReading] = useReading();
  const [start] = useState(() => ({ ...reading, ...rememberedPlace(artifact.hash) }));
  const scroll = usePageScroll(pdf.document.numPages, firstPage, view, scroller, start);
  useRemembered(artifact.hash, scroll, reading, setReading);
  const labels = usePageLabels(pdf);
  const search = usePdfSearch(pdf, () => scroll.page);
  const [isSearchOpen, setIsSearchOpen] = useState(false);
  const queue = useMemo(createRenderQueue, []);
  const latest = useRef(scroll);
  latest.current = scroll;
  const rank = useCallback((number: number) => {
    const ahead = number - latest.current.page;
    return ahead >= 0 ? ahead : 0.5 - ahead;
  }, []);
  const givenUp = useGivenUp(props.onStuck);
  const { blocked, onAnnotations } = useBlocked(pdf, isAnonymous);
  const shown = useTextSelection(choosing);
  const { flashing, goTo } = useDestination(destination, scroll, view.height > 0);
  useFind(destination, view.height > 0, (words) => {
    search.setQuery(words);
    setIsSearchOpen(true);
  });
  useWheelZoom(scroller, scroll);
  useFollowMatch(search.current, scroll, scroller);
  const pageField = useRef<HTMLInputElement>(null);
  const setPanelOpen = (isPanelOpen: boolean) => setReading({ ...reading, isPanelOpen });
  const onKeyDown = useReaderKeys(scroll, {
    search: () => setIsSearchOpen(true),
    panel: () => setPanelOpen(!reading.isPanelOpen),
    goToPage: () => pageField.current?.focus(),
  });

  const follow = useCallback(
    (to: DestinationName) => {
      const now = latest.current;
      void placeOfDestination(pdf.document, to, now.page).then((place) => {
        if (place) now.scrollTo(place.page, shareOf(place.topPt, turnedBy(place.geometry, now.turn)));
      });
    },
    [pdf],
  );
  const { tip, card, closeCard, pointing, showComment } = usePointing(follow, goTo);

  const pages: number[] = [];
  if (view.width > 0)
    for (let number = scroll.near[0]; number <= scroll.near[1]; number += 1) pages.push(number);
  return (
    <div className={styles.reader}>
      <PdfToolbar
        scroll={scroll}
        pageCount={pdf.document.numPages}
        labels={labels}
        pageField={pageField}
        search={search}
        isSearchOpen={isSearchOpen}
        onSearchOpen={setIsSearchOpen}
        isPanelOpen={reading.isPanelOpen}
        onPanelOpen={setPanelOpen}
        choosing={choosing}
      />
      <div className={styles.body}>
        {reading.isPanelOpen && (
          <PdfPanel
            isAnonymous={isAnonymous}
            tab={reading.panel}
            onTab={(panel) => setReading({ ...reading, panel })}
            onDestination={follow}
            onComment={showComment}
            pdf={pdf}
            labels={labels}
            page={scroll.page}
            geometryOf={scroll.geometryOf}
            devicePixelRatio={devicePixelRatio}
            queue={queue}
            isGivenUp={givenUp.isGivenUp}
            onStuck={givenUp.onStuck}
            onPage={(number) => scroll.scrollTo(number)}
          />
        )}
        <div className={styles.pages}>
          <section
            ref={scroller}
            className={styles.scroller}
            onScroll={scroll.onScroll}
            onKeyDown={onKeyDown}
            aria-label={t('viewer.pdf.document', { title: artifact.title })}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is read with the arrow keys.
            tabIndex={0}
          >
            <div
              className={styles.column}
              style={{ height: scroll.columnHeight, width: scroll.contentWidth }}
            >
              {pages.map((number) => {
                const { layout } = scroll;
                const size = {
                  width: layout.widths[number - 1] ?? 0,
                  height: layout.heights[number - 1] ?? 0,
                };
                const top = layout.tops[number - 1] ?? 0;
                return (
                  <PdfPage
                    key={number}
                    pdf={pdf}
                    number={number}
                    label={labels?.[number - 1] ?? null}
                    geometry={scroll.geometryOf(number)}
                    pixelsPerPoint={scroll.pixelsPerPoint(number)}
                    size={size}
                    top={top - scroll.offset}
                    left={scroll.contentWidth / 2 + (layout.lefts[number - 1] ?? 0)}
                    devicePixelRatio={devicePixelRatio}
                    queue={queue}
                    rank={rank}
                    limitMs={givenUp.limitMs(number)}
                    onStuck={givenUp.onStuck}
                    onRetry={givenUp.onRetry}
                    onGeometry={scroll.learnGeometry}
                    isAnonymous={isAnonymous}
                    onAnnotations={onAnnotations}
                    onShown={shown}
                    overlays={overlays}
                    flashing={flashing}
                    matches={search.byPage.get(number) ?? NO_MATCHES}
                    currentMatch={search.current}
                    choosing={choosing}
                    pointing={pointing}
                    isCurrent={number === scroll.page}
                    isCalm={scroll.isCalm}
                    visiblePart={() => {
                      const from = Math.max(0, scroll.top() - top);
                      const seen = Math.min(size.height - from, view.height);
                      return {
                        x: size.width * 0.25,
                        y: from + seen * 0.35,
                        width: size.width * 0.5,
                        height: Math.max(24, seen * 0.2),
                      };
                    }}
                  />
                );
              })}
            </div>
          </section>
          <div ref={tip} className={styles.tip} aria-hidden hidden />
          {card !== null && <PointedCard key={nameOf(card)} pointed={card} onClose={closeCard} />}
        </div>
      </div>
      <PdfNotice blocked={blocked} />
    </div>
  );
}

/** A height on the unrotated page, as a share of the page as shown; `undefined` for its top. */
function shareOf(topPt: number | null, geometry: PageGeometry): number | undefined {
  if (topPt === null) return undefined;
  const place = rectToShown({ x: 0, y: topPt, width: geometry.widthPt, height: 0 }, geometry, 1);
  const share = place.y / Math.max(1, shownSize(geometry).height);
  return share < 0.05 ? undefined : Math.min(1, share);
}

/** Keeps how and where one reads, once that rests. */
function useRemembered(
  artifact: ViewerProps['artifact']['hash'],
  { zoom, spread, turn, page }: PageScroll,
  reading: ReturnType<typeof useReading>[0],
  setReading: ReturnType<typeof useReading>[1],
): void {
  const latest = useRef({ reading, setReading });
  latest.current = { reading, setReading };
  useEffect(() => {
    const now = latest.current.reading;
    if (now.zoom === zoom && now.spread === spread) return;
    const timer = setTimeout(() => {
      latest.current.setReading({ ...latest.current.reading, zoom, spread });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [zoom, spread]);
  useEffect(() => {
    rememberPlace(artifact, { turn, place: { page, share: page === 1 ? -1 : 0 } });
  }, [artifact, turn, page]);
}

const REST_MS = 400;

/** What is pointed at shows in a corner; what is chosen is followed, or read on a card. */
function usePointing(follow: (to: DestinationName) => void, goTo: ReturnType<typeof useDestination>['goTo']) {
  const tip = useRef<HTMLDivElement>(null);
  const [card, setCard] = useState<Pointed | null>(null);
  const pointing = useMemo(
    () => ({
      over: (pointed: Pointed | null) => {
        const element = tip.current;
        if (!element) return;
        element.hidden = pointed === null;
        if (pointed) element.textContent = nameOf(pointed);
      },
      choose: (pointed: Pointed) => {
        if (pointed.kind === 'link' && pointed.link.kind === 'inside') follow(pointed.link.to);
        else setCard(pointed);
      },
    }),
    [follow],
  );
  const showComment = (page: number, comment: PageComment) => {
    goTo({ kind: 'page', page, rects: [comment.rect], quote: null });
    setCard({ kind: 'comment', page, comment });
  };
  return { tip, card, pointing, showComment, closeCard: useCallback(() => setCard(null), []) };
}
