import { z } from 'zod';
import { type Authority, isGuardedAt } from '../authority.ts';
import type { AssessmentId, PersonKey, RecordId } from '../ids.ts';
import { assertNever } from '../result.ts';
import type { StandardResult } from './standard-results.ts';
import type { ApprovalScope } from './standardisation-facts.ts';
import { knowsMarks, type MarkerFact, type StandardsView } from './standards-view.ts';

export const MarkerState = z.enum([
  'not_started',
  'practice',
  'qualifying',
  'approved',
  'suspended',
  'requalifying',
  'removed',
]);
export type MarkerState = z.infer<typeof MarkerState>;

/** What the model allows: anything else is a fault. Whoever is suspended may be removed without another try. */
export const MARKER_STEPS: Readonly<Record<MarkerState, readonly MarkerState[]>> = {
  not_started: ['practice', 'qualifying'],
  practice: ['qualifying'],
  qualifying: ['approved'],
  approved: ['approved', 'suspended'],
  suspended: ['requalifying', 'removed'],
  requalifying: ['approved', 'removed'],
  removed: [],
};

/** A stretch of time whose work is to be looked at again; `until` is null while it goes on. */
export interface DoubtfulStretch {
  readonly from: string;
  readonly until: string | null;
}

/** How somebody did on a qualifying set. */
export interface QualifyingTry {
  readonly set: RecordId;
  readonly scripts: number;
  readonly marked: number;
  readonly within: number;
  readonly needed: number;
  /** Null while it may still turn out either way. */
  readonly isPassed: boolean | null;
  readonly assessments: readonly AssessmentId[];
}

/** Where one marker stands in one unit. */
export interface MarkerStanding {
  readonly person: PersonKey;
  readonly state: MarkerState;
  /** Every state that was passed through, in order. */
  readonly trace: readonly MarkerState[];
  /** The approval that holds, or held last. */
  readonly approval: { readonly scope: ApprovalScope; readonly until: string; readonly at: string } | null;
  /** Why they are suspended or removed. */
  readonly because: string | null;
  /** The set they may try again with. */
  readonly requalifyingWith: RecordId | null;
  readonly tries: readonly QualifyingTry[];
  /** Seeds that were marked while approved, in order. */
  readonly seeds: readonly StandardResult[];
  /** A seed was failed, and the next one decides. */
  readonly isSecondChance: boolean;
  /** Since the last good seed before a suspension, until they were approved again. */
  readonly backReading: readonly DoubtfulStretch[];
  /** Since a failed seed, until the next good one or approval. */
  readonly afterFailedSeed: readonly DoubtfulStretch[];
  /** Of their records those that do not count, with the reason. */
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

interface Given {
  readonly view: StandardsView;
  readonly results: readonly StandardResult[];
  readonly authority: Authority;
}

type Happened =
  | { readonly at: string; readonly id: string; readonly kind: 'decided'; readonly fact: MarkerFact }
  | { readonly at: string; readonly id: string; readonly kind: 'begun'; readonly result: StandardResult }
  | { readonly at: string; readonly id: string; readonly kind: 'seed'; readonly result: StandardResult };

/** Where a marker stands: a pure function of the set of records. An approval ends by the clock: see `approvalProblem`. */
export function markerStanding({ view, results, authority }: Given, key: PersonKey): MarkerStanding {
  const person = authority.personOf(key);
  // Who reads the definitive marks is not tested by them.
  const own = results.filter(
    (one) => one.person === person && !(one.at !== null && knowsMarks(authority, person, view.unit, one.at)),
  );
  const decisions = view.decisions.filter((fact) => authority.personOf(fact.body.person) === person);
  const marker = new Marker(person, view, own, authority);
  for (const one of happenings(own, decisions)) marker.take(one);
  return marker.standing();
}

function happenings(own: readonly StandardResult[], decisions: readonly MarkerFact[]): readonly Happened[] {
  const all: Happened[] = decisions.map((fact) => ({ at: fact.at, id: fact.id, kind: 'decided', fact }));
  for (const result of own) {
    const { kind, allocatedAt, at, script, isWithin } = result;
    if (kind !== 'seeds') all.push({ at: allocatedAt, id: script, kind: 'begun', result });
    else if (at !== null && isWithin !== null) all.push({ at, id: script, kind: 'seed', result });
  }
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
}

class Marker {
  readonly #person: PersonKey;
  readonly #view: StandardsView;
  readonly #own: readonly StandardResult[];
  readonly #authority: Authority;
  readonly #trace: MarkerState[] = ['not_started'];
  readonly #notCounted = new Map<RecordId, string>();
  readonly #seeds: StandardResult[] = [];
  readonly #backReading: DoubtfulStretch[] = [];
  readonly #afterFailed: DoubtfulStretch[] = [];
  readonly #used = new Set<RecordId>();
  #approval: MarkerStanding['approval'] = null;
  #because: string | null = null;
  #requalifyingWith: RecordId | null = null;
  #isSecondChance = false;
  #lastGoodAt: string | null = null;

