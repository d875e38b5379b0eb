import type { Fact } from './facts.ts';
import type { AssessmentId } from './ids.ts';
import type { AssessmentFact } from './standing-assessments.ts';

/** The assessments of these ids that are there. */
export function sourcesOf(facts: readonly Fact[], ids: readonly AssessmentId[]): readonly AssessmentFact[] {
  return ids.flatMap((id) => {
    const found = facts.find((fact) => fact.id === id);
    return found?.type === 'assessment.submitted' ? [found] : [];
  });
}
