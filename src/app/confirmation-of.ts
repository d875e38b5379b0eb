import type { SubmissionId } from '../domain/ids.ts';
import { mayConfirm } from '../domain/permissions.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { IS_SET_ASIDE } from '../domain/set-aside.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { readRecord } from '../ledger/record.ts';
import { assessedIn, nowIn, type Opened } from './load-submission.ts';
import type { StatedFact } from './state-facts.ts';
import type { Workspace } from './workspace.ts';

export type Confirmation = Extract<StatedFact, { type: 'outcome.confirmed' }>;

/** The confirmation of the outcome as it stands, or why there can be none. Its records must have proved themselves. */
export function confirmationOf(workspace: Workspace, opened: Opened): Result<Confirmation> {
  const { view } = opened;
  const { submission } = view.received.body;
  const { outcome } = view;
  if (view.state === 'under_appeal')
    return refused('outcome.under_appeal', 'It is under appeal. Close the appeal first.');
  if (!outcome) return refused('outcome.unsettled', whyUnsettled(view));
  const may = mayConfirm(workspace.store.authority(), workspace.me(), assessedIn(opened), nowIn(workspace));
  if (!may.allowed) return refused('outcome.not_allowed', may.reason ?? '');
  const { how, sources, judgments, verdict, total, agreement } = outcome;
  return ok({
    type: 'outcome.confirmed',
    body: {
      submission,
      how,
      sources: [...sources],
      agreement,
      judgments: [...judgments],
      verdict,
      total,
    },
  });
}

/** Why a submission has no outcome. */
export function whyUnsettled({ setAside, state }: SubmissionView): string {
  if (setAside) return IS_SET_ASIDE;
  if (state === 'reconciling') return 'The two marks have not been reconciled yet.';
  if (state === 'adjudicating') return 'It waits for an adjudicator to decide.';
  return state === 'partially_marked'
    ? 'Not everybody it is allocated to has marked it yet, or nobody has judged some of its criteria.'
    : 'It has not been assessed yet.';
}

/**
 * Why a submission's records cannot be relied on, or null. Views believe what lies in the database; before a
 * signature goes on top, each record under it must prove itself again.
 */
export function unprovenRecord(workspace: Workspace, id: SubmissionId): string | null {
  const { records } = workspace.store;
  for (const row of records.storedAbout(`s:${id}`)) {
    const read = readRecord(row.bytes, row.signature);
    if (read.ok && read.value.id === row.id && read.value.workspace === workspace.id) continue;
    return `Record ${row.position} about it does not prove itself. Verify the ledger, and restore from a backup.`;
  }
  return null;
}
