import { useEffect, useState } from 'react';
import { formatBytes, formatNumber, t } from '../../messages/t.ts';
import { artifactUrl, readStart, UnreadableBytes } from '../artifact-bytes.ts';
import { ArtifactFacts } from '../artifact-facts.tsx';
import { Opening } from '../opening.tsx';
import type { ViewerProps } from '../viewer-props.ts';
import { type DecodedText, decodeText, MAX_TEXT_BYTES } from './decode-text.ts';
import { TextLines } from './text-lines.tsx';

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly text: DecodedText }
  | { readonly kind: 'problem'; readonly words: string };

/** Text or code with line numbers; what is too much to show is said. */
export function TextViewer(props: ViewerProps) {
  const { artifact } = props;
  const [state, setState] = useState<State>({ kind: 'opening' });
  useEffect(() => {
    const controller = new AbortController();
    setState({ kind: 'opening' });
    readStart(artifactUrl(artifact.hash), artifact.sizeBytes, MAX_TEXT_BYTES, controller.signal).then(
      (bytes) => {
        if (controller.signal.aborted) return;
        const text = decodeText(bytes, bytes.length < artifact.sizeBytes);
        setState({ kind: 'open', text });
      },
      (cause) => {
        if (controller.signal.aborted) return;
        const isMissing = cause instanceof UnreadableBytes && cause.status === 404;
        setState({
          kind: 'problem',
          words: t(isMissing ? 'viewer.problem.missing' : 'viewer.problem.unreadable'),
        });
      },
    );
    return () => controller.abort();
  }, [artifact.hash, artifact.sizeBytes]);

  if (artifact.sizeBytes === 0)
    return <ArtifactFacts artifact={artifact} problem={t('viewer.problem.empty')} />;
  switch (state.kind) {
    case 'opening':
      return <Opening title={artifact.title} />;
    case 'problem':
      return <ArtifactFacts artifact={artifact} problem={state.words} />;
    case 'open':
      return (
        <TextLines {...props} lines={state.text.lines} notes={notesOn(state.text, artifact.sizeBytes)} />
      );
  }
}

/** What people should know before they judge by what they see. */
function notesOn(text: DecodedText, sizeBytes: number): readonly string[] {
  const notes: string[] = [];
  if (text.isGuess) notes.push(t('viewer.text.guessed'));
  else if (text.encoding !== 'utf-8')
    notes.push(t('viewer.text.encoding', { encoding: text.encoding.toUpperCase() }));
  if (sizeBytes > MAX_TEXT_BYTES) {
    notes.push(t('viewer.text.cut', { shown: formatBytes(MAX_TEXT_BYTES), size: formatBytes(sizeBytes) }));
  }
  if (text.linesLeftOut > 0) {
    notes.push(
      t('viewer.text.linesCut', {
        shown: formatNumber(text.lines.length),
        left: formatNumber(text.linesLeftOut),
      }),
    );
  }
  return notes;
}
