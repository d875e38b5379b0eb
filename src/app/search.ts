import type { EvidenceFound, QueueHit } from '../api/shapes.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import { seesOthers } from '../domain/comment-sight.ts';
import type { ArtifactHash, PersonKey, SubmissionId } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { READERS } from '../domain/roles.ts';
import { parseSearch } from '../domain/search-terms.ts';
import type { CommentSight } from '../store/queue-search.ts';
import { artifactShapes, loadSubmission, nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** Whose comments the person at the desk may find, by unit: as `maySeeOthers` shows them. */
export function commentSight(workspace: Workspace): CommentSight {
  const authority = workspace.store.authority();
  const at = nowIn(workspace);
  const me = workspace.me();
  return (unit) => ({
    assesses: authority.holds(me, AUTHOR_ROLES['assessment.submitted'], unit, at).allowed,
    reads: authority.holds(me, READERS, unit, at).allowed,
  });
}

/** Where in each submission the words are: its best place in evidence, and the comments the person may see. */
export function queueHits(
  workspace: Workspace,
  submissions: readonly SubmissionId[],
  text: string,
): QueueHit[] {
  const terms = parseSearch(text);
  const { store } = workspace;
  const me = workspace.me();
  const isMine = (writer: PersonKey) => writer === me || writer === workspace.person();
  const sight = commentSight(workspace);
  store.commentTexts.settle();
  return submissions.map((submission) => {
    const standing = store.queue.standing(me, submission);
    if (!standing || terms.length === 0) return { submission, evidence: null, comment: null };
    // Whose work it is often stands in the work: looking for a name must not tell.
    const hit = standing.isAnonymous ? null : store.evidence.bestHit(submission, terms);
    const others = seesOthers(sight(standing.unit), standing);
    const comment = store.commentTexts
      .hits(submission, terms)
      .find(({ person, isDraft }) => isMine(person) || (others && !isDraft));
    return {
      submission,
      evidence: hit && { artifact: hit.artifact, place: hit.place, snippet: [...hit.snippet] },
      comment: comment
        ? {
            by: store.authority().nameOf(comment.person),
            isMine: isMine(comment.person),
            snippet: [...comment.snippet],
          }
        : null,
    };
  });
}

const HITS_EACH = 50;

/** Every place in the evidence of one submission where all the words are, artifact by artifact. */
export function searchEvidence(
  workspace: Workspace,
  submission: SubmissionId,
  text: string,
): Result<EvidenceFound> {
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened;
  const { evidence } = workspace.store;
  const terms = parseSearch(text);
  const seen = new Set<ArtifactHash>();
  const artifacts = artifactShapes(opened.value).flatMap(({ hash, title, viewer }) => {
    if (seen.has(hash)) return [];
    seen.add(hash);
    const { state, why } = evidence.stateOf(hash) ?? { state: 'waiting' as const, why: null };
    const hits = evidence.search(hash, terms, HITS_EACH + 1);
    return [
      {
        artifact: hash,
        title,
        viewer,
        state,
        why,
        hits: hits.slice(0, HITS_EACH).map(({ place, snippet }) => ({ place, snippet: [...snippet] })),
        hasMore: hits.length > HITS_EACH,
      },
    ];
  });
  return ok({ artifacts });
}
