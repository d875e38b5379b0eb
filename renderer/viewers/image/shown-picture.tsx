import { type CSSProperties, useEffect, useRef, useState } from 'react';
import type { Rect } from '../../../src/domain/anchor.ts';
import styles from './image-viewer.module.css';
import { type Turns, turnSize } from './quarter-turns.ts';
import type { Picture } from './use-picture.ts';

interface ShownPictureProps {
  readonly picture: Picture;
  readonly title: string;
  /** Where the turned picture lies, in pixels of the frame. */
  readonly place: Rect;
  readonly turns: Turns;
  readonly isPixelated: boolean;
  /** A moving picture shows its first frame only. */
  readonly isStill: boolean;
}

/** The picture itself, at its place and turned. */
export function ShownPicture({ picture, title, place, turns, isPixelated, isStill }: ShownPictureProps) {
  // It is laid out upright around the same middle and then turned.
  const { width, height } = turnSize(place, turns);
  const style: CSSProperties = {
    left: place.x + (place.width - width) / 2,
    top: place.y + (place.height - height) / 2,
    width,
    height,
    transform: turns === 0 ? undefined : `rotate(${turns * 90}deg)`,
  };
  const about = { className: styles.image, style, 'data-pixelated': isPixelated || undefined };
  const { source } = picture;
  if (source.kind === 'bitmap' || (picture.isAnimated && isStill)) {
    return <Painted key={String(isStill)} picture={picture} title={title} about={about} />;
  }
  return <Loaded url={source.url} title={title} about={about} />;
}

/** Painted only once it is all there: Chromium keeps the pixels of each half-read state as a picture of its own. */
function Loaded(props: { readonly url: string; readonly title: string; readonly about: About }) {
  const { url, title, about } = props;
  const [isLoaded, setLoaded] = useState(false);
  const style: CSSProperties = isLoaded ? about.style : { ...about.style, visibility: 'hidden' };
  return (
    <img
      {...about}
      style={style}
      src={url}
      alt={title}
      draggable={false}
      onLoad={() => setLoaded(true)}
      onError={() => setLoaded(true)}
    />
  );
}

interface About {
  readonly className: string | undefined;
  readonly style: CSSProperties;
}

/** Pixels that were decoded here, or the first frame of what would move. */
function Painted(props: { readonly picture: Picture; readonly title: string; readonly about: About }) {
  const { picture, title, about } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paper = canvas.current?.getContext('2d');
    if (!paper) return;
    const { source } = picture;
    if (source.kind === 'bitmap') {
      paper.drawImage(source.bitmap, 0, 0);
      return;
    }
    // A moving picture that is drawn gives its first frame.
    const image = new Image();
    image.onload = () => paper.drawImage(image, 0, 0);
    image.src = source.url;
    return () => {
      image.onload = null;
    };
  }, [picture]);
  return (
    <canvas
      {...about}
      ref={canvas}
      width={picture.size.width}
      height={picture.size.height}
      role="img"
      aria-label={title}
    />
  );
}
