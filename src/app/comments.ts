import type { BankComment } from '../api/shapes.ts';
import { decisionKey, type PastRationale, usedBefore } from '../domain/comment-fit.ts';
import type { CriterionId, UnitId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { KeptComment } from '../store/comments.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import { nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** How far back, in records of one's own, rationales are looked for: opening a criterion costs the same in any ledger. */
const LOOKED_BACK = 400;

/** What I kept to say about a criterion, and what I said often without keeping it. */
export function listComments(
  workspace: Workspace,
  unit: UnitId,
  criterion: CriterionId,
): Result<BankComment[]> {
  const kept = workspace.store.comments.about({ person: workspace.me(), unit, criterion });
  const isKept = new Set(kept.map(({ decision, text }) => `${decision ?? ''}\n${text}`));
  const said = usedBefore(pastRationales(workspace, unit, criterion)).filter(
    ({ decision, text }) => !isKept.has(`${decision ?? ''}\n${text}`),
  );
  return ok([...kept, ...said.map((comment) => ({ ...comment, comment: null, criterion }))]);
}

function pastRationales(workspace: Workspace, unit: UnitId, criterion: CriterionId): PastRationale[] {
  const { records, units } = workspace.store;
  return records.latestBy(workspace.me(), 'assessment.submitted', LOOKED_BACK).flatMap((fact) => {
    if (fact.type !== 'assessment.submitted') return [];
    const version = units.version(fact.body.unitVersion)?.unit;
    const asked = version?.criteria.find(({ id }) => id === criterion);
    const judgment = fact.body.judgments.find((one) => one.criterion === criterion);
    if (version?.id !== unit || !asked || !judgment) return [];
    const { submission } = fact.body;
    return [
      {
        submission,
        decision: decisionKey(asked, judgment.decision),
        text: judgment.rationale,
        at: fact.at,
      },
    ];
  });
}

/** What is to be kept; `comment` names the one to change. */
export interface CommentToSave {
  readonly comment?: string | undefined;
  readonly unit: UnitId;
  readonly criterion: CriterionId;
  readonly decision: string | null;
  readonly text: string;
}

/**
 * Keeps a comment, on disk when it returns. The same words for the same decision are kept once; `comment.missing` where
 * the one to change is gone.
 */
export function saveComment(workspace: Workspace, wanted: CommentToSave): Result<BankComment> {
  const { unit, criterion, decision, text } = wanted;
  const { comments } = workspace.store;
  const place = { person: workspace.me(), unit, criterion };
  const known =
    wanted.comment === undefined
      ? comments.about(place).find((one) => one.decision === decision && one.text === text)
      : comments.get(place.person, wanted.comment);
  if (known === null) return gone();
  const kept: KeptComment = {
    comment: known?.comment ?? workspace.environment.newId(),
    criterion,
    decision,
    text,
    uses: known?.uses ?? 0,
    lastUsedAt: known?.lastUsedAt ?? nowIn(workspace),
  };
  return written(() => {
    comments.put(place, kept);
    return ok(kept);
  });
}

export function removeComment(workspace: Workspace, comment: string): Result<Record<string, never>> {
  return written(() => {
    workspace.store.comments.remove(workspace.me(), comment);
    return ok({});
  });
}

/** Counts that a comment was put into a rationale. */
export function countCommentUse(workspace: Workspace, comment: string): Result<Record<string, never>> {
  return written(() =>
    workspace.store.comments.countUse(workspace.me(), comment, nowIn(workspace)) ? ok({}) : gone(),
  );
}

const gone = () =>
  refused('comment.missing', 'This comment was removed meanwhile. Save it again to keep it.');

function written<T>(write: () => Result<T>): Result<T> {
  try {
    return write();
  } catch (error) {
    return refusedByDatabase(error);
  }
}
