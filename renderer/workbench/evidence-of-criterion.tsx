import { isClaimedFor } from '../../src/domain/evidence-gaps.ts';
import type { AnchorId } from '../../src/domain/ids.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { CriterionEvidence } from './criterion-evidence.tsx';
import { criterionLabel } from './criterion-mark.tsx';
import { anchorsOf, restingOn } from './draft-edits.ts';
import { useActions, useOpen } from './use-workbench.ts';

/** The open criterion's evidence, from the draft on the bench. */
export function EvidenceOfCriterion({ criterion }: { readonly criterion: Criterion }) {
  const actions = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const artifacts = useOpen((open) => open.detail.artifacts);
  const criteria = useOpen((open) => open.detail.unit.criteria);
  const draft = useOpen((open) => open.history.present);
  const labelled = criteria.map((one, index) => ({
    id: one.id,
    label: criterionLabel(one, index),
    title: one.title,
  }));
  const resting = (anchor: AnchorId) => new Set(restingOn(draft, anchor));
  return (
    <CriterionEvidence
      artifacts={artifacts}
      claimed={artifacts.filter((artifact) => isClaimedFor(artifact, criterion.id))}
      anchors={anchorsOf(draft, criterion.id)}
      isEditable={isEditable}
      onOpen={actions.openArtifact}
      onGo={actions.goTo}
      onRemove={(anchor) => actions.removeAnchor(criterion.id, anchor)}
      onAnchorWhole={actions.anchorWhole}
      othersOn={(anchor) => {
        const there = resting(anchor);
        return labelled.filter(({ id }) => id !== criterion.id && there.has(id)).map(({ label }) => label);
      }}
      shareable={(anchor) => {
        const there = resting(anchor);
        return labelled.filter(({ id }) => !there.has(id));
      }}
      onShare={actions.shareAnchor}
    />
  );
}
