import type { Allocations } from './allocations.ts';
import type { Authority } from './authority.ts';
import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { AssessmentId, PersonKey, RecordId, UnitId } from './ids.ts';

type CountersignedFact = FactOf<'assessment.countersigned'>;
type AssessmentFact = FactOf<'assessment.submitted'>;

interface Given {
  readonly counted: readonly Fact[];
  readonly unit: UnitId;
  readonly authority: Authority;
  readonly allocations: Pick<Allocations, 'standing'>;
}

export interface Countersigning {
  /** Why a trainee's assessment does not stand yet; null where it does, or its author was no trainee. */
  readonly problemOf: (assessment: AssessmentFact) => string | null;
  /** Trainees' assessments that were returned to them. */
  readonly returned: ReadonlySet<AssessmentId>;
  /** Those who stand behind an assessment of somebody else: they have read it before they could mark. */
  readonly behind: ReadonlySet<PersonKey>;
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

/** Of one key its chain says which came first, whatever their dates say. */
function isEarlierMark(one: Fact, than: CountersignedFact, { personOf }: Authority): boolean {
  if (one.type !== 'assessment.submitted' || personOf(one.author) !== personOf(than.author)) return false;
  return one.author === than.author ? one.seq < than.seq : inOrder(one, than) < 0;
}

/** Who stands behind which trainee's assessment. Of several that count, the last says. */
export function countersignedIn({ counted, unit, authority, allocations }: Given): Countersigning {
  const { personOf } = authority;
  const assessments = new Map(
    counted.filter((fact) => fact.type === 'assessment.submitted').map((fact) => [fact.id, fact]),
  );
  const notCounted = new Map<RecordId, string>();
  const last = new Map<AssessmentId, CountersignedFact>();
  const behind = new Set<PersonKey>();
  for (const fact of [...counted].sort(inOrder)) {
    if (fact.type !== 'assessment.countersigned') continue;
    const by = personOf(fact.author);
    const assessment = assessments.get(fact.body.assessment);
    const problem = !assessment
      ? 'The assessment it speaks of is not here, or does not count.'
      : personOf(assessment.author) === by
        ? 'Nobody countersigns their own assessment.'
        : authority.isTraineeAt(by, unit, fact.at)
          ? 'A trainee cannot countersign.'
          : allocations.standing.some((one) => one.person === by)
            ? 'Its author is to assess this submission themselves.'
            : counted.some((one) => isEarlierMark(one, fact, authority))
              ? 'Its author has assessed this submission themselves.'
              : null;
    if (problem !== null) notCounted.set(fact.id, problem);
    else {
      last.set(fact.body.assessment, fact);
      behind.add(by);
    }
  }
  const problemOf = (assessment: AssessmentFact): string | null => {
    const person = personOf(assessment.author);
    if (!authority.isTraineeAt(person, unit, assessment.at)) return null;
    const said = last.get(assessment.id);
    if (!said)
      return `${authority.nameOf(person)} is a trainee: the assessment stands once somebody has countersigned it.`;
    if (said.body.accepted) return null;
    const note = said.body.note.trim();
    return `${authority.nameOf(personOf(said.author))} returned it${note === '' ? '' : `: ${note}`}.`;
  };
  const returned = new Set(
    [...last.values()].filter((one) => !one.body.accepted).map((one) => one.body.assessment),
  );
  return { problemOf, returned, behind, notCounted };
}
