import type { AppealDetail, Assessment } from '../../api/shapes.ts';
import { compareAssessments } from '../../domain/compare.ts';
import type { FactOf } from '../../domain/facts.ts';
import type { RecordId } from '../../domain/ids.ts';
import type { Judgment } from '../../domain/judgment.ts';
import type { OutcomeView } from '../../domain/outcome-view.ts';
import { sameDecision } from '../../domain/verdict.ts';
import { assessmentShape } from '../open-submission.ts';
import type { Workspace } from '../workspace.ts';
import type { OpenedAppeal } from './take-appeal-step.ts';

const UNCHECKED = { valid: null, authentic: null, current: null, sufficient: null };

type AssessmentFact = FactOf<'assessment.submitted'>;

/** The released outcome beside each of these marks, criterion by criterion; by itself where there is none. */
export function compareRemarks(
  workspace: Workspace,
  { unit, view, appeal }: OpenedAppeal,
  marks: readonly RecordId[],
): AppealDetail['comparisons'] {
  const { store } = workspace;
  const tolerance = store.units.tolerance(unit.id);
  const remarks = appeal.remarking?.assessments ?? [];
  const a = outcomeAsAssessment(workspace, appeal.about, view.received.body);
  const compared = marks.flatMap((id) => {
    const mark = remarks.find((one) => one.id === id);
    if (!mark) return [];
    const { criteria } = compareAssessments(unit, tolerance, a.judgments, mark.body.judgments);
    return [{ a, b: assessmentShape(workspace, mark), criteria: [...criteria] }];
  });
  if (compared.length > 0) return compared;
  const { criteria } = compareAssessments(unit, tolerance, a.judgments, []);
  return [{ a, b: null, criteria: [...criteria] }];
}

/** Each judgment with the reasons and places of the assessment it came from, where it came from one as it is. */
function outcomeAsAssessment(
  workspace: Workspace,
  about: OutcomeView,
  {
    submission,
    unitVersion,
  }: { submission: Assessment['submission']; unitVersion: Assessment['unitVersion'] },
): Assessment {
  const sources = about.sources.flatMap((id): AssessmentFact[] => {
    const fact = workspace.store.records.fact(id);
    return fact?.type === 'assessment.submitted' ? [fact] : [];
  });
  const judged = about.judgments.map(({ criterion, decision, from, rationale }) => {
    const source = sources.find(({ id }) => id === from);
    const given = source?.body.judgments.find((one) => one.criterion === criterion);
    const isTaken = given !== undefined && sameDecision(given.decision, decision);
    const judgment: Judgment = isTaken
      ? { ...given, rationale }
      : { criterion, decision, rationale, anchors: [], vacs: UNCHECKED, confidence: null };
    const anchors = isTaken ? (source?.body.anchors ?? []) : [];
    // Ids of places are unique within one assessment only.
    const nameOf = (anchor: string) => `${source?.id.slice(0, 8) ?? ''}~${anchor}`.slice(0, 64);
    return {
      judgment: { ...judgment, anchors: judgment.anchors.map((one) => nameOf(one) as typeof one) },
      anchors: anchors
        .filter(({ id }) => judgment.anchors.includes(id))
        .map((anchor) => ({ ...anchor, id: nameOf(anchor.id) as typeof anchor.id })),
    };
  });
  const { authority } = workspace.store;
  const by = about.by ?? authority().root;
  if (!about.record || !about.at) throw new Error('what was released was confirmed');
  return {
    id: about.record,
    submission,
    unitVersion,
    assessor: { key: by, name: 'The released outcome' },
    at: about.at,
    judgments: judged.map(({ judgment }) => judgment),
    anchors: judged.flatMap(({ anchors }) => anchors),
    feedback: '',
    actions: [],
    pleaseCheck: false,
    isMine: false,
    carried: [],
    supersedes: null,
    counts: { counted: true, reason: null },
  };
}
