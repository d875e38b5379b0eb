import type { PersonKey, SubmissionId } from '../ids.ts';
import type { Sha256Of } from '../sampling/lots.ts';

export type Place = 'first' | 'second';

/** A submission, and the markers that it still needs. */
export interface WorkToSpread {
  readonly submission: SubmissionId;
  /** First markers before second ones. */
  readonly needs: readonly Place[];
  /** Who marks it already: nobody marks twice. */
  readonly markers: readonly PersonKey[];
  /** Why people cannot be asked to mark it, in a sentence. */
  readonly closedTo: ReadonlyMap<PersonKey, string>;
  /** Why people can be asked as second markers only, in a sentence. */
  readonly secondOnly: ReadonlyMap<PersonKey, string>;
}

export interface MarkerToAsk {
  readonly person: PersonKey;
  /** What they have to do already, in submissions. */
  readonly load: number;
}

export interface ProposedAllocation {
  readonly submission: SubmissionId;
  readonly person: PersonKey;
  readonly as: Place;
}

export interface Spread {
  /** In order of submission, first markers before second ones. */
  readonly proposed: readonly ProposedAllocation[];
  /** Markers that nobody was found for. */
  readonly left: readonly {
    readonly submission: SubmissionId;
    readonly as: Place;
    readonly reason: string;
  }[];
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Spreads submissions over markers so that all have equally much to do, as far as who may mark what allows. By lot
 * otherwise: a lot is the SHA-256 of the seed and what it is for, so anybody comes to the same list from the same
 * input in whatever order. Submissions that few may mark are given out first; second markers are paired with as many
 * first ones as there are, so that all can be compared with each other. In the end whatever makes the heaviest load
 * lighter is moved (Harvey et al., “Semi-matchings for bipartite graphs and load balancing”, 2006, with paths of one
 * step).
 */
export function spread(
  work: readonly WorkToSpread[],
  markers: readonly MarkerToAsk[],
  seed: string,
  sha256: Sha256Of,
): Spread {
  const loads = new Map(markers.map(({ person, load }) => [person, load]));
  const pairs = new Map<string, number>();
  const given = new Map<SubmissionId, { person: PersonKey; as: Place }[]>();
  const left: Spread['left'][number][] = [];
  const loadOf = (person: PersonKey) => loads.get(person) ?? 0;
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

  const ordered = work
    .map((one) => ({
      ...one,
      open: markers
        .map(({ person }) => person)
        .filter((person) => !one.markers.includes(person) && !one.closedTo.has(person)),
      lot: sha256(`${seed}\n${one.submission}`),
    }))
    .sort((a, b) => a.open.length - b.open.length || byText(a.lot, b.lot));

  for (const { submission, needs, markers: before, closedTo, secondOnly, open } of ordered) {
    const own: { person: PersonKey; as: Place }[] = [];
    const lotOf = new Map(open.map((person) => [person, sha256(`${seed}\n${submission}\n${person}`)]));
    for (const as of needs) {
      const beside = [...before, ...own.map(({ person }) => person)];
      const met = (person: PersonKey) =>
        beside.reduce((sum, other) => sum + (pairs.get([person, other].sort().join('\n')) ?? 0), 0);
      const [chosen] = open
        .filter((person) => mayBe(as, person, secondOnly) && !own.some((one) => one.person === person))
        .sort(
          (a, b) =>
            loadOf(a) - loadOf(b) || met(a) - met(b) || byText(lotOf.get(a) ?? '', lotOf.get(b) ?? ''),
        );
      if (chosen === undefined) {
        left.push({
          submission,
          as,
          reason: whyNobody(
            open.length - (as === 'first' ? secondOnly.size : 0),
            closedTo,
            as === 'first' ? secondOnly : NOBODY,
          ),
        });
        continue;
      }
      for (const other of beside) add(pairs, [chosen, other].sort().join('\n'));
      own.push({ person: chosen, as });
      loads.set(chosen, loadOf(chosen) + 1);
    }
    given.set(submission, own);
  }

  // Each move makes the sum of the squares of the loads smaller, so it comes to an end.
  for (let moved = true; moved; ) {
    moved = false;
    for (const { submission, open, secondOnly } of ordered) {
      const own = given.get(submission) ?? [];
      for (const one of own) {
        const [lightest] = open
          .filter(
            (person) => mayBe(one.as, person, secondOnly) && !own.some((other) => other.person === person),
          )
          .sort((a, b) => loadOf(a) - loadOf(b) || byText(a, b));
        if (lightest === undefined || loadOf(one.person) - loadOf(lightest) < 2) continue;
        loads.set(one.person, loadOf(one.person) - 1);
        loads.set(lightest, loadOf(lightest) + 1);
        one.person = lightest;
        moved = true;
      }
    }
  }
  const proposed = [...given].flatMap(([submission, own]) => own.map((one) => ({ submission, ...one })));
  const rank = { first: 0, second: 1 };
  const inOrder = (a: Omit<ProposedAllocation, 'person'>, b: Omit<ProposedAllocation, 'person'>) =>
    byText(a.submission, b.submission) || rank[a.as] - rank[b.as];
  return { proposed: proposed.sort(inOrder), left: left.sort(inOrder) };
}

const NOBODY: ReadonlyMap<PersonKey, string> = new Map();

const mayBe = (as: Place, person: PersonKey, secondOnly: WorkToSpread['secondOnly']) =>
  as === 'second' || !secondOnly.has(person);

function whyNobody(
  open: number,
  closedTo: ReadonlyMap<PersonKey, string>,
  secondOnly: ReadonlyMap<PersonKey, string>,
): string {
  if (open > 0) return 'Whoever could mark it marks it already.';
  const reasons = [...new Set([...closedTo.values(), ...secondOnly.values()])].sort();
  return reasons.length === 0 ? 'Nobody else is there to mark it.' : reasons.join(' ');
}
