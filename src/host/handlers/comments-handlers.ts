import type { HandlersOf } from '../../api/handlers.ts';
import type { commentsMethods } from '../../api/methods/comments.ts';
import { countCommentUse, listComments, removeComment, saveComment } from '../../app/comments.ts';
import type { Around } from './around.ts';

/** Comments are one's own and in no view, so nobody is told of changes. */
export function commentsHandlers({ inside }: Around): HandlersOf<typeof commentsMethods> {
  return {
    'comments.list': ({ unit, criterion }) =>
      inside(async (workspace) => listComments(workspace, unit, criterion)),
    'comments.save': (comment) => inside(async (workspace) => saveComment(workspace, comment)),
    'comments.remove': ({ comment }) => inside(async (workspace) => removeComment(workspace, comment)),
    'comments.use': ({ comment }) => inside(async (workspace) => countCommentUse(workspace, comment)),
  };
}
