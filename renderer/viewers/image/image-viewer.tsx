import { Maximize, Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useShortcutCaps } from '../../app/shortcut-keys.tsx';
import { useShortcut } from '../../app/shortcuts.ts';
import { formatPercent, t } from '../../messages/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { AnchorBar } from '../anchor-bar.tsx';
import { artifactUrl } from '../artifact-bytes.ts';
import { ArtifactFacts } from '../artifact-facts.tsx';
import { BoxLayer } from '../box-layer.tsx';
import { OverlayMark } from '../overlay-mark.tsx';
import { BoxButton } from '../pdf/pdf-toolbar.tsx';
import { useElementSize } from '../use-element-size.ts';
import type { ViewerProps } from '../viewer-props.ts';
import toolbar from '../viewer-toolbar.module.css';
import {
  fitImage,
  type ImageView,
  MAX_IMAGE_PIXELS,
  panImage,
  rectFromFrame,
  rectToFrame,
  type Size,
  showRect,
  zoomImage,
} from './image-view.ts';
import styles from './image-viewer.module.css';

type Problem = 'broken' | 'too_large';

/** A picture to zoom and move, by mouse or keyboard. */
export function ImageViewer(props: ViewerProps) {
  const { artifact } = props;
  const [natural, setNatural] = useState<Size | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (artifact.sizeBytes === 0)
    return <ArtifactFacts artifact={artifact} problem={t('viewer.problem.empty')} />;
  if (problem !== null) {
    const words = problem === 'broken' ? t('viewer.image.broken') : t('viewer.image.tooLarge');
    return <ArtifactFacts artifact={artifact} problem={words} />;
  }
  return (
    <ImageFrame
      {...props}
      natural={natural}
      onLoad={(size) => {
        if (size.width * size.height > MAX_IMAGE_PIXELS) setProblem('too_large');
        else setNatural(size);
      }}
      onBroken={() => setProblem('broken')}
    />
  );
}

interface ImageFrameProps extends ViewerProps {
  readonly natural: Size | null;
  readonly onLoad: (size: Size) => void;
  readonly onBroken: () => void;
}

const PAN_PX = 60;
const ZOOM_STEP = 1.25;

function ImageFrame(props: ImageFrameProps) {
  const { artifact, natural, choosing, overlays } = props;
  const element = useRef<HTMLDivElement>(null);
  const frame = useElementSize(element);
  const image = natural ?? { width: 1, height: 1 };
  const { view, change, isFitted, fit } = useImageView(image, frame);
  const flashing = useDestination(props, (rect) => change((now) => showRect(now, image, frame, rect)), frame);
  const zoomBy = (factor: number, at = { x: frame.width / 2, y: frame.height / 2 }) =>
    change((now) => zoomImage(now, image, frame, factor, at));
  const panBy = (dx: number, dy: number) => change((now) => panImage(now, image, frame, dx, dy));
  useShortcut('evidence.zoomIn', () => zoomBy(ZOOM_STEP));
  useShortcut('evidence.zoomOut', () => zoomBy(1 / ZOOM_STEP));
  useShortcut('evidence.fit', fit);
  useWheel(element, zoomBy, panBy);
  const drag = useDrag(panBy);
  const shown = rectToFrame({ x: 0, y: 0, ...image }, view);

  return (
    <div className={styles.viewer}>
      <ImageToolbar
        percent={view.scale}
        isFitted={isFitted}
        onFit={fit}
        onZoom={zoomBy}
        choosing={choosing}
      />
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
        <img
          className={styles.image}
          style={{ left: shown.x, top: shown.y, width: shown.width, height: shown.height }}
          src={artifactUrl(artifact.hash)}
          alt={artifact.title}
          draggable={false}
          data-pixelated={view.scale > 3 || undefined}
          onLoad={(event) => {
            const { naturalWidth: width, naturalHeight: height } = event.currentTarget;
            // A drawing without a size of its own gets a sheet to lie on.
            props.onLoad(width > 0 && height > 0 ? { width, height } : { width: 1000, height: 1000 });
          }}
          onError={props.onBroken}
        />
        {natural && (
          <>
            {overlays.map((overlay) =>
              overlay.target.kind === 'image' ? (
                <OverlayMark
                  key={`${overlay.tone} ${overlay.anchor}`}
                  tone={overlay.tone}
                  label={overlay.label}
                  isBox
                  rects={[rectToFrame(overlay.target.rect, view)]}
                  isFlashing={flashing === overlay.target}
                />
              ) : null,
            )}
            <ChosenOnImage {...props} natural={natural} view={view} frame={frame} />
          </>
        )}
      </section>
    </div>
  );
}

