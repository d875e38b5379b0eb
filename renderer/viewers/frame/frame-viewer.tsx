import { Code, FileText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../messages/t.ts';
import type { ReaderKind, RefusalCode } from '../../reader/protocol.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ArtifactFacts } from '../artifact-facts.tsx';
import { Opening } from '../opening.tsx';
import type { ViewerProps } from '../viewer-props.ts';
import toolbar from '../viewer-toolbar.module.css';
import type { FrameEnd } from './frame-session.ts';
import styles from './frame-viewer.module.css';
import { FramedDocument } from './framed-document.tsx';

const TextViewer = lazy(() =>
  import('../text/text-viewer.tsx').then((room) => ({ default: room.TextViewer })),
);

interface FrameViewerProps extends ViewerProps {
  readonly reader: ReaderKind;
}

type Problem =
  | { readonly kind: 'ended'; readonly end: FrameEnd | 'stopped' }
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'unreadable'; readonly isMissing: boolean };

const MB = 2 ** 20;
/** Larger files are not handed to the frame at all. */
const MAX_BYTES: Readonly<Record<ReaderKind, number>> = {
  document: 150 * MB,
  slides: 300 * MB,
  sheet: 100 * MB,
  web: 32 * MB,
  drawing: 32 * MB,
  markdown: 8 * MB,
  message: 64 * MB,
  notebook: 64 * MB,
};
/** What is text underneath can be read as that too. */
const HAS_SOURCE: ReadonlySet<ReaderKind> = new Set(['web', 'drawing', 'markdown', 'message', 'notebook']);

/** Evidence that is more than text, in a frame where it cannot act; its source where it has one. */
export function FrameViewer({ reader, ...props }: FrameViewerProps) {
  const { artifact, destination } = props;
  const [isSource, setIsSource] = useState(destination?.target.kind === 'lines' && reader !== 'markdown');
  const [followed, setFollowed] = useState(destination);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const hasSource = HAS_SOURCE.has(reader);
  if (destination !== followed) {
    setFollowed(destination);
    // A place in the text is not in the source, nor the other way round.
    if (destination?.target.kind === 'text') setIsSource(false);
    if (destination?.target.kind === 'lines' && hasSource && reader !== 'markdown') setIsSource(true);
  }
  const toggle = hasSource && (
    <IconButton
      label={t(isSource ? 'viewer.frame.showPage' : 'viewer.frame.showSource')}
      isPressed={isSource}
      onPress={() => setIsSource(!isSource)}
    >
      {isSource ? <FileText aria-hidden /> : <Code aria-hidden />}
    </IconButton>
  );

  if (isSource) {
    return (
      <div className={styles.viewer}>
        <div className={toolbar.toolbar}>
          <span className={toolbar.name}>{t('viewer.frame.source')}</span>
          {toggle}
        </div>
        <div className={styles.source}>
          <Suspense fallback={<Opening title={artifact.title} />}>
            <TextViewer {...props} />
          </Suspense>
        </div>
      </div>
    );
  }
  const tooLarge = artifact.sizeBytes > MAX_BYTES[reader];
  if (problem !== null || tooLarge) {
    const isWorthAgain = problem !== null && problem.kind !== 'refused';
    return (
      <ArtifactFacts
        artifact={artifact}
        problem={problem === null ? t('viewer.refused.tooLarge') : inWords(problem)}
        actions={
          <>
            {isWorthAgain && (
              <Button
                kind="primary"
                onPress={() => {
                  setProblem(null);
                  setAttempt(attempt + 1);
                }}
              >
                {t('viewer.frame.again')}
              </Button>
            )}
            {hasSource && <Button onPress={() => setIsSource(true)}>{t('viewer.frame.showSource')}</Button>}
          </>
        }
      />
    );
  }
  return (
    <FramedDocument
      key={attempt}
      {...props}
      reader={reader}
      sourceToggle={toggle}
      onEnd={(end) => setProblem({ kind: 'ended', end })}
      onRefused={(code) => setProblem({ kind: 'refused', code })}
      onUnreadable={(isMissing) => setProblem({ kind: 'unreadable', isMissing })}
    />
  );
}

function inWords(problem: Problem): string {
  switch (problem.kind) {
    case 'ended':
      return t(`viewer.frame.${problem.end}`);
    case 'refused':
      return t(`viewer.refused.${problem.code}`);
    case 'unreadable':
      return t(problem.isMissing ? 'viewer.problem.missing' : 'viewer.problem.unreadable');
  }
}
