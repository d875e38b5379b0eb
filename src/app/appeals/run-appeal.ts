import type {
  AppealAsker,
  AppealProcess,
  AppealResult,
  ClericalCheck,
} from '../../domain/appeals/appeal-facts.ts';
import type { PersonKey, RecordId, SubmissionId } from '../../domain/ids.ts';
import type { AgreedJudgment } from '../../domain/judgment.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { StatedFact } from '../state-facts.ts';
import type { Workspace } from '../workspace.ts';
import { partsKnown } from './parts-known.ts';
import {
  type AppealStep,
  loadAppeal,
  loadAppealed,
  type OpenedAppeal,
  takeAppealStep,
} from './take-appeal-step.ts';

/** Lodges an appeal about a released outcome. Fails with `appeal.not_released` and as every step does. */
export async function lodgeAppeal(
  workspace: Workspace,
  command: string,
  wanted: {
    readonly submission: SubmissionId;
    readonly asker: AppealAsker;
    readonly grounds: string;
    readonly received: string;
    readonly due: string | null;
    readonly mayLower: boolean;
  },
): Promise<Result<RecordId>> {
  const done = workspace.store.doneBefore(command);
  if (done) return ok(done);
  const opened = loadAppealed(workspace, wanted.submission);
  if (!opened.ok) return opened;
  const { outcome, batch, appeals } = opened.value.view;
  if (!outcome?.record || !batch)
    return refused(
      'appeal.not_released',
      'It has not been released yet, so there is nothing to appeal. Change it in moderation.',
    );
  if (wanted.grounds.trim() === '') return refused('appeal.grounds_missing', 'Say what the appeal is about.');
  if (wanted.due !== null && wanted.due <= wanted.received)
    return refused('appeal.due_past', 'It cannot be due before it was received. Give a later date.');
  const decided = appeals.find((one) => one.lodged.body.outcome === outcome.record && one.closed !== null);
  if (decided)
    return refused('appeal.decided_already', 'This outcome was appealed before, and that appeal is closed.');
  const parts = partsKnown(workspace, opened.value.view);
  const body = { ...wanted, outcome: outcome.record, release: batch, parts: [...parts] };
  return takeAppealStep(workspace, command, { type: 'appeal.lodged', body });
}

/** Records the clerical check. */
export async function checkAppeal(
  workspace: Workspace,
  command: string,
  appeal: RecordId,
  found: { readonly holds: ClericalCheck; readonly note: string },
): Promise<Result<RecordId>> {
  return step(workspace, command, appeal, ({ about }) => {
    const { holds, note } = found;
    if (!Object.values(holds).every(Boolean) && note.trim() === '')
      return refused('appeal.check_unexplained', 'Say what is wrong.');
    return ok({ step: { type: 'appeal.checked', body: { ...about, holds, note } } });
  });
}

/**
 * Chooses how it is dealt with, and asks those who are to mark it anew, who see none of the marks. Whoever was asked
 * before, is not asked any more, and has not marked it, is let go.
 */
export async function chooseAppealProcess(
  workspace: Workspace,
  command: string,
  appeal: RecordId,
  wanted: {
    readonly process: AppealProcess;
    readonly remarkers: readonly PersonKey[];
    readonly due: string | null;
    readonly reason: string;
  },
): Promise<Result<RecordId>> {
  return step(workspace, command, appeal, ({ about, opened }) => {
    const { process, due, reason } = wanted;
    const { checked } = opened.appeal;
    if (!checked) return refused('appeal.wrong_state', 'Make the clerical check first.');
    const { personOf, nameOf } = workspace.store.authority();
    const remarkers = wanted.remarkers.map((key) => personOf(key));
    const isSealed = process === 'double_blind';
    const { remarking } = opened.appeal;
    const asked = remarking?.allocations ?? [];
    const hasMarked = (person: PersonKey) =>
      remarking?.assessments.some((one) => one.author === person) === true || remarking?.seals.of.has(person);
    const open = isSealed
      ? remarkers.find((one) => hasMarked(one) && !remarking?.seals.of.has(one))
      : undefined;
    if (open !== undefined)
      return refused(
        'appeal.marked_openly',
        `${nameOf(open)} has marked it anew already, without a seal. Choose somebody else.`,
      );
    const allocations = remarkers
      .filter((person) => !asked.some((one) => one.person === person && (one.isSealed || !isSealed)))
      .map((person, at): StatedFact => {
        const as = at === 0 ? 'first' : 'second';
        const body = { submission: about.submission, person, as, sealed: isSealed, due } as const;
        return { type: 'submission.allocated', body };
      });
    const letGo = asked
      .filter((one) => !remarkers.includes(one.person) && !hasMarked(one.person))
      .flatMap(({ person }) => withdrawalsOf(workspace, about.submission, person, reason));
    const body = { ...about, check: checked.id, process, remarkers, due, reason };
    return ok({ step: { type: 'appeal.process_chosen', body }, with: [...letGo, ...allocations] });
  });
}

