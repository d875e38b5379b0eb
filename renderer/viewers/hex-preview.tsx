import { useEffect, useState } from 'react';
import type { Artifact } from '../../src/api/shapes.ts';
import { formatBytes, t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import { artifactUrl, readRange } from './artifact-bytes.ts';
import { type HexLine, hexLines, hexOffset } from './hex-lines.ts';
import styles from './hex-preview.module.css';

/** So much more is read each time, and no more than so much at all. */
const [PIECE_BYTES, LIMIT_BYTES] = [1024, 64 * 1024];
const MORE_BYTES = 8 * 1024;

/** The beginning of a file as bytes, to read only. */
export function HexPreview({
  artifact,
}: {
  readonly artifact: Pick<Artifact, 'hash' | 'sizeBytes' | 'title'>;
}) {
  const limit = Math.min(artifact.sizeBytes, LIMIT_BYTES);
  const [wanted, setWanted] = useState(Math.min(limit, PIECE_BYTES));
  const { lines, read, hasFailed } = useHexLines(artifactUrl(artifact.hash), wanted);
  return (
    <div className={styles.preview}>
      <section
        className={styles.scroll}
        aria-label={t('hex.region', { title: artifact.title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('hex.offset')}</th>
              <th scope="col">{t('hex.bytes')}</th>
              <th scope="col">{t('hex.characters')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.offset}>
                <th scope="row" className={styles.offset}>
                  {hexOffset(line.offset)}
                </th>
                <td className={styles.hex}>{line.hex}</td>
                <td className={styles.ascii}>{line.ascii}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={styles.foot}>
        <span role="status">
          {hasFailed
            ? t('viewer.problem.unreadable')
            : t('hex.shown', { shown: formatBytes(read), size: formatBytes(artifact.sizeBytes) })}
        </span>
        {wanted < limit && (
          <Button kind="quiet" onPress={() => setWanted(Math.min(limit, wanted + MORE_BYTES))}>
            {t('hex.more', { size: formatBytes(Math.min(MORE_BYTES, limit - wanted)) })}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The lines of the first `wanted` bytes, read piece by piece as more is wanted. */
function useHexLines(url: string, wanted: number) {
  const [read, setRead] = useState(0);
  const [lines, setLines] = useState<readonly HexLine[]>([]);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (read >= wanted) return;
    const life = new AbortController();
    readRange(url, read, wanted, life.signal).then(
      (bytes) => {
        if (life.signal.aborted) return;
        setLines((before) => [...before, ...hexLines(bytes, read)]);
        setRead(wanted);
      },
      () => {
        if (!life.signal.aborted) setFailed(true);
      },
    );
    return () => life.abort();
  }, [url, read, wanted]);
  return { lines, read, hasFailed };
}
