import { useEffect, useMemo, useState } from 'react';
import type { Artifact } from '../../src/api/shapes.ts';
import { t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import { classNames } from '../ui/class-names.ts';
import { artifactUrl, readStart } from '../viewers/artifact-bytes.ts';
import { decodeText } from '../viewers/text/decode-text.ts';
import type { DiffPart, FromDiffer, ToDiffer } from './diff-protocol.ts';
import styles from './differences.module.css';
import { type DiffLine, shownLines } from './shown-lines.ts';

/** Longer texts are read in their viewers, one beside the other. */
export const MAX_DIFF_BYTES = 1024 * 1024;
const MAX_LINES_SHOWN = 4000;

type State =
  | { readonly kind: 'comparing' }
  | { readonly kind: 'compared'; readonly parts: readonly DiffPart[] }
  | { readonly kind: 'problem'; readonly words: string };

/** What differs between two texts, line by line. */
export function Differences({ before, now }: { readonly before: Artifact; readonly now: Artifact }) {
  const state = useDiff(before, now);
  const lines = useMemo(() => (state.kind === 'compared' ? shownLines(state.parts) : []), [state]);
  if (state.kind === 'comparing') return <p role="status">{t('again.comparing')}</p>;
  if (state.kind === 'problem') return <Banner tone="info">{state.words}</Banner>;
  const count = (kind: DiffPart['kind']) =>
    state.parts.reduce((sum, part) => (part.kind === kind ? sum + part.lines.length : sum), 0);
  return (
    <>
      <p className={styles.count}>
        {t('again.linesAdded', { n: count('added') })} · {t('again.linesRemoved', { n: count('removed') })}
      </p>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
        tabIndex={0}
        aria-label={t('again.differences', { title: now.title })}
      >
        <ol className={styles.lines}>
          {lines.slice(0, MAX_LINES_SHOWN).map((line) => (
            <Line key={keyOf(line, lines)} line={line} />
          ))}
        </ol>
        {lines.length > MAX_LINES_SHOWN && (
          <p className={styles.count}>{t('again.linesMore', { n: lines.length - MAX_LINES_SHOWN })}</p>
        )}
      </section>
    </>
  );
}

/** Each line has a number of its own on one side; what is skipped goes by what is before it. */
function keyOf(line: DiffLine, lines: readonly DiffLine[]): string {
  return line.kind === 'skipped'
    ? `skipped ${lines.indexOf(line)}`
    : `${line.before ?? ''}/${line.now ?? ''}`;
}

const SIGNS = { same: ' ', added: '+', removed: '−' } as const;

function Line({ line }: { readonly line: DiffLine }) {
  if (line.kind === 'skipped')
    return <li className={styles.skipped}>{t('again.linesSame', { n: line.count })}</li>;
  return (
    <li className={classNames(styles.line, styles[line.kind])}>
      <span className={styles.number} aria-hidden>
        {line.before}
      </span>
      <span className={styles.number} aria-hidden>
        {line.now}
      </span>
      <span className={styles.sign} aria-hidden>
        {SIGNS[line.kind]}
      </span>
      {line.kind !== 'same' && (
        <span className="visually-hidden">
          {t(line.kind === 'added' ? 'again.lineAdded' : 'again.lineRemoved')}
        </span>
      )}
      <span className={styles.text}>{line.text}</span>
    </li>
  );
}

function useDiff(before: Artifact, now: Artifact): State {
  const [state, setState] = useState<State>({ kind: 'comparing' });
  useEffect(() => {
    const controller = new AbortController();
    let worker: Worker | null = null;
    const fail = (words: string) => {
      if (!controller.signal.aborted) setState({ kind: 'problem', words });
    };
    setState({ kind: 'comparing' });
    Promise.all([before, now].map((one) => textOf(one, controller.signal))).then(
      ([earlier = '', later = '']) => {
        if (controller.signal.aborted) return;
        worker = new Worker(new URL('./diff.worker.ts', import.meta.url), { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<FromDiffer>) => {
          if (data.parts === null) fail(t('again.tooDifferent'));
          else setState({ kind: 'compared', parts: data.parts });
        };
        worker.onerror = () => fail(t('again.tooDifferent'));
        const order: ToDiffer = { before: earlier, now: later };
        worker.postMessage(order);
      },
      () => fail(t('viewer.problem.unreadable')),
    );
    return () => {
      controller.abort();
      worker?.terminate();
    };
  }, [before, now]);
  return state;
}

async function textOf({ hash, sizeBytes }: Artifact, signal: AbortSignal): Promise<string> {
  const bytes = await readStart(artifactUrl(hash), sizeBytes, MAX_DIFF_BYTES, signal);
  return decodeText(bytes, false).lines.join('\n');
}
