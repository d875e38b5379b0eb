import { Anchor as AnchorIcon, Link2, X } from 'lucide-react';
import type { Artifact } from '../../src/api/shapes.ts';
import type { Anchor } from '../../src/domain/anchor.ts';
import type { AnchorId, ArtifactHash } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import styles from './criterion-evidence.module.css';
import { placeInWords, quoteOf } from './place-in-words.ts';

interface CriterionEvidenceProps {
  readonly artifacts: readonly Artifact[];
  /** Claimed by the learner for this criterion. */
  readonly claimed: readonly Artifact[];
  readonly anchors: readonly Anchor[];
  readonly isEditable: boolean;
  readonly onOpen: (artifact: ArtifactHash) => void;
  readonly onGo: (anchor: Anchor) => void;
  readonly onRemove: (anchor: AnchorId) => void;
  readonly onAnchorWhole: () => void;
}

/** What the judgment rests on: first what the learner claims, then what the assessor anchored. */
export function CriterionEvidence(props: CriterionEvidenceProps) {
  const { artifacts, claimed, anchors, isEditable } = props;
  const titleOf = (hash: ArtifactHash) =>
    artifacts.find((one) => one.hash === hash)?.title ?? hash.slice(0, 8);
  return (
    <div className={styles.evidence}>
      {claimed.length > 0 && (
        <ul className={styles.list} aria-label={t('criterion.claims')}>
          {claimed.map((artifact) => (
            <li key={artifact.hash}>
              <button
                type="button"
                className={styles.claim}
                aria-label={t('criterion.claimOpen', { title: artifact.title })}
                onClick={() => props.onOpen(artifact.hash)}
              >
                <Link2 aria-hidden />
                <span className={styles.title}>{artifact.title}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {anchors.length > 0 && (
        <ul className={styles.list} aria-label={t('criterion.anchors')}>
          {anchors.map((anchor) => {
            const place = `${titleOf(anchor.artifact)}, ${placeInWords(anchor)}`;
            const quote = quoteOf(anchor.target);
            return (
              <li key={anchor.id} className={styles.anchor}>
                <button
                  type="button"
                  className={styles.go}
                  title={quote ?? place}
                  onClick={() => props.onGo(anchor)}
                >
                  <AnchorIcon aria-hidden />
                  <span className={styles.place}>{placeInWords(anchor)}</span>
                  <span className={styles.title}>
                    {quote === null ? titleOf(anchor.artifact) : `“${quote}”`}
                  </span>
                </button>
                {isEditable && (
                  <button
                    type="button"
                    className={styles.remove}
                    aria-label={t('criterion.anchorRemove', { place })}
                    onClick={() => props.onRemove(anchor.id)}
                  >
                    <X aria-hidden />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {isEditable && (
        <div className={styles.add}>
          {anchors.length === 0 && <span className={styles.hint}>{t('criterion.noAnchors')}</span>}
          <Button kind="quiet" icon={<AnchorIcon aria-hidden />} onPress={props.onAnchorWhole}>
            {t('criterion.anchorWhole')}
          </Button>
        </div>
      )}
    </div>
  );
}
