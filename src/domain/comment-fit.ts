import type { Decision } from './judgment.ts';
import type { Criterion } from './rubric.ts';
import { isMet } from './verdict.ts';

/** What of a comment says how well it fits. */
export interface RankedComment {
  /** A level's id, `met` or `not_yet`; null fits every decision. */
  readonly decision: string | null;
  readonly text: string;
  readonly uses: number;
  readonly lastUsedAt: string;
}

/** What a comment is kept under: the level, or whether it is met where there are no levels; null before any decision. */
export function decisionKey(criterion: Criterion, decision: Decision | null): string | null {
  if (decision === null) return null;
  if (decision.kind === 'level') return decision.level;
  return isMet(criterion, decision) ? 'met' : 'not_yet';
}

/**
 * The comments that hold every word that was typed, the likeliest first: kept for this very decision, then for any,
 * then for another; among those the one used most, then the one used last.
 */
export function rankComments<C extends RankedComment>(
  comments: readonly C[],
  decision: string | null,
  typed = '',
): readonly C[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fitOf = (comment: C) => (comment.decision === decision ? 0 : comment.decision === null ? 1 : 2);
  return comments
    .filter(({ text }) => words.every((word) => text.toLocaleLowerCase().includes(word)))
    .toSorted(
      (a, b) =>
        fitOf(a) - fitOf(b) ||
        b.uses - a.uses ||
        (a.lastUsedAt < b.lastUsedAt ? 1 : a.lastUsedAt > b.lastUsedAt ? -1 : 0) ||
        (a.text < b.text ? -1 : 1),
    );
}

/** The rationale with a comment after it, on a line of its own. */
export function withComment(rationale: string, comment: string): string {
  const before = rationale.trimEnd();
  return before === '' ? comment : `${before}\n${comment}`;
}

export interface PastRationale {
  /** What was being judged, so that a rationale given twice on one submission counts once. */
  readonly submission: string;
  readonly decision: string | null;
  readonly text: string;
  readonly at: string;
}

/** From here a rationale is one that somebody writes again and again. */
const OFTEN = 2;

/** Rationales given on several submissions for one decision, as comments that nobody saved by hand. */
export function usedBefore(past: readonly PastRationale[]): readonly RankedComment[] {
  const groups = new Map<string, { comment: RankedComment; submissions: Set<string> }>();
  for (const { submission, decision, text, at } of past) {
    const said = text.trim();
    if (said === '') continue;
    const key = `${decision ?? ''}\n${said}`;
    const { submissions, comment } = groups.get(key) ?? { submissions: new Set<string>(), comment: null };
    submissions.add(submission);
    const lastUsedAt = comment && comment.lastUsedAt > at ? comment.lastUsedAt : at;
    groups.set(key, {
      submissions,
      comment: { decision, text: said, uses: submissions.size, lastUsedAt },
    });
  }
  return [...groups.values()].map(({ comment }) => comment).filter(({ uses }) => uses >= OFTEN);
}
