import { Anchor as AnchorIcon, Ellipsis, Link2, X } from 'lucide-react';
import type { Artifact } from '../../src/api/shapes.ts';
import type { Anchor } from '../../src/domain/anchor.ts';
import type { AnchorId, ArtifactHash, CriterionId } from '../../src/domain/ids.ts';
import { formatList, t } from '../messages/t.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import styles from './criterion-evidence.module.css';
import { placeInWords, quoteOf } from './place-in-words.ts';

interface ShareTarget {
  readonly id: CriterionId;
  readonly label: string;
  readonly title: string;
}

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
  /** In short, the other criteria that rest on the same place. */
  readonly othersOn: (anchor: AnchorId) => readonly string[];
  /** The criteria that could rest on it too. */
  readonly shareable: (anchor: AnchorId) => readonly ShareTarget[];
  readonly onShare: (anchor: Anchor, criterion: CriterionId) => void;
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
              <button type="button" className={styles.claim} onClick={() => props.onOpen(artifact.hash)}>
                <Link2 aria-hidden />
                <span className={styles.title}>{artifact.title}</span>
                <span className={styles.claimWord}>
                  {t('criterion.claimed')}
                  <span className="visually-hidden"> {t('criterion.claimedBy')}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {anchors.length > 0 && (
        <ul className={styles.list} aria-label={t('criterion.anchors')}>
          {anchors.map((anchor) => (
            <li key={anchor.id} className={styles.anchor}>
              <AnchorChip {...props} anchor={anchor} title={titleOf(anchor.artifact)} />
            </li>
          ))}
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

interface AnchorChipProps extends CriterionEvidenceProps {
  readonly anchor: Anchor;
  readonly title: string;
}

/** One place: it leads there, says which other criteria rest on it, and can be used for more or taken off. */
function AnchorChip(props: AnchorChipProps) {
  const { anchor, title, isEditable } = props;
  const place = `${title}, ${placeInWords(anchor)}`;
  const quote = quoteOf(anchor.target);
  const others = props.othersOn(anchor.id);
  return (
    <>
      <button type="button" className={styles.go} title={quote ?? place} onClick={() => props.onGo(anchor)}>
        <AnchorIcon aria-hidden />
        <span className={styles.place}>{placeInWords(anchor)}</span>
        <span className={styles.title}>{quote === null ? title : `“${quote}”`}</span>
        {others.length > 0 && (
          <span className={styles.also}>{t('criterion.anchorAlso', { criteria: formatList(others) })}</span>
        )}
      </button>
      {isEditable && props.shareable(anchor.id).length > 0 && (
        <Menu
          label={t('criterion.anchorMore', { place })}
          placement="bottom end"
          groups={[
            {
              id: 'share',
              title: t('criterion.anchorShare'),
              actions: props.shareable(anchor.id).map((one) => ({
                id: one.id,
                label: `${one.label} ${one.title}`,
                onAction: () => props.onShare(anchor, one.id),
              })),
            },
          ]}
        >
          <IconButton className={styles.more} label={t('criterion.anchorMore', { place })}>
            <Ellipsis aria-hidden />
          </IconButton>
        </Menu>
      )}
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
    </>
  );
}