function ImageToolbar(props: {
  readonly percent: number;
  readonly isFitted: boolean;
  readonly onFit: () => void;
  readonly onZoom: (factor: number) => void;
  readonly choosing: ViewerProps['choosing'];
}) {
  const zoomIn = useShortcutCaps('evidence.zoomIn');
  const zoomOut = useShortcutCaps('evidence.zoomOut');
  const fit = useShortcutCaps('evidence.fit');
  return (
    <div className={toolbar.toolbar} role="toolbar" aria-label={t('viewer.toolbar')}>
      <span className={toolbar.gap} />
      <IconButton label={t('viewer.zoomOut')} keys={zoomOut} onPress={() => props.onZoom(1 / ZOOM_STEP)}>
        <Minus aria-hidden />
      </IconButton>
      <span className={toolbar.count}>{formatPercent(props.percent)}</span>
      <IconButton label={t('viewer.zoomIn')} keys={zoomIn} onPress={() => props.onZoom(ZOOM_STEP)}>
        <Plus aria-hidden />
      </IconButton>
      <IconButton label={t('viewer.fitPage')} keys={fit} isPressed={props.isFitted} onPress={props.onFit}>
        <Maximize aria-hidden />
      </IconButton>
      <span className={toolbar.gap} />
      {props.choosing && <BoxButton choosing={props.choosing} />}
    </div>
  );
}

function ChosenOnImage(
  props: ImageFrameProps & { readonly natural: Size; readonly view: ImageView; readonly frame: Size },
) {
  const { choosing, natural, view, frame } = props;
  if (!choosing) return null;
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
          const rect = rectFromFrame(box, view, natural);
          if (rect.width > 0 && rect.height > 0) choosing.choose([{ kind: 'image', rect }]);
        }}
      />
    );
  }
  const chosen = choosing.chosen?.find((target) => target.kind === 'image');
  if (chosen?.kind !== 'image') return null;
  const rect = rectToFrame(chosen.rect, view);
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

/** Fitted until zoomed or moved; then as left, kept within the frame when that changes. */
function useImageView(image: Size, frame: Size) {
  const [own, setOwn] = useState<ImageView | null>(null);
  const fitted = fitImage(image, frame);
  const view = own === null ? fitted : panImage(own, image, frame, 0, 0);
  const latest = useRef(view);
  latest.current = view;
  const change = useCallback((next: (now: ImageView) => ImageView) => {
    latest.current = next(latest.current);
    setOwn(latest.current);
  }, []);
  return { view, change, isFitted: own === null, fit: () => setOwn(null) };
}

function useDestination(
  { destination, natural }: ImageFrameProps,
  show: (rect: Extract<NonNullable<ViewerProps['destination']>['target'], { kind: 'image' }>['rect']) => void,
  frame: Size,
) {
  const [flashing, setFlashing] = useState<unknown>(null);
  const latest = useRef(show);
  latest.current = show;
  const isReady = natural !== null && frame.width > 0;
  useEffect(() => {
    if (!isReady || destination?.target.kind !== 'image') return;
    latest.current(destination.target.rect);
    setFlashing(destination.target);
    const timer = setTimeout(() => setFlashing(null), 1200);
    return () => clearTimeout(timer);
  }, [destination, isReady]);
  return flashing;
}

function useWheel(
  element: React.RefObject<HTMLElement | null>,
  zoomBy: (factor: number, at: { x: number; y: number }) => void,
  panBy: (dx: number, dy: number) => void,
) {
  const latest = useRef({ zoomBy, panBy });
  latest.current = { zoomBy, panBy };
  useEffect(() => {
    const frame = element.current;
    if (!frame) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = frame.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        const at = { x: event.clientX - box.left, y: event.clientY - box.top };
        latest.current.zoomBy(Math.exp(-event.deltaY / 300), at);
      } else latest.current.panBy(-event.deltaX, -event.deltaY);
    };
    frame.addEventListener('wheel', onWheel, { passive: false });
    return () => frame.removeEventListener('wheel', onWheel);
  }, [element]);
}

function useDrag(panBy: (dx: number, dy: number) => void) {
  const last = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
      if (event.target !== event.currentTarget && !(event.target instanceof HTMLImageElement)) return;
      last.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (!last.current) return;
      panBy(event.clientX - last.current.x, event.clientY - last.current.y);
      last.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      last.current = null;
    },
  };
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
