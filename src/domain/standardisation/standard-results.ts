import { allocationsIn } from '../allocations.ts';
import type { Authority } from '../authority.ts';
import { type ComparedAssessments, compareAssessments } from '../compare.ts';
import { type Fact, inOrder } from '../facts.ts';
import type { PersonKey, RecordId, SubmissionId } from '../ids.ts';
import { authorMay } from '../permissions.ts';
import type { Unit } from '../rubric.ts';
import type { AssessmentFact } from '../standing-assessments.ts';
import type { SubmissionView } from '../submission-view.ts';
import type { SetKind } from './standardisation-facts.ts';
import type { MarkFact, StandardSet, StandardsView } from './standards-view.ts';

/** What was asked of one person about one script, and what they gave first. */
export interface ScriptMarking {
  readonly script: SubmissionId;
  readonly unit: Unit;
  readonly person: PersonKey;
  readonly allocatedAt: string;
  /** What they submitted first: to change it later, knowing more, makes nobody pass. */
  readonly first: AssessmentFact | null;
}

/** How somebody's mark of a script compares with the definitive one. */
export interface StandardResult {
  readonly script: SubmissionId;
  readonly set: RecordId;
  readonly kind: SetKind;
  readonly person: PersonKey;
  readonly allocatedAt: string;
  /** Never before it was allocated, whatever their clock says; null while they have not submitted. */
  readonly at: string | null;
  readonly assessment: AssessmentFact | null;
  readonly mark: MarkFact | null;
  readonly compared: ComparedAssessments | null;
  /** Null where there is nothing to tell by: no assessment, no definitive mark here, or one that was taken from theirs. */
  readonly isWithin: boolean | null;
}

/** Who was asked to mark a script, and what they gave, from the facts about it. */
export function markingsOf(
  facts: readonly Fact[],
  view: SubmissionView,
  unit: Unit,
  authority: Authority,
): readonly ScriptMarking[] {
  const { personOf } = authority;
  const { unit: of, learner } = view.received.body;
  const isCounted = (fact: Fact) => !view.notCounted.has(fact.id);
  // Not as the view has them: a script whose outcome was confirmed is given to markers all the same.
  const allowed = facts.filter((fact) => authorMay(authority, fact, of, learner).allowed);
  const standing = new Set(allocationsIn(allowed, authority).standing.map(({ person }) => person));
  const recalled = new Set<string>(
    facts.flatMap((fact) =>
      fact.type === 'assessment.recalled' && isCounted(fact) ? [fact.body.assessment] : [],
    ),
  );
  const waiting = new Set<string>([...view.toCountersign, ...view.returned].map(({ id }) => id));
  const submitted = [...facts]
    .sort(inOrder)
    .filter((fact): fact is AssessmentFact => fact.type === 'assessment.submitted')
    .filter((fact) => (isCounted(fact) || waiting.has(fact.id)) && !recalled.has(fact.id));
  const asked = new Map<PersonKey, string>();
  for (const fact of [...allowed].sort(inOrder)) {
    if (fact.type !== 'submission.allocated') continue;
    const person = personOf(fact.body.person);
    if (!asked.has(person)) asked.set(person, fact.at);
  }
  return [...asked].flatMap(([person, allocatedAt]) => {
    const first = submitted.find((fact) => personOf(fact.author) === person) ?? null;
    // What was marked is not unmarked by withdrawing that it was asked for.
    return first || standing.has(person)
      ? [{ script: view.received.body.submission, unit, person, allocatedAt, first }]
      : [];
  });
}

/** How everybody did on the scripts of the sets that stand, in order of time. */
export function resultsOf(
  view: StandardsView,
  markings: readonly ScriptMarking[],
): readonly StandardResult[] {
  return markings
    .flatMap((marking): StandardResult[] => {
      const set = view.setOf.get(marking.script);
      return set ? [resultOf(view, set, marking)] : [];
    })
    .sort((a, b) => {
      const [x, y] = [a.at ?? '~', b.at ?? '~'];
      return x < y ? -1 : x > y ? 1 : a.script < b.script ? -1 : a.script > b.script ? 1 : 0;
    });
}

function resultOf(view: StandardsView, { made }: StandardSet, marking: ScriptMarking): StandardResult {
  const { script, person, allocatedAt, first, unit } = marking;
  const named = made.body.scripts.find((one) => one.script === script)?.mark;
  const found = named ? view.marks.get(named) : undefined;
  const mark = found?.body.script === script ? found : null;
  const isOwnSource = first !== null && mark?.body.sources.includes(first.id) === true;
  const compared =
    first && mark && !isOwnSource
      ? compareAssessments(unit, made.body.tolerance, first.body.judgments, mark.body.judgments)
      : null;
  return {
    script,
    set: made.id,
    kind: made.body.rule.kind,
    person,
    allocatedAt,
    at: first ? later(first.at, allocatedAt) : null,
    assessment: first,
    mark,
    compared,
    isWithin: compared?.within ?? null,
  };
}

function later(a: string, b: string): string {
  const [, last] = [a, b].sort();
  return last ?? a;
}
