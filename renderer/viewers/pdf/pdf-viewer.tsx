import { useCallback, useEffect, useRef, useState } from 'react';
import { t } from '../../messages/t.ts';
import { artifactUrl } from '../artifact-bytes.ts';
import { ArtifactFacts } from '../artifact-facts.tsx';
import { Opening } from '../opening.tsx';
import type { ViewerProps } from '../viewer-props.ts';
import { openPdf, type PdfProblem } from './open-pdf.ts';
import type { PageGeometry } from './page-geometry.ts';
import { PasswordForm } from './password-form.tsx';
import { PdfReader } from './pdf-reader.tsx';
import type { PdfDocument } from './pdf-types.ts';

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly pdf: PdfDocument; readonly firstPage: PageGeometry }
  | { readonly kind: 'problem'; readonly problem: PdfProblem };

/** A PDF, or plainly why it is not shown. A password typed here lasts until the document is left, and is kept nowhere. */
export function PdfViewer(props: ViewerProps) {
  const { artifact } = props;
  const [password, setPassword] = useState<string>();
  const [state, setState] = useState<State>({ kind: 'opening' });
  const open = useRef<{ readonly again: () => void }>(null);

  useEffect(() => {
    const controller = new AbortController();
    const source = { url: artifactUrl(artifact.hash), sizeBytes: artifact.sizeBytes, password };
    let current: PdfDocument | undefined;
    let isOpening = false;
    const start = async () => {
      if (isOpening) return;
      isOpening = true;
      const result = await openPdf(source, controller.signal);
      isOpening = false;
      if (!result.ok) {
        if (!controller.signal.aborted) setState({ kind: 'problem', problem: result.problem });
        return;
      }
      if (controller.signal.aborted) {
        await result.pdf.close();
        return;
      }
      const before = current;
      current = result.pdf;
      setState({ kind: 'open', pdf: result.pdf, firstPage: result.firstPage });
      await before?.close();
    };
    setState({ kind: 'opening' });
    open.current = { again: () => void start() };
    void start();
    return () => {
      controller.abort();
      void current?.close();
    };
  }, [artifact.hash, artifact.sizeBytes, password]);

  const onStuck = useCallback(() => open.current?.again(), []);
  switch (state.kind) {
    case 'opening':
      return <Opening title={artifact.title} />;
    case 'open':
      return <PdfReader {...props} pdf={state.pdf} firstPage={state.firstPage} onStuck={onStuck} />;
    case 'problem':
      return state.problem.kind === 'password' ? (
        <PasswordForm wasWrong={state.problem.wasWrong} onPassword={setPassword} />
      ) : (
        <ArtifactFacts artifact={artifact} problem={problemInWords(state.problem)} />
      );
  }
}

/** One sentence a person understands. */
function problemInWords(problem: Exclude<PdfProblem, { kind: 'password' }>): string {
  switch (problem.kind) {
    case 'empty':
      return t('viewer.problem.empty');
    case 'broken':
      return t('viewer.pdf.broken');
    case 'encryption':
      return t('viewer.pdf.encryption');
    case 'no_pages':
      return t('viewer.pdf.noPages');
    case 'too_slow':
      return t('viewer.pdf.tooSlow');
    case 'unreadable':
      return t(problem.isMissing ? 'viewer.problem.missing' : 'viewer.problem.unreadable');
  }
}
