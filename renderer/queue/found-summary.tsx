import { useEffect } from 'react';
import { t } from '../messages/t.ts';
import { openAtPlace } from '../state/place-to-open.ts';
import { needHits, useHit } from '../state/queue-hits.ts';
import { useRead } from '../state/read.ts';
import { Snippet } from '../ui/snippet.tsx';
import styles from './found-summary.module.css';
import { placeWords } from './place-words.ts';
import type { Row } from './queue-columns.tsx';

const SHOWN = 6;

interface FoundSummaryProps {
  readonly row: Row;
  readonly text: string;
  readonly onOpen: (row: Row) => void;
}

/** Where in the selected submission the words are; a place opens the evidence there. */
export function FoundSummary({ row, text, onOpen }: FoundSummaryProps) {
  const { submission, found = [] } = row;
  const isInside = found.includes('evidence') || found.includes('comments');
  const evidence = useRead(
    'evidence.search',
    found.includes('evidence') && text !== '' ? { submission, text } : null,
  ).value;
  useEffect(() => {
    if (isInside) void needHits(text, [submission]);
  }, [isInside, text, submission]);
  const hit = useHit(isInside ? submission : null);
  if (!isInside || text === '') return null;
  const exact = (evidence?.artifacts ?? []).flatMap(({ artifact, title, hits }) =>
    hits.map((one) => ({ artifact, title, ...one })),
  );
  const title = evidence?.artifacts.find(({ artifact }) => artifact === hit?.evidence?.artifact)?.title;
  // Where no page holds all the words, the best one is shown.
  const places = exact.length > 0 || !hit?.evidence ? exact : [{ ...hit.evidence, title: title ?? '' }];
  if (places.length === 0 && !hit?.comment) return null;
  return (
    <section className={styles.found} aria-label={t('queue.found.title')}>
      <h3 className={styles.title}>{t('queue.found.title')}</h3>
      {places.slice(0, SHOWN).map((place, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: places have no other name and come as one list.
          key={index}
          type="button"
          className={styles.hit}
          onClick={() => {
            openAtPlace({ submission, artifact: place.artifact, hit: place });
            onOpen(row);
          }}
        >
          <span className={styles.where}>
            {[place.title, placeWords(place.place)].filter(Boolean).join(' · ')}
          </span>
          <Snippet pieces={place.snippet} />
        </button>
      ))}
      {hit?.comment && (
        <p className={styles.comment}>
          <span className={styles.where}>
            {hit.comment.isMine ? t('queue.hit.comment') : t('queue.hit.commentBy', { name: hit.comment.by })}
          </span>
          <Snippet pieces={hit.comment.snippet} />
        </p>
      )}
    </section>
  );
}
