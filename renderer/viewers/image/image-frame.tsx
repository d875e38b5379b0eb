import { type KeyboardEvent, useRef, useState } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';
import { t } from '../../messages/t.ts';
import { AnchorBar } from '../anchor-bar.tsx';
import { BoxLayer } from '../box-layer.tsx';
import { OverlayMark } from '../overlay-mark.tsx';
import { useDevicePixelRatio, useElementSize } from '../use-element-size.ts';
import type { ViewerProps } from '../viewer-props.ts';
import toolbar from '../viewer-toolbar.module.css';
import { ImageToolbar } from './image-toolbar.tsx';
import {
  type ImageView,
  panImage,
  rectFromFrame,
  rectToFrame,
  type Size,
  showRect,
  zoomImage,
} from './image-view.ts';
import styles from './image-viewer.module.css';
import { PictureHints } from './picture-hints-line.tsx';
import { nextTurn, type Turns, turnRect, turnSize, unturnRect } from './quarter-turns.ts';
import { ShownPicture } from './shown-picture.tsx';
import { useDestination, useDrag, useImageView, useWheel } from './use-image-view.ts';
import type { Picture } from './use-picture.ts';

interface ImageFrameProps extends ViewerProps {
  readonly picture: Picture;
}

const PAN_PX = 60;
const ZOOM_STEP = 1.25;
const PIXELATED_FROM = 3;

/** An opened picture in its frame. Views and boxes are of the picture as it is turned; anchors are of it upright. */
export function ImageFrame(props: ImageFrameProps) {
  const { artifact, picture, choosing, overlays, destination } = props;
  const element = useRef<HTMLDivElement>(null);
  const frame = useElementSize(element);
  const pixelRatio = useDevicePixelRatio();
  const [turns, setTurns] = useState<Turns>(0);
  const motion = useMotion(picture);
  const upright = picture.size;
  const image = turnSize(upright, turns);
  const { view, change, isFitted, fitToFrame, actualSize } = useImageView(image, frame);
  const flashing = useDestination(destination, frame.width > 0, (rect) =>
    change((now) => showRect(now, image, frame, turnRect(rect, upright, turns))),
  );
  const zoomBy = (factor: number, at = { x: frame.width / 2, y: frame.height / 2 }) =>
    change((now) => zoomImage(now, image, frame, factor, at));
  const panBy = (dx: number, dy: number) => change((now) => panImage(now, image, frame, dx, dy));
  const turn = () => {
    setTurns(nextTurn(turns));
    fitToFrame();
  };
  useShortcut('evidence.zoomIn', () => zoomBy(ZOOM_STEP));
  useShortcut('evidence.zoomOut', () => zoomBy(1 / ZOOM_STEP));
  useShortcut('evidence.fit', fitToFrame);
  useShortcut('evidence.actualSize', () => actualSize(pixelRatio));
  useShortcut('evidence.rotate', turn);
  useWheel(element, zoomBy, panBy);
  const drag = useDrag(panBy);

  return (
    <div className={styles.viewer}>
      <ImageToolbar
        percent={view.scale * pixelRatio}
        isFitted={isFitted}
        isActualSize={!isFitted && Math.abs(view.scale * pixelRatio - 1) < 0.001}
        onFit={fitToFrame}
        onActualSize={() => actualSize(pixelRatio)}
        onZoomIn={() => zoomBy(ZOOM_STEP)}
        onZoomOut={() => zoomBy(1 / ZOOM_STEP)}
        onTurn={turn}
        motion={motion}
        choosing={choosing}
      />
      {picture.pictures > 1 && (
        <p className={toolbar.note}>{t('viewer.image.oneOfSeveral', { count: picture.pictures })}</p>
      )}
      <section
        ref={element}
        className={styles.frame}
        aria-label={t('viewer.image.region', { title: artifact.title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is moved with the arrow keys.
        tabIndex={0}
        onKeyDown={(event: KeyboardEvent) => {
          const arrow = ARROWS[event.key];
          if (!arrow || event.target !== event.currentTarget) return;
          event.preventDefault();
          panBy(arrow[0] * PAN_PX, arrow[1] * PAN_PX);
        }}
        {...drag}
      >
        <ShownPicture
          picture={picture}
          title={artifact.title}
          place={rectToFrame({ x: 0, y: 0, ...image }, view)}
          turns={turns}
          isPixelated={view.scale > PIXELATED_FROM}
          isStill={motion?.isMoving === false}
        />
        {overlays.map((overlay) =>
          overlay.target.kind === 'image' ? (
            <OverlayMark
              key={`${overlay.tone} ${overlay.anchor}`}
              tone={overlay.tone}
              label={overlay.label}
              onOpen={overlay.onOpen}
              isBox
              rects={[rectToFrame(turnRect(overlay.target.rect, upright, turns), view)]}
              isFlashing={flashing === overlay.target}
            />
          ) : null,
        )}
        {choosing && (
          <ChosenOnImage choosing={choosing} upright={upright} turns={turns} view={view} frame={frame} />
        )}
      </section>
      <PictureHints
        record={picture.record}
        receivedAt={props.receivedAt ?? null}
        isAnonymous={props.isAnonymous ?? false}
      />
    </div>
  );
}

interface ChosenOnImageProps {
  readonly choosing: NonNullable<ViewerProps['choosing']>;
  readonly upright: Size;
  readonly turns: Turns;
  readonly view: ImageView;
  readonly frame: Size;
}

function ChosenOnImage({ choosing, upright, turns, view, frame }: ChosenOnImageProps) {
  if (choosing.isBoxMode) {
    return (
      <BoxLayer
        start={{
          x: frame.width * 0.35,
          y: frame.height * 0.35,
          width: frame.width * 0.3,
          height: frame.height * 0.3,
        }}
        bounds={frame}
        takesKeys
        onCancel={() => choosing.setBoxMode(false)}
        onBox={(box) => {
          choosing.setBoxMode(false);
          const rect = unturnRect(rectFromFrame(box, view, turnSize(upright, turns)), upright, turns);
          if (rect.width > 0 && rect.height > 0) choosing.choose([{ kind: 'image', rect }]);
        }}
      />
    );
  }
  const chosen = choosing.chosen?.find((target) => target.kind === 'image');
  if (chosen?.kind !== 'image') return null;
  const rect = rectToFrame(turnRect(chosen.rect, upright, turns), view);
  return (
    <>
      <OverlayMark tone="chosen" rects={[rect]} />
      <AnchorBar
        choosing={choosing}
        x={Math.max(4, Math.min(rect.x, frame.width - 240))}
        y={Math.max(4, Math.min(rect.y + rect.height, frame.height - 44))}
        onDrop={() => choosing.choose(null)}
      />
    </>
  );
}

/** A moving picture moves unless the system asks for less motion; either way it can be stopped and started. */
function useMotion({ isAnimated }: Picture) {
  const [isMoving, setMoving] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches);
  return isAnimated ? { isMoving, toggle: () => setMoving(!isMoving) } : null;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
