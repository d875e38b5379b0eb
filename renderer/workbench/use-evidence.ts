import { useMemo } from 'react';
import type { AnchorId } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import type { AnchorableCriterion } from '../viewers/viewer-props.ts';
import { anchoredCriteria } from './chosen-place.ts';
import { criterionLabel } from './criterion-mark.tsx';
import type { EvidencePaneProps } from './evidence-pane.tsx';
import { useActions, useBench, useOpen } from './use-workbench.ts';

/**
 * The evidence with my anchors over it, and what lets me make more. Every part stays the same object until it differs:
 * a page must not be drawn again because a mark was set. `isApart`: it is shown in a window of its own.
 */
export function useEvidence(isApart: boolean): EvidencePaneProps {
  const actions = useActions();
  const submission = useOpen((open) => open.detail.submission);
  const isAnonymous = useOpen((open) => open.detail.anonymous);
  const artifacts = useOpen((open) => open.detail.artifacts);
  const receivedAt = useOpen((open) => open.detail.receivedAt);
  const artifact = useOpen((open) => open.artifact);
  const destination = useOpen((open) => open.destination);
  const criterion = useOpenCriterion();
  const markers = useMarkers();
  const choosing = useChoosing(criterion?.label ?? '', isApart);
  return {
    name: 'bench',
    submission,
    isAnonymous,
    artifacts,
    artifact,
    receivedAt,
    onArtifact: actions.openArtifact,
    onPlace: actions.showPlace,
    destination,
    criterion,
    markers,
    choosing,
  };
}

function useOpenCriterion(): EvidencePaneProps['criterion'] {
  const criteria = useOpen((open) => open.detail.unit.criteria);
  const opened = useOpen((open) => open.criterion);
  return useMemo(() => {
    const index = criteria.findIndex(({ id }) => id === opened);
    const criterion = criteria[index];
    return criterion ? { id: criterion.id, label: criterionLabel(criterion, index) } : null;
  }, [criteria, opened]);
}

function useMarkers(): EvidencePaneProps['markers'] {
  const bench = useBench();
  const criteria = useOpen((open) => open.detail.unit.criteria);
  const anchors = useOpen((open) => open.history.present.anchors);
  const uses = useOpen((open) => usesOfAnchors(open.history.present));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `uses` says when what rests on the anchors differs.
  return useMemo(() => {
    const of = (anchor: AnchorId) => {
      const judgments = bench.getState().open?.history.present.judgments ?? [];
      return criteria.flatMap((one, index) =>
        judgments.some((judgment) => judgment.criterion === one.id && judgment.anchors.includes(anchor))
          ? [{ id: one.id, label: criterionLabel(one, index) }]
          : [],
      );
    };
    return [
      {
        tone: 'mine' as const,
        anchors,
        labelOf: (anchor: AnchorId) =>
          of(anchor)
            .map((one) => one.label)
            .join(', '),
        onOpen(anchor: AnchorId) {
          const there = of(anchor).map(({ id }) => id);
          const now = bench.getState().open?.criterion ?? null;
          // Where several rest on it, one more press goes to the next.
          const next = there[(now === null ? -1 : there.indexOf(now)) + 1] ?? there[0];
          if (next !== undefined) bench.actions.openCriterion(next);
        },
      },
    ];
  }, [bench, criteria, anchors, uses]);
}

/** Which judgments rest on which anchors, as one word that differs when that does. */
function usesOfAnchors(draft: Draft): string {
  return draft.judgments
    .filter(({ anchors }) => anchors.length > 0)
    .map(({ criterion, anchors }) => `${criterion} ${anchors.join(' ')}`)
    .join('\n');
}

function useChoosing(opened: string, isApart: boolean): EvidencePaneProps['choosing'] {
  const actions = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const units = useOpen((open) => open.detail.unit.criteria);
  const chosen = useOpen((open) => open.chosen);
  const member = useOpen((open) => open.chosenMember);
  const isBoxMode = useOpen((open) => open.isBoxMode);
  // Beside the rubric the bar alone names the open criterion: going to the next draws no page again.
  const label = chosen !== null || isApart ? opened : '';
  const anchored = useOpen((open) => anchoredCriteria(open.history.present, open).join('\n'));
  const criteria = useMemo<readonly AnchorableCriterion[]>(() => {
    const there = new Set(anchored.split('\n'));
    return units.map((one, index) => ({
      id: one.id,
      label: criterionLabel(one, index),
      title: one.title,
      isAnchored: there.has(one.id),
    }));
  }, [units, anchored]);
  return useMemo(
    () =>
      isEditable
        ? {
            chosen,
            member,
            choose: (targets, inMember) => {
              // Typing into the bar's own field takes the selection away; that lets go of nothing.
              if (targets === null && document.activeElement?.closest('[data-anchor-bar]')) return;
              actions.choose(targets, inMember);
            },
            anchor: actions.anchorChosen,
            criterion: label,
            criteria,
            isBoxMode,
            setBoxMode: actions.setBoxMode,
          }
        : null,
    [actions, isEditable, chosen, member, label, criteria, isBoxMode],
  );
}
