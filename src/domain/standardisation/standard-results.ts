import type { Authority } from '../authority.ts';
import { type ComparedAssessments, compareAssessments } from '../compare.ts';
import { type Fact, inOrder } from '../facts.ts';
import type { PersonKey, RecordId, SubmissionId } from '../ids.ts';
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

/** Who is tested by a script, and what they gave first, from the facts about it. */
export function markingsOf(
  facts: readonly Fact[],
  view: SubmissionView,
  unit: Unit,
  { personOf }: Authority,
): readonly ScriptMarking[] {
  const ordered = [...facts].sort(inOrder);
  const { submission } = view.received.body;
  return [...view.tested].flatMap(([person, own]): ScriptMarking[] => {
    const isTheirs = (key: PersonKey) => personOf(key) === person;
    const asked = ordered.find(
      (fact) =>
        fact.type === 'submission.allocated' && isTheirs(fact.body.person) && !own.notCounted.has(fact.id),
    );
    if (!asked) return [];
    const recalled = new Set<string>(
      // To take a mark back after one was shown what it should have been makes nobody pass.
      view.standard === 'seeds'
        ? ordered.flatMap((fact) =>
            fact.type === 'assessment.recalled' && !own.notCounted.has(fact.id) ? [fact.body.assessment] : [],
          )
        : [],
    );
    const waiting = new Set<string>([...own.toCountersign, ...own.returned].map(({ id }) => id));
    const first = ordered.find(
      (fact): fact is AssessmentFact =>
        fact.type === 'assessment.submitted' &&
        isTheirs(fact.author) &&
        (!own.notCounted.has(fact.id) || waiting.has(fact.id)) &&
        !recalled.has(fact.id),
    );
    // What was marked is not unmarked by withdrawing that it was asked for.
    const isAsked = own.allocations.length > 0;
    return first || isAsked
      ? [{ script: submission, unit, person, allocatedAt: asked.at, first: first ?? null }]
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