  constructor(person: PersonKey, view: StandardsView, own: readonly StandardResult[], authority: Authority) {
    this.#person = person;
    this.#view = view;
    this.#own = own;
    this.#authority = authority;
  }

  get #state(): MarkerState {
    return this.#trace.at(-1) ?? 'not_started';
  }

  take(one: Happened): void {
    if (one.kind === 'begun') this.#begin(one.result);
    else if (one.kind === 'seed') this.#markSeed(one.result, one.at);
    else {
      const problem = this.#decide(one.fact);
      if (problem !== null) this.#notCounted.set(one.fact.id, problem);
    }
  }

  #begin({ kind }: StandardResult): void {
    if (kind === 'practice' && this.#state === 'not_started') this.#trace.push('practice');
    if (kind === 'qualifying' && (this.#state === 'not_started' || this.#state === 'practice'))
      this.#trace.push('qualifying');
  }

  #markSeed(result: StandardResult, at: string): void {
    if (this.#state !== 'approved') return;
    this.#seeds.push(result);
    if (result.isWithin) {
      this.#isSecondChance = false;
      this.#lastGoodAt = at;
      this.#endStretch(this.#afterFailed, at);
    } else if (this.#isSecondChance) {
      this.#suspend('Two seeds in a row were out of tolerance of the definitive mark.');
    } else {
      this.#isSecondChance = true;
      this.#afterFailed.push({ from: at, until: null });
    }
  }

  #suspend(because: string): void {
    this.#trace.push('suspended');
    this.#because = because;
    this.#isSecondChance = false;
    this.#backReading.push({ from: this.#lastGoodAt ?? this.#approval?.at ?? '', until: null });
  }

  #endStretch(stretches: DoubtfulStretch[], until: string): void {
    const last = stretches.at(-1);
    if (last && last.until === null) stretches[stretches.length - 1] = { ...last, until };
  }

  /** Why a decision does not count where the marker stands; null where it does, and then it has been carried out. */
  #decide(fact: MarkerFact): string | null {
    const state = this.#state;
    switch (fact.type) {
      case 'standardisation.approved': {
        const problem = this.#approvalProblem(fact);
        if (problem !== null) return problem;
        const { scope, until, basis } = fact.body;
        if (state === 'not_started' || state === 'practice') this.#trace.push('qualifying');
        this.#trace.push('approved');
        this.#approval = { scope, until, at: fact.at };
        if (basis.kind === 'qualified') this.#used.add(basis.set);
        this.#because = null;
        this.#requalifyingWith = null;
        this.#isSecondChance = false;
        this.#lastGoodAt = null;
        this.#endStretch(this.#afterFailed, fact.at);
        this.#endStretch(this.#backReading, fact.at);
        return null;
      }
      case 'standardisation.suspended':
        if (fact.body.reason.trim() === '') return 'It does not say why.';
        if (state !== 'approved') return 'Only who is approved is suspended.';
        this.#suspend(fact.body.reason);
        return null;
      case 'standardisation.requalifying': {
        if (state !== 'suspended') return 'Only who is suspended qualifies again.';
        if (this.#isOwn(fact)) return 'Nobody lets themselves qualify again.';
        const problem = this.#tryProblem(fact.body.set, fact.at);
        if (problem !== null) return problem;
        this.#trace.push('requalifying');
        this.#requalifyingWith = fact.body.set;
        return null;
      }
      case 'standardisation.removed':
        if (fact.body.reason.trim() === '') return 'It does not say why.';
        if (state !== 'suspended' && state !== 'requalifying') return 'Only who was suspended is removed.';
        this.#trace.push('removed');
        this.#because = fact.body.reason;
        return null;
      default:
        return assertNever(fact);
    }
  }

