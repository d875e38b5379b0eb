import {
  AudioLines,
  Braces,
  File,
  FileArchive,
  FileText,
  Film,
  Image,
  type LucideIcon,
  NotebookText,
} from 'lucide-react';
import type { Artifact } from '../../src/api/shapes.ts';
import type { ArtifactHash, CriterionId } from '../../src/domain/ids.ts';
import { formatBytes, t } from '../messages/t.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './evidence-list.module.css';

interface EvidenceListProps {
  readonly artifacts: readonly Artifact[];
  readonly open: ArtifactHash | null;
  readonly onOpen: (artifact: ArtifactHash) => void;
  /** The criterion whose claims are pointed out. */
  readonly criterion: { readonly id: CriterionId; readonly label: string } | null;
  readonly anchorCount: (artifact: ArtifactHash) => number;
}

const ICONS: Readonly<Record<Artifact['viewer'], LucideIcon>> = {
  pdf: FileText,
  image: Image,
  text: NotebookText,
  code: Braces,
  video: Film,
  audio: AudioLines,
  archive: FileArchive,
  other: File,
};

/** What was handed in, in the bundle's order. */
export function EvidenceList({ artifacts, open, onOpen, criterion, anchorCount }: EvidenceListProps) {
  if (artifacts.length === 0) return <p className={styles.none}>{t('evidence.none')}</p>;
  return (
    <nav className={styles.pane} aria-label={t('evidence.list')}>
      <h2 className={styles.heading}>{t('evidence.count', { n: artifacts.length })}</h2>
      <ul className={styles.list}>
        {artifacts.map((artifact) => {
          const Icon = ICONS[artifact.viewer];
          const anchors = anchorCount(artifact.hash);
          const isClaimed = criterion !== null && artifact.claims.includes(criterion.id);
          return (
            <li key={`${artifact.hash} ${artifact.path}`}>
              <button
                type="button"
                className={classNames(styles.artifact, isClaimed && styles.claimed)}
                aria-current={artifact.hash === open ? 'true' : undefined}
                onClick={() => onOpen(artifact.hash)}
                title={artifact.path}
              >
                <Icon aria-hidden className={styles.icon} />
                <span className={styles.words}>
                  <span className={styles.title}>{artifact.title}</span>
                  <span className={styles.about}>
                    {t(`evidence.kind.${artifact.viewer}`)} · {formatBytes(artifact.sizeBytes)}
                    {anchors > 0 && ` · ${t('evidence.anchors', { n: anchors })}`}
                  </span>
                  {isClaimed && (
                    <span className={styles.claim}>
                      {t('evidence.claims', { criterion: criterion.label })}
                    </span>
                  )}
                  {artifact.claimsUnit && <span className={styles.claim}>{t('evidence.claimsUnit')}</span>}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
