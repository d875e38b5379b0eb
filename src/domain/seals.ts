import type { Allocation } from './allocations.ts';
import type { Authority } from './authority.ts';
import { type Fact, type FactBody, type FactOf, inOrder } from './facts.ts';
import type { PersonKey, RecordId } from './ids.ts';

type AssessmentFact = FactOf<'assessment.submitted'>;
export type SealFact = FactOf<'assessment.sealed'>;

/** What a seal promises: the assessment as it will be submitted, without the seal. */
export type SealedContent = Omit<FactBody<'assessment.submitted'>, 'seal'>;

/** SHA-256 over salt, author and content in their canonical form (see `ledger/commitment.ts`). */
export type CommitmentOf = (promised: {
  readonly salt: string;
  readonly author: PersonKey;
  readonly body: SealedContent;
}) => string;

/** Everything said about one submission by way of seals. */
export interface SealedFacts {
  /** All of them: whoever opened against a seal did right, whatever is found out about its author later. */
  readonly all: readonly Fact[];
  /** Those whose author held the role. */
  readonly counted: readonly Fact[];
  readonly allocations: readonly Allocation[];
  readonly askedToSeal: ReadonlySet<PersonKey>;
  readonly authority: Authority;
  readonly commitmentOf: CommitmentOf;
}

