import { useState } from 'react';
import { t } from '../messages/t.ts';
import { artifactUrl } from './artifact-bytes.ts';
import { ArtifactFacts } from './artifact-facts.tsx';
import styles from './media-viewer.module.css';
import type { ViewerProps } from './viewer-props.ts';

/** Sound and moving pictures in the system's own player, if it can play them. */
export function MediaViewer({ artifact }: ViewerProps) {
  const [cannotPlay, setCannotPlay] = useState(false);
  if (cannotPlay) {
    return (
      <ArtifactFacts
        artifact={artifact}
        problem={t('viewer.media.cannotPlay', { type: artifact.mediaType })}
      />
    );
  }
  const about = {
    src: artifactUrl(artifact.hash),
    controls: true,
    preload: 'metadata',
    'aria-label': artifact.title,
    onError: () => setCannotPlay(true),
    controlsList: 'nodownload noremoteplayback',
  } as const;
  return (
    <div className={styles.frame}>
      {artifact.viewer === 'audio' ? (
        <audio {...about} className={styles.audio} />
      ) : (
        <video {...about} className={styles.video} disablePictureInPicture />
      )}
    </div>
  );
}
