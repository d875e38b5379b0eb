import type { HandlersOf } from '../../api/handlers.ts';
import type { attemptsMethods } from '../../api/methods/attempts.ts';
import { resumeSubmission, setAside } from '../../app/set-aside.ts';
import type { Around } from './around.ts';

export function attemptsHandlers({ command }: Around): HandlersOf<typeof attemptsMethods> {
  return {
    'submissions.setAside': ({ command: id, submission, duplicateOf, reason }) =>
      command((workspace) => setAside(workspace, id, [{ submission, duplicateOf }], reason)),
    'submissions.resume': ({ command: id, submission, reason }) =>
      command((workspace) => resumeSubmission(workspace, id, submission, reason)),
  };
}