function withdrawalsOf(
  { store }: Workspace,
  submission: SubmissionId,
  person: PersonKey,
  reason: string,
): StatedFact[] {
  const { personOf } = store.authority();
  return store.records
    .factsAbout(`s:${submission}`)
    .filter((fact) => fact.type === 'submission.allocated' && personOf(fact.body.person) === person)
    .map(({ id }) => ({
      type: 'allocation.withdrawn',
      body: { submission, allocation: id, reason: reason.trim() === '' ? 'Somebody else marks it.' : reason },
    }));
}

/** Decides it, on the marks that were asked for where it was marked anew. */
export async function decideAppeal(
  workspace: Workspace,
  command: string,
  appeal: RecordId,
  decided: {
    readonly result: AppealResult;
    readonly judgments: readonly AgreedJudgment[];
    readonly reason: string;
  },
): Promise<Result<RecordId>> {
  return step(workspace, command, appeal, ({ about, opened }) => {
    const { process } = opened.appeal;
    if (!process) return refused('appeal.wrong_state', 'Choose how it is dealt with first.');
    if (decided.reason.trim() === '') return refused('appeal.reason_missing', 'Say why.');
    const marks = marksFor(workspace, opened);
    const ordered = opened.unit.criteria.flatMap(({ id }) =>
      decided.judgments.filter(({ criterion }) => criterion === id),
    );
    const { result, reason } = decided;
    const body = { ...about, process: process.id, marks, result, judgments: ordered, reason };
    return ok({ step: { type: 'appeal.decided', body } });
  });
}

/** The marks that its process asked for, as far as they have come. */
export function marksFor({ store }: Workspace, { appeal: { process, remarking } }: OpenedAppeal): RecordId[] {
  const asked = new Set(process?.body.remarkers.map((key) => store.authority().personOf(key)));
  return (remarking?.assessments ?? []).filter(({ author }) => asked.has(author)).map(({ id }) => id);
}

export async function withdrawAppeal(
  workspace: Workspace,
  command: string,
  appeal: RecordId,
  reason: string,
): Promise<Result<RecordId>> {
  return step(workspace, command, appeal, ({ about }) =>
    ok({ step: { type: 'appeal.withdrawn', body: { ...about, reason } } }),
  );
}

/** Makes what was decided final. */
export async function closeAppeal(
  workspace: Workspace,
  command: string,
  appeal: RecordId,
): Promise<Result<RecordId>> {
  return step(workspace, command, appeal, ({ about, opened }) => {
    const { decision } = opened.appeal;
    if (!decision) return refused('appeal.wrong_state', 'It has not been decided yet.');
    return ok({ step: { type: 'appeal.closed', body: { ...about, decision: decision.id } } });
  });
}

interface Stepping {
  readonly about: { readonly submission: SubmissionId; readonly appeal: RecordId };
  readonly opened: OpenedAppeal;
}

/** Takes a step of an appeal, once; `stepOf` says which, or why there is none. */
async function step(
  workspace: Workspace,
  command: string,
  appeal: RecordId,
  stepOf: (
    stepping: Stepping,
  ) => Result<{ readonly step: AppealStep; readonly with?: readonly StatedFact[] }>,
): Promise<Result<RecordId>> {
  const done = workspace.store.doneBefore(command);
  if (done) return ok(done);
  const opened = loadAppeal(workspace, appeal);
  if (!opened.ok) return opened;
  const { submission } = opened.value.view.received.body;
  const taken = stepOf({ about: { submission, appeal }, opened: opened.value });
  return taken.ok ? takeAppealStep(workspace, command, taken.value.step, taken.value.with) : taken;
}
