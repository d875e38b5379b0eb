import type { HandlersOf } from '../../api/handlers.ts';
import type { markingMethods } from '../../api/methods/marking.ts';
import { discardDraft, recallAssessment, saveDraft, submitAssessment } from '../../app/assess.ts';
import { changeAssessment } from '../../app/change-assessment.ts';
import { compareAttempts } from '../../app/compare-attempts.ts';
import { openSubmission } from '../../app/open-submission.ts';
import type { Around } from './around.ts';

export function markingHandlers({ inside, command }: Around): HandlersOf<typeof markingMethods> {
  return {
    'submissions.get': ({ submission }) => inside(async (workspace) => openSubmission(workspace, submission)),
    'submissions.changes': ({ submission }) =>
      inside(async (workspace) => compareAttempts(workspace, submission)),
    // A draft is not a record and changes no view of anybody else's, so nobody is told.
    'drafts.save': ({ submission, draft, revision }) =>
      inside(async (workspace) => saveDraft(workspace, submission, draft, revision)),
    'drafts.discard': ({ submission }) => inside(async (workspace) => discardDraft(workspace, submission)),
    'assessments.change': ({ submission, reason }) =>
      inside(async (workspace) => changeAssessment(workspace, submission, reason)),
    'assessments.submit': (input) =>
      command((workspace) => submitAssessment(workspace, input.command, input.submission, input.revision)),
    'assessments.recall': (input) =>
      command((workspace) => recallAssessment(workspace, input.command, input.submission)),
  };
}
