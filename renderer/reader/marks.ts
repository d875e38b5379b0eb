import type { AnchorTarget, Rect } from '../../src/domain/anchor.ts';
import type { Places } from './places.ts';
import type { FrameOverlay, MarkTone } from './protocol.ts';
import type { Located } from './reader-page.ts';

/** Anchors drawn over the document, and the eye drawn to one of them. */
export interface Marks {
  /** Draws these instead of the ones before. Returns how many have no place on the page as it is now. */
  show(overlays: readonly FrameOverlay[]): number;
  /** Places boxes and labels again: the layout changed. */
  place(): void;
  /** Goes to a place and draws the eye to it; whether there is one. */
  goTo(target: AnchorTarget): Promise<boolean>;
}

const TONES: readonly MarkTone[] = ['mine', 'markerA', 'markerB'];
const FLASH_MS = 1200;
const MAX_FLASHED = 200;

interface Placed {
  readonly overlay: FrameOverlay;
  readonly located: Located;
}

/** `layer` lies over the document, scrolls with it, and takes no clicks but on labels that open something. */
export function marksOn(layer: HTMLElement, places: Places, onPress: (id: string) => void): Marks {
  let placed: readonly Placed[] = [];
  let flashing: { located: Located; until: number } | null = null;

  const draw = () => {
    const origin = layer.getBoundingClientRect();
    const drawn: HTMLElement[] = [];
    for (const { overlay, located } of placed) {
      if (located.kind === 'boxes') drawn.push(...boxes(rectsOf(located), origin, `box ${overlay.tone}`));
      const first = rectsOf(located)[0];
      if (first && overlay.label !== '') drawn.push(label(overlay, first, origin, onPress));
    }
    if (flashing) {
      drawn.push(...boxes(mergeLines(rectsOf(flashing.located)).slice(0, MAX_FLASHED), origin, 'flash'));
    }
    layer.replaceChildren(...drawn);
  };

  return {
    show(overlays) {
      placed = overlays.flatMap((overlay) => {
        const located = places.locate(overlay.target);
        return located ? [{ overlay, located }] : [];
      });
      for (const tone of TONES) {
        const ranges = placed.flatMap(({ overlay, located }) =>
          overlay.tone === tone && located.kind === 'words' ? located.ranges : [],
        );
        CSS.highlights.set(tone, new Highlight(...ranges));
      }
      draw();
      return overlays.length - placed.length;
    },
    place: draw,
    async goTo(target) {
      await places.own?.reveal?.(target);
      const located = places.locate(target);
      if (!located) return false;
      bringIntoView(located);
      const mine = { located, until: performance.now() + FLASH_MS };
      flashing = mine;
      draw();
      setTimeout(() => {
        if (flashing !== mine) return;
        flashing = null;
        draw();
      }, FLASH_MS);
      return true;
    },
  };
}

function elementOf(located: Located): Element | null {
  if (located.kind === 'boxes') return located.boxes[0]?.element ?? null;
  const start = located.ranges[0]?.startContainer;
  return (start instanceof Element ? start : start?.parentElement) ?? null;
}

function bringIntoView(located: Located): void {
  for (let above = elementOf(located); above; above = above.parentElement) {
    if (above instanceof HTMLDetailsElement) above.open = true;
  }
  elementOf(located)?.scrollIntoView({ block: 'center', inline: 'nearest' });
  // The element may be longer than the window: then the words themselves are brought in.
  const rect = rectsOf(located)[0];
  if (rect && (rect.top < 0 || rect.bottom > innerHeight)) scrollBy({ top: rect.top - innerHeight / 3 });
}

function rectsOf(located: Located): DOMRect[] {
  if (located.kind === 'words') return located.ranges.flatMap((range) => [...range.getClientRects()]);
  return located.boxes.map(({ element, rect }) => {
    const whole = element.getBoundingClientRect();
    if (!rect) return whole;
    // In the element's own pixels, which zoom enlarges.
    const scale =
      element instanceof HTMLElement && element.offsetWidth > 0 ? whole.width / element.offsetWidth : 1;
    return new DOMRect(
      whole.left + rect.x * scale,
      whole.top + rect.y * scale,
      rect.width * scale,
      rect.height * scale,
    );
  });
}

/** Rectangles of one line as one. */
function mergeLines(rects: readonly DOMRect[]): DOMRect[] {
  const lines: DOMRect[] = [];
  for (const rect of rects) {
    if (rect.width === 0 || rect.height === 0) continue;
    const last = lines.at(-1);
    const isSameLine =
      last !== undefined &&
      Math.abs(last.top + last.height / 2 - rect.top - rect.height / 2) <
        Math.min(last.height, rect.height) / 2 &&
      rect.left <= last.right + 12 &&
      rect.right >= last.left - 12;
    if (last === undefined || !isSameLine) {
      lines.push(DOMRect.fromRect(rect));
      continue;
    }
    const left = Math.min(last.left, rect.left);
    const top = Math.min(last.top, rect.top);
    const right = Math.max(last.right, rect.right);
    const bottom = Math.max(last.bottom, rect.bottom);
    lines[lines.length - 1] = new DOMRect(left, top, right - left, bottom - top);
  }
  return lines;
}

function boxes(rects: readonly DOMRect[], origin: DOMRect, className: string): HTMLElement[] {
  return rects.map((rect) => {
    const box = document.createElement('div');
    box.className = className;
    box.style.cssText = `left:${rect.left - origin.left}px;top:${rect.top - origin.top}px;width:${rect.width}px;height:${rect.height}px`;
    return box;
  });
}

function label(
  overlay: FrameOverlay,
  rect: DOMRect,
  origin: DOMRect,
  onPress: (id: string) => void,
): HTMLElement {
  const tag = document.createElement('span');
  tag.className = `label ${overlay.tone}`;
  tag.textContent = overlay.label;
  tag.style.cssText = `left:${Math.max(0, rect.left - origin.left)}px;top:${rect.top - origin.top}px`;
  if (overlay.opens) {
    tag.classList.add('opens');
    // Not by keyboard: the rubric offers the same, and names the place, for those without a mouse.
    tag.addEventListener('click', (event) => {
      if (event.isTrusted) onPress(overlay.id);
    });
  }
  return tag;
}

/** Around everything that is chosen, in pixels of the frame. */
export function around(what: Range | Element): Rect {
  const { x, y, width, height } = what.getBoundingClientRect();
  return { x, y, width, height };
}
