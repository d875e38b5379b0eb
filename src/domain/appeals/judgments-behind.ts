import type { Anchor } from '../anchor.ts';
import type { FactOf } from '../facts.ts';
import type { AnchorId } from '../ids.ts';
import type { Judgment } from '../judgment.ts';
import type { OutcomeView } from '../outcome-view.ts';
import { sameDecision } from '../verdict.ts';

const UNCHECKED = { valid: null, authentic: null, current: null, sufficient: null };

/**
 * An outcome as though it were one assessment: each judgment with the reasons and places of the one it came from, where
 * it came from one as it is. `sources` are the assessments that it rests on.
 */
export function judgmentsBehind(
  { judgments }: OutcomeView,
  sources: readonly FactOf<'assessment.submitted'>[],
): { readonly judgments: readonly Judgment[]; readonly anchors: readonly Anchor[] } {
  const anchors = new Map<AnchorId, Anchor>();
  const behind = judgments.map(({ criterion, decision, from, rationale }): Judgment => {
    const source = sources.find(({ id }) => id === from);
    const given = source?.body.judgments.find((one) => one.criterion === criterion);
    if (!source || !given || !sameDecision(given.decision, decision))
      return { criterion, decision, rationale, anchors: [], vacs: UNCHECKED, confidence: null };
    // Ids of places are unique within one assessment only.
    const idOf = (id: AnchorId) => `${source.id.slice(0, 8)}~${id}`.slice(0, 64) as AnchorId;
    for (const anchor of source.body.anchors)
      if (given.anchors.includes(anchor.id)) anchors.set(idOf(anchor.id), { ...anchor, id: idOf(anchor.id) });
    const { carriedFrom: _, ...judged } = given;
    return { ...judged, rationale, anchors: given.anchors.map(idOf) };
  });
  return { judgments: behind, anchors: [...anchors.values()] };
}
