import type { AnchorTarget, Rect } from '../../../src/domain/anchor.ts';
import type { Located, ReaderPage } from '../reader-page.ts';

const POINTS_PER_PIXEL = 72 / 96;
/** A box of fewer pixels was a click. */
const SMALLEST = 6;

/**
 * A box drawn with the pointer on a slide, beside its words, is chosen as a place on that page, in points of the
 * slide; words are selected as everywhere. Page anchors are drawn over their slide.
 */
export function chooseBoxes(page: ReaderPage, deck: HTMLElement): void {
  page.places({ targetsOf: () => null, locate: (target) => locate(deck, target) });
  let box: { slide: HTMLElement; element: HTMLElement; from: DOMPoint } | null = null;
  let drawn: HTMLElement | null = null;

  const drop = () => {
    drawn?.remove();
    drawn = null;
  };
  deck.addEventListener('pointerdown', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (drawn !== null) page.choose(null);
    drop();
    const slide = target?.closest<HTMLElement>('.assay-slide') ?? null;
    if (event.button !== 0 || slide === null || target?.closest('.assay-words, td')) return;
    event.preventDefault();
    document.getSelection()?.removeAllRanges();
    const element = document.createElement('div');
    element.className = 'assay-box';
    element.setAttribute('data-furniture', '');
    box = { slide, element, from: pointIn(slide, event) };
    slide.setPointerCapture(event.pointerId);
  });
  deck.addEventListener('pointermove', (event) => {
    if (box === null) return;
    const rect = between(box.from, pointIn(box.slide, event), box.slide);
    box.slide.append(box.element);
    for (const [name, value] of [
      ['left', rect.x],
      ['top', rect.y],
      ['width', rect.width],
      ['height', rect.height],
    ] as const) {
      box.element.style.setProperty(name, `${value}px`);
    }
  });
  deck.addEventListener('pointerup', (event) => {
    if (box === null) return;
    const { slide, element, from } = box;
    box = null;
    const rect = between(from, pointIn(slide, event), slide);
    if (rect.width < SMALLEST || rect.height < SMALLEST) {
      element.remove();
      return;
    }
    drawn = element;
    page.choose([{ kind: 'page', page: pageOf(slide), rects: [inPoints(rect)], quote: null }], element);
  });
}

function pageOf(slide: HTMLElement): number {
  return Number(slide.dataset.page ?? 1);
}

/** In the slide's own pixels, before any zoom. */
function pointIn(slide: HTMLElement, event: PointerEvent): DOMPoint {
  const whole = slide.getBoundingClientRect();
  const scale = slide.offsetWidth > 0 ? whole.width / slide.offsetWidth : 1;
  return new DOMPoint((event.clientX - whole.left) / scale, (event.clientY - whole.top) / scale);
}

function between(one: DOMPoint, other: DOMPoint, slide: HTMLElement): Rect {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const left = within(Math.min(one.x, other.x), slide.offsetWidth);
  const top = within(Math.min(one.y, other.y), slide.offsetHeight);
  const right = within(Math.max(one.x, other.x), slide.offsetWidth);
  const bottom = within(Math.max(one.y, other.y), slide.offsetHeight);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function inPoints(rect: Rect): Rect {
  return scaled(rect, POINTS_PER_PIXEL);
}

function scaled({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x * by, y: y * by, width: width * by, height: height * by };
}

function locate(deck: HTMLElement, target: AnchorTarget): Located | null {
  if (target.kind !== 'page') return null;
  const slide = deck.querySelector(`.assay-slide[data-page="${target.page}"]`);
  if (slide === null) return null;
  const boxes = target.rects.map((rect) => ({ element: slide, rect: scaled(rect, 1 / POINTS_PER_PIXEL) }));
  return { kind: 'boxes', boxes };
}
