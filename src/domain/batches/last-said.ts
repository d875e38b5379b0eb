import { inOrder } from '../facts.ts';
import type { SubmissionId } from '../ids.ts';
import type { Branch, FindingFact, VerifiedFact } from './batch-branch.ts';

/** What was said last of each item that was looked at. */
export function lastSaid({
  findings,
  verified,
}: Pick<Branch, 'findings' | 'verified'>): ReadonlyMap<SubmissionId, FindingFact | VerifiedFact> {
  const last = new Map<SubmissionId, FindingFact | VerifiedFact>();
  for (const fact of [...findings, ...verified].sort(inOrder)) last.set(fact.body.submission, fact);
  return last;
}
