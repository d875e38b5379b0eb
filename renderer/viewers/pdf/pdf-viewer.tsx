import { useEffect, useState } from 'react';
import { t } from '../../messages/t.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { artifactUrl } from '../artifact-bytes.ts';
import { ArtifactFacts } from '../artifact-facts.tsx';
import { Opening } from '../opening.tsx';
import type { ViewerProps } from '../viewer-props.ts';
import { openPdf, type PdfProblem } from './open-pdf.ts';
import type { PageGeometry } from './page-geometry.ts';
import { PdfReader } from './pdf-reader.tsx';
import { geometryOf, type PdfDocument } from './pdf-types.ts';
import styles from './pdf-viewer.module.css';

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly pdf: PdfDocument; readonly firstPage: PageGeometry }
  | { readonly kind: 'problem'; readonly problem: PdfProblem };

/** A PDF, or plainly why it is not shown. A password typed here is used once and kept nowhere. */
export function PdfViewer(props: ViewerProps) {
  const { artifact } = props;
  const [password, setPassword] = useState<string>();
  const [state, setState] = useState<State>({ kind: 'opening' });

  useEffect(() => {
    const controller = new AbortController();
    let opened: PdfDocument | undefined;
    setState({ kind: 'opening' });
    void (async () => {
      const source = { url: artifactUrl(artifact.hash), sizeBytes: artifact.sizeBytes, password };
      const result = await openPdf(source, controller.signal);
      if (!result.ok) {
        if (!controller.signal.aborted) setState({ kind: 'problem', problem: result.problem });
        return;
      }
      opened = result.pdf;
      const firstPage = await result.pdf.document.getPage(1).then(geometryOf, () => null);
      if (controller.signal.aborted) {
        await result.pdf.close();
      } else if (firstPage === null) {
        setState({ kind: 'problem', problem: { kind: 'broken' } });
      } else {
        setState({ kind: 'open', pdf: result.pdf, firstPage });
      }
    })();
    return () => {
      controller.abort();
      void opened?.close();
    };
  }, [artifact.hash, artifact.sizeBytes, password]);

  switch (state.kind) {
    case 'opening':
      return <Opening title={artifact.title} />;
    case 'open':
      return <PdfReader {...props} pdf={state.pdf} firstPage={state.firstPage} />;
    case 'problem':
      return state.problem.kind === 'password' ? (
        <PasswordForm wasWrong={state.problem.wasWrong} onPassword={setPassword} />
      ) : (
        <ArtifactFacts artifact={artifact} problem={problemInWords(state.problem)} />
      );
  }
}

/** One sentence a person understands. */
export function problemInWords(problem: Exclude<PdfProblem, { kind: 'password' }>): string {
  switch (problem.kind) {
    case 'empty':
      return t('viewer.problem.empty');
    case 'broken':
      return t('viewer.pdf.broken');
    case 'no_pages':
      return t('viewer.pdf.noPages');
    case 'too_slow':
      return t('viewer.pdf.tooSlow');
    case 'unreadable':
      return t(problem.isMissing ? 'viewer.problem.missing' : 'viewer.problem.unreadable');
  }
}

function PasswordForm(props: {
  readonly wasWrong: boolean;
  readonly onPassword: (password: string) => void;
}) {
  const [typed, setTyped] = useState('');
  return (
    <form
      className={styles.password}
      // A field marked wrong would keep the browser from handing in the next try.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') props.onPassword(typed);
      }}
    >
      <TextField
        label={t('viewer.pdf.password')}
        type="password"
        value={typed}
        onChange={setTyped}
        description={t('viewer.pdf.passwordWhy')}
        error={props.wasWrong ? t('viewer.pdf.passwordWrong') : undefined}
        autoFocus
      />
      <Button type="submit" kind="primary" isDisabled={typed === ''}>
        {t('viewer.pdf.unlock')}
      </Button>
    </form>
  );
}
