import { Component, lazy, type ReactNode, Suspense } from 'react';
import { t } from '../messages/t.ts';
import { ArchiveViewer } from './archive/archive-viewer.tsx';
import { ArtifactFacts } from './artifact-facts.tsx';
import { ImageViewer } from './image/image-viewer.tsx';
import { MediaViewer } from './media/media-viewer.tsx';
import { Opening } from './opening.tsx';
import type { ViewerProps } from './viewer-props.ts';

// The heavy ones are loaded when the first artifact of their kind is.
const PdfViewer = lazy(() => import('./pdf/pdf-viewer.tsx').then((room) => ({ default: room.PdfViewer })));
const TextViewer = lazy(() =>
  import('./text/text-viewer.tsx').then((room) => ({ default: room.TextViewer })),
);
const FrameViewer = lazy(() =>
  import('./frame/frame-viewer.tsx').then((room) => ({ default: room.FrameViewer })),
);

/** Shows an artifact the way its bytes ask for. A viewer that breaks takes only its own pane with it. */
export function ArtifactViewer(props: ViewerProps) {
  const { artifact } = props;
  return (
    <Guard
      key={artifact.hash}
      fallback={<ArtifactFacts artifact={artifact} problem={t('viewer.problem.crashed')} />}
    >
      <Suspense fallback={<Opening title={artifact.title} />}>
        <ViewerOfKind {...props} />
      </Suspense>
    </Guard>
  );
}

function ViewerOfKind(props: ViewerProps) {
  switch (props.artifact.viewer) {
    case 'pdf':
      return <PdfViewer {...props} />;
    case 'image':
      return <ImageViewer {...props} />;
    case 'text':
    case 'code':
      return <TextViewer {...props} />;
    case 'video':
    case 'audio':
      return <MediaViewer {...props} />;
    case 'archive':
      return <ArchiveViewer {...props} viewer={ArtifactViewer} />;
    case 'document':
    case 'slides':
    case 'sheet':
    case 'web':
    case 'drawing':
    case 'markdown':
    case 'message':
    case 'notebook':
      return <FrameViewer {...props} reader={props.artifact.viewer} />;
    case 'other':
      return <ArtifactFacts artifact={props.artifact} problem={t('viewer.problem.kind')} />;
  }
}

interface GuardProps {
  readonly children: ReactNode;
  readonly fallback: ReactNode;
}

class Guard extends Component<GuardProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
