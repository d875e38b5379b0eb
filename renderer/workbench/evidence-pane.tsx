import { PanelLeftClose, SquareArrowOutUpRight } from 'lucide-react';
import { memo } from 'react';
import type { Artifact } from '../../src/api/shapes.ts';
import type { Anchor } from '../../src/domain/anchor.ts';
import type { AnchorId, ArtifactHash, CriterionId, SubmissionId } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { ShortcutKeys } from '../app/shortcut-keys.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { PublishedEvidence } from '../evidence-window/published-evidence.tsx';
import { t } from '../messages/t.ts';
import { closeEvidenceWindow, openEvidenceWindow, useIsEvidenceApart } from '../state/evidence-window.ts';
import { Button } from '../ui/button.tsx';
import { ArtifactViewer } from '../viewers/artifact-viewer.tsx';
import type { Choosing, Destination, Overlay, OverlayTone, ViewerProps } from '../viewers/viewer-props.ts';
import { EvidenceList } from './evidence-list.tsx';
import styles from './evidence-pane.module.css';
import { useSubmissionSearch } from './use-submission-search.tsx';

/** One person's anchors, all in one tone. */
export interface MarkerAnchors {
  readonly tone: OverlayTone;
  readonly anchors: readonly Anchor[];
  /** Short: what rests on the anchor, such as `2.1` or `A 2.1`. */
  readonly labelOf: (anchor: AnchorId) => string;
  /** Opens what rests on it. */
  readonly onOpen?: (anchor: AnchorId) => void;
}

export interface EvidencePaneProps {
  readonly submission: SubmissionId;
  readonly artifacts: readonly Artifact[];
  readonly artifact: ArtifactHash | null;
  readonly onArtifact: (artifact: ArtifactHash) => void;
  /** Opens an artifact at a place; where given, all evidence can be searched. */
  readonly onPlace?: (artifact: ArtifactHash, destination: Destination) => void;
  /** One marker's, or two markers' to compare. */
  readonly markers: readonly MarkerAnchors[];
  /** Where to go in the open artifact; a new object goes again. */
  readonly destination: Destination | null;
  /** The criterion whose claims are pointed out in the list. */
  readonly criterion: { readonly id: CriterionId; readonly label: string } | null;
  readonly choosing?: Choosing | null;
  /** When the submission was received, ISO. */
  readonly receivedAt?: string;
  /** Whoever marks may not learn whose work it is. */
  readonly isAnonymous?: boolean;
  /** Under this name the border between list and artifact is remembered. */
  readonly name: string;
}

/** The list of evidence and the artifact that is open, with the anchors of one or two markers over it. */
export function EvidencePane(props: EvidencePaneProps) {
  const isApart = useIsEvidenceApart();
  if (isApart) {
    return (
      <>
        <EvidenceOfSubmission {...props} />
        <OpenArtifact {...props} isApart />
      </>
    );
  }
  return (
    <RememberedSplit
      name={props.name}
      panes={[
        {
          id: 'list',
          size: 210,
          minSize: 120,
          maxSize: '45%',
          isSteady: true,
          content: <EvidenceOfSubmission {...props} />,
        },
        { id: 'artifact', minSize: 240, content: <OpenArtifact {...props} /> },
      ]}
    />
  );
}

/** The list alone, with its keys. */
export const EvidenceOfSubmission = memo(function EvidenceOfSubmission(props: EvidencePaneProps) {
  const { artifacts, artifact, onArtifact, markers } = props;
  const step = (by: number) => {
    const at = artifacts.findIndex(({ hash }) => hash === artifact);
    const next = artifacts[at + by];
    if (next) onArtifact(next.hash);
  };
  useShortcut('evidence.next', () => step(1));
  useShortcut('evidence.previous', () => step(-1));
  const search = useSubmissionSearch(props.submission, props.onPlace);
  const isApart = useIsEvidenceApart();
  const toggleWindow = isApart ? closeEvidenceWindow : openEvidenceWindow;
  useShortcut('evidence.window', toggleWindow);
  const counts = new Map<ArtifactHash, number>();
  for (const anchor of markers.flatMap(({ anchors }) => anchors)) {
    counts.set(anchor.artifact, (counts.get(anchor.artifact) ?? 0) + 1);
  }
  return (
    <div className={styles.list}>
      <div className={styles.files}>
        {search.panel ?? (
          <EvidenceList
            artifacts={artifacts}
            open={artifact}
            onOpen={onArtifact}
            criterion={props.criterion}
            anchorCount={(hash) => counts.get(hash) ?? 0}
            action={search.button}
          />
        )}
      </div>
      {isApart && <p className={styles.apart}>{t('evidence.apart')}</p>}
      <Button
        kind="quiet"
        className={styles.window}
        icon={isApart ? <PanelLeftClose aria-hidden /> : <SquareArrowOutUpRight aria-hidden />}
        onPress={toggleWindow}
        trailing={<ShortcutKeys id="evidence.window" />}
      >
        {t(isApart ? 'evidence.bringBack' : 'evidence.ownWindow')}
      </Button>
    </div>
  );
});

/** The artifact alone. It is drawn again only when something about it differs. */
export const OpenArtifact = memo(function OpenArtifact(
  props: Omit<EvidencePaneProps, 'criterion'> & { readonly isApart?: boolean },
) {
  const { artifacts, artifact, markers, destination, choosing, receivedAt, isAnonymous } = props;
  const shown = artifacts.find(({ hash }) => hash === artifact);
  if (!shown && props.isApart) return <PublishedEvidence viewed={null} />;
  if (!shown) return <p className={styles.none}>{t('evidence.chooseOne')}</p>;
  const overlays: Overlay[] = markers.flatMap(({ tone, anchors, labelOf, onOpen }) =>
    anchors
      .filter((anchor) => anchor.artifact === shown.hash)
      .map((anchor) => ({
        anchor: anchor.id,
        target: anchor.target,
        member: anchor.member,
        tone,
        label: labelOf(anchor.id),
        ...(onOpen && { onOpen: () => onOpen(anchor.id) }),
      })),
  );
  const viewed: ViewerProps = {
    submission: props.submission,
    artifact: shown,
    overlays,
    destination,
    choosing: choosing ?? null,
    siblings: artifacts,
    receivedAt,
    isAnonymous: isAnonymous ?? false,
  };
  return props.isApart ? (
    <PublishedEvidence viewed={viewed} />
  ) : (
    <div className={styles.artifact} data-artifact-pane>
      <ArtifactViewer {...viewed} />
    </div>
  );
});
