import { StickyNote } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Rect } from '../../../src/domain/anchor.ts';
import { t } from '../../messages/t.ts';
import type { PageAnnotations, PageComment, PageLink } from './page-annotations.ts';
import { type PageGeometry, rectToShown } from './page-geometry.ts';
import styles from './page-links.module.css';

/** A link or comment, pointed at or chosen. */
export type Pointed =
  | { readonly kind: 'link'; readonly page: number; readonly link: PageLink }
  | { readonly kind: 'comment'; readonly page: number; readonly comment: PageComment };

export interface Pointing {
  /** The mouse or the focus is over it, or over nothing any more. */
  readonly over: (pointed: Pointed | null) => void;
  readonly choose: (pointed: Pointed) => void;
}

export interface PageLinksProps {
  readonly number: number;
  readonly geometry: PageGeometry;
  readonly pixelsPerPoint: number;
  readonly annotations: PageAnnotations;
  readonly pointing: Pointing;
}

/** A press that moves further than this is a selection. */
const STILL_PX = 4;

/**
 * Links and comments of a page, for the keyboard and for those who do not see it. They let the mouse through, so that
 * the words under them can be selected; the page itself tells which one was clicked.
 */
export function PageLinks({ number, geometry, pixelsPerPoint, annotations, pointing }: PageLinksProps) {
  const { links, comments, fields } = annotations;
  const shown = (rect: Rect) => {
    const { x, y, width, height } = rectToShown(rect, geometry, pixelsPerPoint);
    return { left: x, top: y, width, height };
  };
  const places: Pointed[] = [
    ...links.map((link): Pointed => ({ kind: 'link', page: number, link })),
    ...comments.map((comment): Pointed => ({ kind: 'comment', page: number, comment })),
  ];
  const layer = useRef<HTMLDivElement>(null);
  useMouseOver(layer, places, geometry, pixelsPerPoint, pointing);
  return (
    <div ref={layer} className={styles.layer}>
      {places.map((pointed) => {
        const { id, rect } = pointed.kind === 'link' ? pointed.link : pointed.comment;
        return (
          <button
            key={`${pointed.kind} ${id} ${rect.x} ${rect.y}`}
            type="button"
            className={styles.place}
            style={shown(rect)}
            aria-label={nameOf(pointed)}
            onFocus={() => pointing.over(pointed)}
            onBlur={() => pointing.over(null)}
            onClick={() => pointing.choose(pointed)}
          >
            {pointed.kind === 'comment' && pointed.comment.isBare && (
              <StickyNote className={styles.icon} aria-hidden />
            )}
          </button>
        );
      })}
      {fields.length > 0 && (
        <dl className="visually-hidden" aria-label={t('viewer.pdf.fields', { page: number })}>
          {fields.map((field) => (
            <div key={field.id}>
              <dt>{field.name}</dt>
              <dd>{field.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** What a link or comment is, in words. */
export function nameOf(pointed: Pointed): string {
  if (pointed.kind === 'comment') {
    const { author, text } = pointed.comment;
    return author === '' ? t('viewer.pdf.comment', { text }) : t('viewer.pdf.commentBy', { author, text });
  }
  const { link } = pointed;
  if (link.kind === 'outside') return t('viewer.pdf.linkOutside', { address: link.address });
  return link.words === '' ? t('viewer.pdf.linkInside') : t('viewer.pdf.linkInsideTo', { words: link.words });
}

/** Finds what lies under the mouse on the page around `layer`, and what was clicked without selecting anything. */
function useMouseOver(
  layer: RefObject<HTMLElement | null>,
  places: readonly Pointed[],
  geometry: PageGeometry,
  pixelsPerPoint: number,
  pointing: Pointing,
): void {
  const latest = useRef({ places, geometry, pixelsPerPoint, pointing });
  latest.current = { places, geometry, pixelsPerPoint, pointing };
  const isEmpty = places.length === 0;
  useEffect(() => {
    const page = layer.current?.parentElement;
    if (!page || isEmpty) return;
    let over: Pointed | null = null;
    let pressed = { x: 0, y: 0 };
    const at = (event: MouseEvent): Pointed | null => {
      const now = latest.current;
      const box = page.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      const isUnder = (pointed: Pointed) => {
        const { rect } = pointed.kind === 'link' ? pointed.link : pointed.comment;
        const place = rectToShown(rect, now.geometry, now.pixelsPerPoint);
        return x >= place.x && x <= place.x + place.width && y >= place.y && y <= place.y + place.height;
      };
      return now.places.findLast(isUnder) ?? null;
    };
    const tell = (next: Pointed | null) => {
      if (next === over) return;
      over = next;
      page.toggleAttribute('data-over', next !== null);
      latest.current.pointing.over(next);
    };
    const onMove = (event: PointerEvent) => tell(event.buttons === 0 ? at(event) : null);
    const onLeave = () => tell(null);
    const onDown = (event: PointerEvent) => {
      pressed = { x: event.clientX, y: event.clientY };
    };
    const onClick = (event: MouseEvent) => {
      // The keyboard presses the button itself.
      if (event.detail === 0 || !document.getSelection()?.isCollapsed) return;
      if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > STILL_PX) return;
      const chosen = at(event);
      if (chosen) latest.current.pointing.choose(chosen);
    };
    page.addEventListener('pointermove', onMove);
    page.addEventListener('pointerleave', onLeave);
    page.addEventListener('pointerdown', onDown);
    page.addEventListener('click', onClick);
    return () => {
      tell(null);
      page.removeEventListener('pointermove', onMove);
      page.removeEventListener('pointerleave', onLeave);
      page.removeEventListener('pointerdown', onDown);
      page.removeEventListener('click', onClick);
    };
  }, [layer, isEmpty]);
}
