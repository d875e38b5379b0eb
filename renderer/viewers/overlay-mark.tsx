import type { Rect } from '../../src/domain/anchor.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './overlay-mark.module.css';
import type { OverlayTone } from './viewer-props.ts';

interface OverlayMarkProps {
  /** In pixels of the layer it lies in. */
  readonly rects: readonly Rect[];
  readonly tone: OverlayTone | 'chosen' | 'found' | 'foundHere';
  readonly label?: string;
  /** A drawn box rather than marked words. */
  readonly isBox?: boolean;
  /** Draws the eye for a moment. */
  readonly isFlashing?: boolean;
  /** Pressing the label opens what rests on the place; the rubric offers the same to those without a mouse. */
  readonly onOpen?: (() => void) | undefined;
}

/** Room for a short label in the margin, beside the words rather than over those above. */
const LABEL_PX = 40;

/** An anchor's place on a page or image. The rubric names and lists it for those who cannot see it. */
export function OverlayMark(props: OverlayMarkProps) {
  const { rects, tone, label, isBox = false, isFlashing = false, onOpen } = props;
  return (
    <div
      className={classNames(styles.mark, styles[tone], isBox && styles.box, isFlashing && styles.flashing)}
      aria-hidden
    >
      {rects.map((rect) => (
        <div
          key={`${rect.x} ${rect.y} ${rect.width} ${rect.height}`}
          className={styles.rect}
          data-found-here={tone === 'foundHere' || undefined}
          style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
        />
      ))}
      {label !== undefined && rects[0] !== undefined && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: it is hidden from those who do not see it, and named in the rubric.
        // biome-ignore lint/a11y/noStaticElementInteractions: as above.
        <span
          className={classNames(
            styles.label,
            !isBox && rects[0].x > LABEL_PX && styles.beside,
            onOpen && styles.opens,
          )}
          style={{ left: rects[0].x, top: rects[0].y }}
          onClick={onOpen}
        >
          {label}
        </span>
      )}
    </div>
  );
}