  /** Whether they decided it about themselves, once there is anybody else. */
  #isOwn({ author, at }: MarkerFact): boolean {
    return this.#authority.personOf(author) === this.#person && isGuardedAt(this.#authority, at);
  }

  #tryProblem(set: RecordId, at: string): string | null {
    const found = this.#view.sets.get(set);
    if (found?.made.body.rule.kind !== 'qualifying')
      return 'The qualifying set is not here, or does not count.';
    return this.#own.some((one) => one.set === set && one.at !== null && one.at < at)
      ? 'They have marked scripts of this set before. Choose one they have not seen.'
      : null;
  }

  #approvalProblem(fact: Extract<MarkerFact, { type: 'standardisation.approved' }>): string | null {
    const { basis, until } = fact.body;
    const { nameOf } = this.#authority;
    if (this.#isOwn(fact)) return 'Nobody approves themselves.';
    if (until <= fact.at) return 'It ends before it begins.';
    if (this.#state === 'removed') return `${nameOf(this.#person)} was removed.`;
    if (this.#state === 'suspended')
      return `${nameOf(this.#person)} is suspended, and must qualify again first.`;
    if (basis.kind === 'recognised') {
      if (!knowsMarks(this.#authority, this.#person, this.#view.unit, fact.at))
        return `${nameOf(this.#person)} does not know the definitive marks, and so has to qualify.`;
      return fact.body.reason.trim() === '' ? 'It does not say why.' : null;
    }
    if (this.#requalifyingWith !== null && basis.set !== this.#requalifyingWith)
      return 'It rests on another set than the one to qualify again with.';
    if (this.#used.has(basis.set)) return 'An earlier approval rests on this set already.';
    const tried = tryOf(this.#view, this.#own, basis.set);
    if (!tried) return 'The qualifying set it rests on is not here, or does not count.';
    if (basis.assessments.some((one) => !tried.assessments.includes(one)))
      return 'It rests on assessments that are not here, or are not the first of these scripts.';
    if (!tried.isPassed)
      return `${tried.within} of ${tried.scripts} scripts were within tolerance; ${tried.needed} are needed.`;
    return null;
  }

  standing(): MarkerStanding {
    const sets = new Set(this.#own.filter((one) => one.kind === 'qualifying').map((one) => one.set));
    return {
      person: this.#person,
      state: this.#state,
      trace: this.#trace,
      approval: this.#approval,
      because: this.#because,
      requalifyingWith: this.#requalifyingWith,
      tries: [...sets].flatMap((set) => tryOf(this.#view, this.#own, set) ?? []),
      seeds: this.#seeds,
      isSecondChance: this.#isSecondChance,
      backReading: this.#backReading,
      afterFailedSeed: this.#afterFailed,
      notCounted: this.#notCounted,
    };
  }
}

/** How a person did on a qualifying set: passed where enough of its scripts lie within tolerance. */
function tryOf(view: StandardsView, own: readonly StandardResult[], set: RecordId): QualifyingTry | null {
  const made = view.sets.get(set)?.made;
  if (made?.body.rule.kind !== 'qualifying') return null;
  const results = own.filter((one) => one.set === set);
  const marked = results.filter((one) => one.assessment !== null);
  const within = results.filter((one) => one.isWithin === true).length;
  const failed = results.filter((one) => one.isWithin === false).length;
  const needed = made.body.rule.passAtLeast;
  const scripts = made.body.scripts.filter(({ script }) => view.setOf.has(script)).length;
  return {
    set,
    scripts,
    marked: marked.length,
    within,
    needed,
    isPassed: within >= needed ? true : scripts - failed < needed ? false : null,
    assessments: marked.flatMap((one) => one.assessment?.id ?? []),
  };
}

/** Why somebody may not be given work of the unit now, or null. `isSecond`: as what somebody else marks first. */
export function approvalProblem(standing: MarkerStanding, isSecond: boolean, at: string): string | null {
  switch (standing.state) {
    case 'not_started':
    case 'practice':
      return 'has not qualified to mark this unit yet';
    case 'qualifying':
      return 'is qualifying, and not approved to mark this unit yet';
    case 'suspended':
      return 'is suspended from marking this unit';
    case 'requalifying':
      return 'is suspended from marking this unit, and qualifying again';
    case 'removed':
      return 'was removed from the markers of this unit';
    case 'approved': {
      const { approval } = standing;
      if (!approval || approval.until < at)
        return `was approved to mark this unit until ${approval?.until.slice(0, 10) ?? 'earlier'}`;
      return approval.scope === 'second' && !isSecond
        ? 'is approved to mark this unit as second marker only, of what somebody else marks first'
        : null;
    }
    default:
      return assertNever(standing.state);
  }
}
