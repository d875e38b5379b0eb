import type { SubmissionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { useHit } from '../state/queue-hits.ts';
import { Snippet } from '../ui/snippet.tsx';
import styles from './found-here.module.css';
import { placeWords } from './place-words.ts';

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
      <Snippet pieces={best.snippet} />
    </span>
  );
}
