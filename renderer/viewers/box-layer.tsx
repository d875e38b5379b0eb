import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Rect } from '../../src/domain/anchor.ts';
import { t } from '../messages/t.ts';
import styles from './box-layer.module.css';
import { rectBetween } from './pdf/page-geometry.ts';

interface BoxLayerProps {
  /** A rectangle in pixels of this layer to start from when the keyboard is used. */
  readonly start: Rect;
  readonly bounds: { readonly width: number; readonly height: number };
  /** This layer takes the keys: it is the page one is on. */
  readonly takesKeys: boolean;
  readonly onBox: (rect: Rect) => void;
  readonly onCancel: () => void;
}

const STEP_PX = 8;
const SMALLEST_PX = 4;

/** Lies over a page or image while a box is drawn: by dragging, or with arrow keys and Enter. */
export function BoxLayer({ start, bounds, takesKeys, onBox, onCancel }: BoxLayerProps) {
  const layer = useRef<HTMLDivElement>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const [rect, setRect] = useState<Rect | null>(null);

  useEffect(() => {
    if (takesKeys) layer.current?.focus({ preventScroll: true });
  }, [takesKeys]);

  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: Math.min(bounds.width, Math.max(0, event.clientX - box.left)),
      y: Math.min(bounds.height, Math.max(0, event.clientY - box.top)),
    };
  };
  const keep = (next: Rect) => {
    const width = Math.min(bounds.width, Math.max(SMALLEST_PX, next.width));
    const height = Math.min(bounds.height, Math.max(SMALLEST_PX, next.height));
    setRect({
      x: Math.min(bounds.width - width, Math.max(0, next.x)),
      y: Math.min(bounds.height - height, Math.max(0, next.y)),
      width,
      height,
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const now = rect ?? start;
      const [dx, dy] = [arrow[0] * STEP_PX, arrow[1] * STEP_PX];
      keep(
        event.shiftKey
          ? { ...now, width: now.width + dx, height: now.height + dy }
          : { ...now, x: now.x + dx, y: now.y + dy },
      );
    } else if (event.key === 'Enter') onBox(rect ?? start);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = rect ?? (takesKeys ? start : null);
  return (
    <div
      ref={layer}
      className={styles.layer}
      role="application"
      aria-label={t('anchor.box')}
      aria-roledescription={t('anchor.boxKeys')}
      tabIndex={takesKeys ? 0 : -1}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = at(event);
        setRect(null);
      }}
      onPointerMove={(event) => {
        const corner = from.current;
        if (!corner) return;
        const now = at(event);
        setRect(rectBetween(corner.x, corner.y, now.x, now.y));
      }}
      onPointerUp={() => {
        from.current = null;
        if (rect && rect.width >= SMALLEST_PX && rect.height >= SMALLEST_PX) onBox(rect);
      }}
    >
      {shown && (
        <div
          className={styles.box}
          style={{ left: shown.x, top: shown.y, width: shown.width, height: shown.height }}
        />
      )}
    </div>
  );
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
