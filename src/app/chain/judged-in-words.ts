import type { ChainJudgment } from '../../api/shapes.ts';
import { anchorInWords } from '../../domain/anchor-in-words.ts';
import type { FactBody } from '../../domain/facts.ts';
import type { CriterionId } from '../../domain/ids.ts';
import type { AgreedJudgment, Decision, Judgment } from '../../domain/judgment.ts';
import type { Unit } from '../../domain/rubric.ts';
import { decisionInWords } from '../../domain/verdict.ts';
import { artifactShapes, type Opened } from '../load-submission.ts';

const NONE = { rationale: '', vacs: '', anchors: [], from: null };

export function decidedInWords(
  unit: Unit,
  { criterion: id, decision }: { readonly criterion: CriterionId; readonly decision: Decision },
): ChainJudgment {
  const criterion = unit.criteria.find((one) => one.id === id);
  return {
    ...NONE,
    criterion: criterion?.title ?? 'a criterion that the unit does not have',
    decision: criterion ? decisionInWords(criterion, decision) : 'unknown',
  };
}

export const agreedInWords = (unit: Unit, judgment: AgreedJudgment): ChainJudgment => ({
  ...decidedInWords(unit, judgment),
  rationale: judgment.rationale,
  from: judgment.from,
});

/** The judgments of an assessment, with where in the evidence each was seen. */
export function assessedInWords(opened: Opened, body: FactBody<'assessment.submitted'>): ChainJudgment[] {
  const titles = new Map<string, string>(artifactShapes(opened).map(({ hash, title }) => [hash, title]));
  return body.judgments.map((judgment) => ({
    ...decidedInWords(opened.unit, judgment),
    rationale: judgment.rationale,
    vacs: vacsInWords(judgment),
    anchors: judgment.anchors.flatMap((id) => {
      const anchor = body.anchors.find((one) => one.id === id);
      if (!anchor) return [];
      const { artifact, target } = anchor;
      return [
        {
          artifact,
          title: titles.get(artifact) ?? 'evidence of another submission',
          place: anchorInWords(anchor),
          quote: 'quote' in target ? target.quote : null,
        },
      ];
    }),
    from: judgment.carriedFrom ?? null,
  }));
}

const vacsInWords = ({ vacs }: Judgment) =>
  (['valid', 'authentic', 'current', 'sufficient'] as const)
    .flatMap((rule) => (vacs[rule] === null ? [] : [`${rule}: ${vacs[rule]}`]))
    .join(', ');
