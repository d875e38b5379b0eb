import { t } from '../../messages/t.ts';
import { ArtifactFacts } from '../artifact-facts.tsx';
import { Opening } from '../opening.tsx';
import type { ViewerProps } from '../viewer-props.ts';
import { ImageFrame } from './image-frame.tsx';
import { usePicture } from './use-picture.ts';

/** A picture to zoom, turn and move, by mouse or keyboard. */
export function ImageViewer(props: ViewerProps) {
  const { artifact } = props;
  return artifact.sizeBytes === 0 ? (
    <ArtifactFacts artifact={artifact} problem={t('viewer.problem.empty')} />
  ) : (
    <OpenedImage {...props} />
  );
}

function OpenedImage(props: ViewerProps) {
  const { artifact } = props;
  const state = usePicture(artifact);
  switch (state.kind) {
    case 'opening':
      return <Opening title={artifact.title} />;
    case 'problem':
      return <ArtifactFacts artifact={artifact} problem={state.problem} />;
    case 'ready':
      return <ImageFrame {...props} picture={state.picture} />;
  }
}
