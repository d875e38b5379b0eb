import {
  AppWindow,
  AudioLines,
  Braces,
  File,
  FileArchive,
  FileSpreadsheet,
  FileText,
  FileType,
  Film,
  Image,
  type LucideIcon,
  Mail,
  NotebookPen,
  NotebookText,
  PenTool,
  Presentation,
} from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { Artifact } from '../../src/api/shapes.ts';
import type { ArtifactHash, CriterionId } from '../../src/domain/ids.ts';
import { formatBytes, t } from '../messages/t.ts';
import { classNames } from '../ui/class-names.ts';
import { FileTree } from '../ui/file-tree.tsx';
import { fileTreeNodes, hasFolders } from '../ui/file-tree-nodes.ts';
import styles from './evidence-list.module.css';

interface EvidenceListProps {
  readonly artifacts: readonly Artifact[];
  readonly open: ArtifactHash | null;
  readonly onOpen: (artifact: ArtifactHash) => void;
  /** The criterion whose claims are pointed out. */
  readonly criterion: { readonly id: CriterionId; readonly label: string } | null;
  readonly anchorCount: (artifact: ArtifactHash) => number;
  /** Beside the count. */
  readonly action?: ReactNode;
}

const ICONS: Readonly<Record<Artifact['viewer'], LucideIcon>> = {
  pdf: FileText,
  image: Image,
  text: NotebookText,
  code: Braces,
  video: Film,
  audio: AudioLines,
  archive: FileArchive,
  document: FileType,
  slides: Presentation,
  sheet: FileSpreadsheet,
  web: AppWindow,
  drawing: PenTool,
  markdown: NotebookText,
  message: Mail,
  notebook: NotebookPen,
  other: File,
};

/** Up to here a plain list shows more than folders would. */
const LISTED_FILES = 8;

/** What was handed in: a list in the bundle's order, or the folders of a larger project as a tree. */
export function EvidenceList(props: EvidenceListProps) {
  const { artifacts, open, onOpen, criterion, anchorCount } = props;
  const files = useMemo(
    () =>
      artifacts.map((artifact) => ({
        id: `${artifact.hash} ${artifact.path}`,
        path: artifact.path,
        artifact,
      })),
    [artifacts],
  );
  const isProject = useMemo(() => files.length > LISTED_FILES && hasFolders(fileTreeNodes(files)), [files]);
  if (artifacts.length === 0) return <p className={styles.none}>{t('evidence.none')}</p>;
  if (isProject) {
    return (
      <nav className={classNames(styles.pane, styles.project)} aria-label={t('evidence.list')}>
        <div className={styles.head}>
          <h2 className={styles.heading}>{t('evidence.count', { n: artifacts.length })}</h2>
          {props.action}
        </div>
        <div className={styles.tree}>
          <FileTree
            label={t('evidence.list')}
            files={files}
            open={files.find(({ artifact }) => artifact.hash === open)?.id ?? null}
            onOpen={({ artifact }) => onOpen(artifact.hash)}
            iconOf={({ artifact }) => ICONS[artifact.viewer]}
            about={({ artifact }) => (
              <>
                {anchorCount(artifact.hash) > 0 &&
                  `${t('evidence.anchors', { n: anchorCount(artifact.hash) })} `}
                {criterion !== null && artifact.claims.includes(criterion.id) && (
                  <span className={styles.claim}>{criterion.label}</span>
                )}
              </>
            )}
          />
        </div>
      </nav>
    );
  }
  return (
    <nav className={styles.pane} aria-label={t('evidence.list')}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t('evidence.count', { n: artifacts.length })}</h2>
        {props.action}
      </div>
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
                    <span className={styles.size}>
                      {t(`evidence.kind.${artifact.viewer}`)} · {formatBytes(artifact.sizeBytes)}
                    </span>
                    {anchors > 0 && <span>{` · ${t('evidence.anchors', { n: anchors })}`}</span>}
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
