import type { FactOf } from './facts.ts';
import type { PersonKey, RecordId } from './ids.ts';

/** A record's place in its author's chain. */
export interface Place {
  readonly id: RecordId;
  readonly seq: number;
  readonly prev: RecordId | null;
}

/** A chain in which some place is claimed by more than one record. */
export interface ForkedChain {
  readonly author: PersonKey;
  /** The first such place. */
  readonly from: number;
  /** What is there from that place on, in order of `seq`. */
  readonly places: () => Iterable<Place>;
}

export type Settlement = FactOf<'fork.settled'>;

/** Why a record does not count, whatever its author may state. */
export type Hold =
  /** Nobody has settled yet which of the records at this place stands. */
  | { readonly kind: 'open'; readonly seq: number }
  /** Another record was kept. */
  | { readonly kind: 'aside'; readonly settlement: Settlement }
  /** The record before it is missing, so nobody can tell on which side of the fork it lies. */
  | { readonly kind: 'unclear'; readonly seq: number };

export interface OpenFork {
  readonly seq: number;
  readonly records: readonly RecordId[];
}

/** What a chain's forks hold back. */
export interface HeldChain {
  holdOf(record: { readonly id: RecordId; readonly seq: number }): Hold | null;
  /** Forks that wait for somebody to settle them. */
  readonly open: readonly OpenFork[];
  /** The settlements that decided something. */
  readonly decisive: ReadonlySet<RecordId>;
}

/**
 * Walks a chain from its first fork on. Settlements are those that count, in order: the earliest that fits decides.
 * What follows a record shares its fate. A function of the set of records: the order of arrival does not matter.
 */
export function holdBack(chain: ForkedChain, settlements: readonly Settlement[]): HeldChain {
  const holds = new Map<RecordId, Hold>();
  const open: OpenFork[] = [];
  const decisive = new Set<RecordId>();
  let before: ReadonlyMap<RecordId, Hold | null> = new Map();
  let lastSeq = chain.from - 1;
  let isAllKept = true;
  let rest: { readonly after: number; readonly hold: Hold } | null = null;

  for (const { seq, places } of bySeq(chain.places())) {
    const known = seq === lastSeq + 1 ? before : new Map<RecordId, Hold | null>();
    const unknown: Hold | null = isAllKept ? null : { kind: 'unclear', seq: chain.from };
    const now = new Map<RecordId, Hold | null>();
    for (const { id, prev } of places) {
      const inherited = prev === null ? undefined : known.get(prev);
      now.set(id, inherited === undefined ? unknown : inherited);
    }
    const standing = places.filter((place) => now.get(place.id) === null);
    for (const rivals of rivalsAmong(standing, seq === chain.from)) {
      const settlement = settlements.find(
        ({ body }) => body.seq === seq && (body.keep === 'both' || rivals.includes(body.keep)),
      );
      if (settlement) decisive.add(settlement.id);
      if (settlement?.body.keep === 'both') continue;
      isAllKept = false;
      if (!settlement) open.push({ seq, records: rivals });
      for (const id of rivals) {
        if (!settlement) now.set(id, { kind: 'open', seq });
        else if (id !== settlement.body.keep) now.set(id, { kind: 'aside', settlement });
      }
    }
    for (const [id, hold] of now) if (hold) holds.set(id, hold);
    before = now;
    lastSeq = seq;
    const [first] = open;
    if (first && [...now.values()].every((hold) => hold !== null)) {
      // Nothing that comes later can stand, so nothing more needs to be remembered.
      rest = { after: seq, hold: { kind: 'open', seq: first.seq } };
      break;
    }
  }
  return {
    holdOf: ({ id, seq }) => holds.get(id) ?? (rest && seq > rest.after ? rest.hold : null),
    open,
    decisive,
  };
}

function* bySeq(places: Iterable<Place>): Generator<{ seq: number; places: readonly Place[] }> {
  let group: Place[] = [];
  for (const place of places) {
    const [first] = group;
    if (first && first.seq !== place.seq) {
      yield { seq: first.seq, places: group };
      group = [];
    }
    group.push(place);
  }
  const [first] = group;
  if (first) yield { seq: first.seq, places: group };
}

/**
 * The records that cannot all stand: those that follow the same record. At the first fork of a chain all of them,
 * for where they follow different ones, the chain forked in what is missing.
 */
function rivalsAmong(standing: readonly Place[], isFirst: boolean): (readonly RecordId[])[] {
  const groups = new Map<string, RecordId[]>();
  for (const { id, prev } of standing) {
    const under = isFirst ? '' : (prev ?? '');
    const group = groups.get(under);
    if (group) group.push(id);
    else groups.set(under, [id]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
