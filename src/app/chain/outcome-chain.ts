import type { CallContext } from '../../api/handlers.ts';
import type { OutcomeChain } from '../../api/shapes.ts';
import type { SubmissionId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { READERS } from '../../domain/roles.ts';
import { identityOf, loadSubmission, maySeeOthers, nowIn, type Opened } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { artifactSteps } from './artifact-steps.ts';
import { checkedOf } from './checks.ts';
import { comparisonStep, rulingTolerance } from './comparison-step.ts';
import { gatherRecords } from './gather-records.ts';
import { agreedInWords } from './judged-in-words.ts';
import { recordSteps } from './record-steps.ts';
import { howInWords } from './say-fact.ts';
import { inOrderTold } from './told.ts';
import { wholeChecks } from './whole-checks.ts';

/**
 * One outcome from evidence to result: every record about it in order, each checked from its bytes on the disk, with
 * what was worked out again. Nothing says to hold that was not checked. Fails with `submission.unknown`,
 * `chain.not_allowed` for whoever may not read the marks of others, and `chain.not_yet` for whoever is to mark it.
 */
export async function outcomeChain(
  workspace: Workspace,
  id: SubmissionId,
  call: CallContext,
): Promise<Result<OutcomeChain>> {
  const loaded = loadSubmission(workspace, id);
  if (!loaded.ok) return loaded;
  const opened = loaded.value;
  const { view, unit } = opened;
  const may = mayFollow(workspace, opened);
  if (!may.ok) return may;
  const gathered = gatherRecords(workspace, opened);
  const facts = gathered.records.flatMap(({ fact }) => fact ?? []);
  const ruling = rulingTolerance(workspace, opened, facts);
  const compared = comparisonStep(workspace, opened, ruling);
  const told = [
    // Rules that came before or after the one that was applied are no part of it.
    ...recordSteps(workspace, opened, gathered).filter(
      ({ type, record }) => type !== 'tolerance.set' || record === ruling?.id,
    ),
    ...(await artifactSteps(workspace, opened, call)),
    ...(compared ? [compared] : []),
  ];
  const steps = told.sort(inOrderTold).map(({ seq: _, ...step }) => step);
  const checks = wholeChecks(workspace, opened, gathered, steps);
  return ok({
    submission: id,
    learner: identityOf(opened).name,
    attempt: view.received.body.attempt,
    unit: { id: unit.id, code: unit.code, title: unit.title, version: unit.versionLabel },
    state: view.state,
    steps,
    result: resultOf(opened),
    checks,
    checked: checkedOf(checks),
  });
}

function mayFollow(workspace: Workspace, { view, unit }: Opened): Result<void> {
  const { store } = workspace;
  const may = store.authority().holds(workspace.me(), READERS, unit.id, nowIn(workspace));
  if (!may.allowed) return refused('chain.not_allowed', may.reason ?? '');
  const isToMarkAnew = store.appeals.remarkedBy(workspace.person()).has(view.received.body.submission);
  return !isToMarkAnew && maySeeOthers(workspace, view, workspace.me())
    ? ok(undefined)
    : refused(
        'chain.not_yet',
        'The chain holds what others think of this submission. You can read it when you may not mark it yourself any more.',
      );
}

function resultOf({ view, unit }: Opened): OutcomeChain['result'] {
  const { outcome } = view;
  if (!outcome) return null;
  const { verdict, total, how, record, reasons, judgments } = outcome;
  return {
    verdict,
    total,
    how: howInWords(how),
    record,
    reasons: [...reasons],
    judgments: judgments.map((one) => agreedInWords(unit, one)),
  };
}
