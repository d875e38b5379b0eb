import type { Snippet as Pieces } from '../../src/api/shapes.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { useHit } from '../state/queue-hits.ts';
import { Snippet } from '../ui/snippet.tsx';
import styles from './found-here.module.css';
import { placeWords } from './place-words.ts';

const WORDS_BEFORE = 2;

/** A row is short: what was found stands near its beginning. */
function fromFound(pieces: Pieces): Pieces {
  const at = pieces.findIndex(({ isFound }) => isFound);
  if (at < 0) return pieces;
  const before = pieces
    .slice(0, at)
    .map(({ text }) => text)
    .join('');
  const words = before.split(' ').filter((word) => word !== '');
  const kept = words.slice(-WORDS_BEFORE).join(' ');
  const text = words.length > WORDS_BEFORE ? `…${kept} ` : before;
  return [{ text, isFound: false }, ...pieces.slice(at)];
}

/** Where in a submission the words are, in one line. */
export function FoundHere({ submission }: { readonly submission: SubmissionId }) {
  const hit = useHit(submission);
  const best = hit?.evidence ?? hit?.comment;
  if (!hit || !best) return null;
  const where = hit.evidence
    ? placeWords(hit.evidence.place) || t('queue.hit.evidence')
    : hit.comment?.isMine
      ? t('queue.hit.comment')
      : t('queue.hit.commentBy', { name: hit.comment?.by ?? '' });
  return (
    <span className={styles.here}>
      <span className={styles.where}>{where}</span>
      <Snippet pieces={fromFound(best.snippet)} />
    </span>
  );
}