export interface Seals {
  /** The seal that each person is held to. */
  readonly standing: ReadonlyMap<PersonKey, SealFact>;
  /** Every seal of each person, that of theirs which stands first. */
  readonly of: ReadonlyMap<PersonKey, readonly SealFact[]>;
  /** Why nothing that a person submits can fit a seal of theirs. */
  readonly unfit: ReadonlyMap<PersonKey, string>;
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

const contentOf = ({ seal: _, ...content }: AssessmentFact['body']): SealedContent => content;

/** Whether an assessment says just what the seal promised. */
function fits(assessment: AssessmentFact, seal: SealFact, commitmentOf: CommitmentOf): boolean {
  const salt = assessment.body.seal?.salt;
  if (salt === undefined) return false;
  const promised = { salt, author: seal.author, body: contentOf(assessment.body) };
  return commitmentOf(promised) === seal.body.commitment;
}

const isSeal = (fact: Fact): fact is SealFact => fact.type === 'assessment.sealed';

function byPerson(facts: readonly Fact[], { personOf }: Authority): Map<PersonKey, SealFact[]> {
  const seals = new Map<PersonKey, SealFact[]>();
  for (const seal of facts.filter(isSeal)) {
    const person = personOf(seal.author);
    seals.set(person, [...(seals.get(person) ?? []), seal]);
  }
  return seals;
}

/** A person's first: of each key by its place in the chain, which no date said can change; among keys by time. */
function firstOf(own: readonly SealFact[]): SealFact | undefined {
  const firsts = new Map<PersonKey, SealFact>();
  for (const seal of own) {
    const known = firsts.get(seal.author);
    if (!known || seal.seq < known.seq || (seal.seq === known.seq && inOrder(seal, known) < 0))
      firsts.set(seal.author, seal);
  }
  return [...firsts.values()].sort(inOrder)[0];
}

/**
 * The seals that the others named when they opened: what they had in hand, at a time when its author cannot have seen
 * theirs. Only those count who were to seal as well: anybody can make up a key.
 */
function namedByOthers(sealed: SealedFacts, seals: ReadonlyMap<PersonKey, readonly SealFact[]>) {
  const { counted, allocations, authority, commitmentOf } = sealed;
  const sealers = new Set(allocations.filter((one) => one.isSealed).map((one) => one.person));
  const named = new Map<PersonKey, Set<SealFact>>();
  for (const fact of counted) {
    if (fact.type !== 'assessment.submitted' || !fact.body.seal) continue;
    const { record, seen } = fact.body.seal;
    const author = authority.personOf(fact.author);
    const own = seals.get(author)?.find((seal) => seal.id === record);
    if (!sealers.has(author) || !own || !fits(fact, own, commitmentOf)) continue;
    for (const [person, theirs] of seals) {
      if (person === author) continue;
      for (const seal of theirs) {
        if (seen.includes(seal.id)) named.set(person, (named.get(person) ?? new Set()).add(seal));
      }
    }
  }
  return named;
}

/**
 * Which seals stand. A person's first one does; where others have opened against another one, that one: a first seal
 * that turns up later was held back. Where they opened against several, none: its author could still choose.
 */
export function sealsIn(sealed: SealedFacts): Seals {
  const { all, counted, askedToSeal, authority } = sealed;
  const isCounted = new Set(counted.map((fact) => fact.id));
  const seals = byPerson(all, authority);
  const named = namedByOthers(sealed, seals);
  const standing = new Map<PersonKey, SealFact>();
  const of = new Map<PersonKey, readonly SealFact[]>();
  const unfit = new Map<PersonKey, string>();
  const notCounted = new Map<RecordId, string>();
  for (const [person, theirs] of seals) {
    const own = theirs.filter((seal) => isCounted.has(seal.id));
    const relied = [...(named.get(person) ?? [])];
    const first = relied[0] ?? firstOf(own);
    const stands = first && own.includes(first) && relied.length < 2 && askedToSeal.has(person);
    if (stands) standing.set(person, first);
    else unfit.set(person, whyNone(relied.length, askedToSeal.has(person)));
    of.set(person, stands ? [first, ...theirs.filter((seal) => seal !== first)] : theirs);
    for (const seal of own) {
      if (stands && seal === first) continue;
      notCounted.set(
        seal.id,
        stands
          ? 'Another seal of the same person stands already.'
          : whyNone(relied.length, askedToSeal.has(person)),
      );
    }
  }
  return { standing, of, unfit, notCounted };
}

function whyNone(relied: number, isAsked: boolean): string {
  if (!isAsked) return 'It was sealed by somebody who was not asked to seal.';
  return relied > 1
    ? 'Its author sealed more than once, and the others opened against different seals: none of them stands.'
    : 'The seal that the others opened against does not count.';
}

/** The others who are to seal and have not. */
export function missingSeals(
  allocations: readonly Allocation[],
  seals: Pick<Seals, 'of'>,
  person: PersonKey,
): readonly Allocation[] {
  return allocations.filter((one) => one.isSealed && one.person !== person && !seals.of.has(one.person));
}

/** Why an assessment does not count for somebody who is held to a seal, in one sentence; null where it does. */
export function openingProblem(
  assessment: AssessmentFact,
  { all, allocations, authority, commitmentOf }: SealedFacts,
  seals: Seals,
): string | null {
  const person = authority.personOf(assessment.author);
  const { seal } = assessment.body;
  const standing = seals.standing.get(person);
  if (!seal) return standing ? OTHERWISE : 'It was to be sealed first, and was not.';
  if (!standing) return seals.unfit.get(person) ?? 'The seal it opens is not here.';
  if (seal.record !== standing.id) {
    const named = all.find((fact) => fact.id === seal.record);
    return wrongSeal(named, person, authority);
  }
  if (!fits(assessment, standing, commitmentOf))
    return 'It differs from what was sealed: it was changed after sealing.';
  const own = allocations.find((one) => one.person === person && one.isSealed);
  if (own && assessment.at < own.at) return 'It says to have been opened before it was allocated.';
  // Whoever was asked for a seal afterwards is not waited for.
  const others = allocations.filter(
    (one) => one.isSealed && one.person !== person && one.at <= assessment.at,
  );
  const missing = others.filter(
    (other) => !seals.of.get(other.person)?.some((one) => seal.seen.includes(one.id)),
  );
  if (missing.length === 0) return null;
  return `It was opened before ${missing.map((one) => authority.nameOf(one.person)).join(' and ')} had sealed.`;
}

const OTHERWISE =
  'It was submitted past its seal. What was sealed is opened, and then replaced only by an assessment that says why.';

function wrongSeal(named: Fact | undefined, person: PersonKey, { personOf }: Authority): string {
  if (named?.type !== 'assessment.sealed') return 'The seal it names is not here.';
  return personOf(named.author) === person
    ? 'It opens another seal of its author than the one that stands.'
    : 'The seal it names is somebody else’s.';
}
