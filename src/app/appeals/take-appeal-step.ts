import type { AppealFact, AppealView } from '../../domain/appeals/appeal-view.ts';
import { remarkedBy } from '../../domain/appeals/as-seen-by.ts';
import { appealRefusal } from '../../domain/appeals/propose-appeal-step.ts';
import type { FactOf } from '../../domain/facts.ts';
import { RecordId, type SubmissionId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { READERS } from '../../domain/roles.ts';
import { loadSubmission, nowIn, type Opened } from '../load-submission.ts';
import type { StatedFact } from '../state-facts.ts';
import type { Workspace } from '../workspace.ts';

export type AppealStep = {
  readonly [T in AppealFact['type']]: Pick<FactOf<T>, 'type' | 'body'>;
}[AppealFact['type']];

/** The id of a step that is not recorded yet. */
const NO_RECORD = RecordId.parse('f'.repeat(64));

export interface OpenedAppeal extends Opened {
  readonly appeal: AppealView;
}

/** Fails with `submission.unknown`, or `appeal.not_allowed` for whoever may not read what appeals are about. */
export function loadAppealed(workspace: Workspace, submission: SubmissionId): Result<Opened> {
  const { store } = workspace;
  const known = store.views.submission(submission);
  if (known && remarkedBy(known, workspace.person()))
    return refused(
      'appeal.not_allowed',
      'You are to mark this submission yourself, so nothing else of it is shown yet.',
    );
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened;
  const { unit } = opened.value.view.received.body;
  const may = store.authority().holds(workspace.me(), READERS, unit, nowIn(workspace));
  return may.allowed ? opened : refused('appeal.not_allowed', may.reason ?? '');
}

/** Fails with `appeal.unknown`, and as `loadAppealed` does. */
export function loadAppeal(workspace: Workspace, id: RecordId): Result<OpenedAppeal> {
  const fact = workspace.store.records.fact(id);
  const unknown = refused('appeal.unknown', 'This appeal is not in the workspace.');
  if (fact?.type !== 'appeal.lodged') return unknown;
  const opened = loadAppealed(workspace, fact.body.submission);
  if (!opened.ok) return opened;
  const { view, unit, details } = opened.value;
  const appeal = view.appeals.find(({ lodged }) => lodged.id === id);
  return appeal ? ok({ view, unit, details, appeal }) : unknown;
}

/** Whether whoever is at the desk could take this step now. */
export function appealStepRefusal(workspace: Workspace, step: AppealStep): Result<void> {
  const { submission } = step.body;
  const opened = loadAppealed(workspace, submission);
  if (!opened.ok) return opened;
  const proposed = {
    ...step,
    id: NO_RECORD,
    author: workspace.me(),
    seq: Number.MAX_SAFE_INTEGER,
    at: nowIn(workspace),
  } as AppealFact;
  const after = workspace.store.views.submissionWith(submission, proposed);
  const refusal = appealRefusal(proposed, opened.value.view, after);
  return refusal ? { ok: false, error: refusal } : ok(undefined);
}

/** Records a step if it may be taken, with what belongs to it in the same transaction; gives its record. */
export async function takeAppealStep(
  workspace: Workspace,
  command: string,
  step: AppealStep,
  more: readonly StatedFact[] = [],
): Promise<Result<RecordId>> {
  const refusal = appealStepRefusal(workspace, step);
  if (!refusal.ok) return refusal;
  const stated = await workspace.state([step, ...more], { command });
  if (!stated.ok) return stated;
  const [id] = stated.value.ids;
  if (!id) throw new Error('what was stated has a record');
  return ok(id);
}
