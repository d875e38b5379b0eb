import type { AgreementDraft } from '../api/shapes.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { SubmissionId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { SavedAgreement } from '../store/agreement-drafts.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import { nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** The agreement that whoever is at the desk was making on a submission, or null. */
export function agreementDraft(workspace: Workspace, id: SubmissionId): Result<SavedAgreement | null> {
  return ok(workspace.store.agreementDrafts.get(id, workspace.me()));
}

/**
 * Saves an agreement still being made, on disk when it resolves. `revision` is the one the caller last saw;
 * a newer one is never overwritten (`draft.newer_elsewhere`). Only who agrees anything in the unit has a draft of one;
 * whether it may be this one is asked when it is recorded.
 */
export function saveAgreementDraft(
  workspace: Workspace,
  id: SubmissionId,
  draft: AgreementDraft,
  revision: number,
): Result<{ readonly revision: number; readonly savedAt: string }> {
  const { store } = workspace;
  const me = workspace.me();
  const view = store.views.submission(id);
  if (!view) return refused('submission.unknown', 'This submission is not in the workspace.');
  const { unit } = view.received.body;
  const may = store.authority().holds(me, AUTHOR_ROLES['outcome.agreed'], unit, nowIn(workspace));
  if (!may.allowed) return refused('moderation.not_allowed', may.reason ?? '');
  const current = store.agreementDrafts.get(id, me)?.revision ?? 0;
  if (current !== revision) {
    return refused(
      'draft.newer_elsewhere',
      'This agreement was changed in another window. Load that version, or keep this one as the newest.',
      { at: String(current) },
    );
  }
  const saved = { draft, revision: revision + 1, savedAt: nowIn(workspace) };
  try {
    store.agreementDrafts.put(id, me, saved);
  } catch (error) {
    return refusedByDatabase(error);
  }
  return ok({ revision: saved.revision, savedAt: saved.savedAt });
}

export function discardAgreementDraft(workspace: Workspace, id: SubmissionId): Result<Record<string, never>> {
  try {
    workspace.store.agreementDrafts.drop(id, workspace.me());
    return ok({});
  } catch (error) {
    return refusedByDatabase(error);
  }
}
