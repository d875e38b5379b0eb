import type { CallContext } from '../../api/handlers.ts';
import type { RecordId, SubmissionId } from '../../domain/ids.ts';
import { type Result, refused } from '../../domain/result.ts';
import { type Exported, exportResults } from '../release.ts';
import type { Workspace } from '../workspace.ts';
import { loadBatch } from './take-step.ts';

/** Exports all of a confirmed batch. Fails with `batch.wrong_state`, `batch.not_whole` or as `exportResults` does. */
export async function exportModeratedBatch(
  workspace: Workspace,
  wanted: {
    readonly command: string;
    readonly batch: RecordId;
    readonly submissions: readonly SubmissionId[];
    readonly label: string;
    readonly into: string;
  },
  call: CallContext,
): Promise<Result<Exported>> {
  const opened = loadBatch(workspace, wanted.batch);
  if (!opened.ok) return opened;
  const { branch, confirmation } = opened.value.current;
  if (!branch || !confirmation)
    return refused('batch.wrong_state', 'The batch has not been confirmed yet. Confirm it first.');
  const named = new Set(wanted.submissions);
  if (named.size !== branch.members.size || [...branch.members.keys()].some((one) => !named.has(one)))
    return refused('batch.not_whole', 'A batch is exported as a whole: all that is in it, and nothing else.');
  const of = { batch: wanted.batch, confirmation: confirmation.id };
  return exportResults(workspace, { ...wanted, of }, call);
}
