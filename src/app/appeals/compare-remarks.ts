import type { AppealDetail, Assessment } from '../../api/shapes.ts';
import { judgmentsBehind } from '../../domain/appeals/judgments-behind.ts';
import { compareAssessments } from '../../domain/compare.ts';
import type { RecordId } from '../../domain/ids.ts';
import type { OutcomeView } from '../../domain/outcome-view.ts';
import { sourcesOf } from '../carried-judgments.ts';
import { assessmentShape } from '../open-submission.ts';
import type { Workspace } from '../workspace.ts';
import type { OpenedAppeal } from './take-appeal-step.ts';

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
    const from = { a: a.id, b: mark.id };
    return [
      {
        a: alone(a),
        b: alone(assessmentShape(workspace, mark)),
        criteria: criteria.map((one) => ({ ...one, from })),
      },
    ];
  });
  if (compared.length > 0) return compared;
  const { criteria } = compareAssessments(unit, tolerance, a.judgments, []);
  const from = { a: a.id, b: null };
  return [{ a: alone(a), b: null, criteria: criteria.map((one) => ({ ...one, from })) }];
}

/** A mark that is one assessment. */
const alone = (assessment: Assessment) => ({
  id: assessment.id,
  judgments: assessment.judgments,
  assessments: [assessment],
});

function outcomeAsAssessment(
  workspace: Workspace,
  about: OutcomeView,
  {
    submission,
    unitVersion,
  }: { submission: Assessment['submission']; unitVersion: Assessment['unitVersion'] },
): Assessment {
  if (!about.record || !about.at) throw new Error('what was released was confirmed');
  const { judgments, anchors } = judgmentsBehind(about, sourcesOf(workspace, about));
  return {
    id: about.record,
    submission,
    unitVersion,
    assessor: { key: about.by ?? workspace.store.authority().root, name: 'The released outcome' },
    at: about.at,
    judgments: [...judgments],
    anchors: [...anchors],
    feedback: '',
    actions: [],
    pleaseCheck: false,
    isMine: false,
    carried: [],
    supersedes: null,
    counts: { counted: true, reason: null },
  };
}
