import type { QueueSort } from '../api/shapes.ts';
import type { LearnerId, SubmissionId, UnitId } from '../domain/ids.ts';
import { assertNever } from '../domain/result.ts';
import { AssessmentState, OutcomeState } from '../domain/states.ts';

/** What the queue is filtered and sorted by, of one submission, as one person sees it. */
export interface Queued {
  readonly submission: SubmissionId;
  readonly learner: string;
  readonly learnerId: LearnerId;
  readonly receivedAt: string;
  readonly attempt: number;
  /** From 0 to 1; null where there is nothing to judge. */
  readonly progress: number | null;
  readonly unit: UnitId;
  readonly unitCode: string;
  readonly state: OutcomeState;
  readonly mine: AssessmentState;
  readonly flags: number;
  /** The person may not begin to assess it any more. */
  readonly isClosed: 0 | 1;
  /** It is allocated, and not to them. */
  readonly isForOthers: 0 | 1;
  /** When their mark is due, or the first of others'. */
  readonly due: string | null;
  /** They are still to decide, or what they decided is still sealed. */
  readonly isBlind: 0 | 1;
  readonly isAnonymous: 0 | 1;
}

export const STATES = OutcomeState.options.toSorted();
export const MY_STATES = AssessmentState.options.toSorted();
export const FLAGS = { please_check: 1, stale: 2, gaps: 4, returned: 8 } as const;

/** One more than all flags together. */
const FLAG_MIXES = 16;

const SUBMITTED = MY_STATES.indexOf('submitted');

/** State, my part and flags in one number. */
const traitsOf = (state: number, mine: number, flags: number) =>
  (state * MY_STATES.length + mine) * FLAG_MIXES + flags;
/** Every mix of them there can be, by that number. */
export const TRAITS = STATES.flatMap((_, state) =>
  MY_STATES.flatMap((_, mine) => Array.from({ length: FLAG_MIXES }, (_, flags) => ({ state, mine, flags }))),
);

/** After every day there is. */
const NEVER = '~';

type Compare = (a: number, b: number) => number;
const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Submissions as columns: each has a slot, and what a walk over all of them reads lies close together in memory.
 * Holds `capacity` submissions at most.
 */
export class QueueColumns {
  readonly traits: Uint16Array;
  /** A place in `units`. */
  readonly unit: Uint32Array;
  /** A place in `learners`. */
  readonly learner: Uint32Array;
  readonly isClosed: Uint8Array;
  readonly isForOthers: Uint8Array;
  readonly isBlind: Uint8Array;
  readonly isAnonymous: Uint8Array;
  /** Each unit under each code it has had. */
  readonly units: { readonly unit: UnitId; readonly code: string }[] = [];
  /** Each learner under each name shown for them: a pseudonym is another than the name. */
  readonly learners: { readonly learner: LearnerId; readonly name: string }[] = [];
  readonly capacity: number;
  readonly #places = new Map<string, Map<string, number>>();
  readonly #learnerPlaces = new Map<string, number>();
  readonly #submission: SubmissionId[] = [];
  readonly #learnerName: string[] = [];
  readonly #receivedAt: string[] = [];
  readonly #due: string[] = [];
  readonly #attempt: Float64Array;
  readonly #progress: Float64Array;
  /** Slots in order, of which the first `#count` are in use. */
  readonly #orders = new Map<QueueSort['by'] | 'submission', Uint32Array>();
  #count = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.traits = new Uint16Array(capacity);
    this.unit = new Uint32Array(capacity);
    this.learner = new Uint32Array(capacity);
    this.isClosed = new Uint8Array(capacity);
    this.isForOthers = new Uint8Array(capacity);
    this.isBlind = new Uint8Array(capacity);
    this.isAnonymous = new Uint8Array(capacity);
    this.#attempt = new Float64Array(capacity);
    this.#progress = new Float64Array(capacity);
    this.#orders.set('submission', new Uint32Array(capacity));
  }

  submissionAt(slot: number): SubmissionId | undefined {
    return this.#submission[slot];
  }

  /** The slots of all submissions in this order, ascending; equals by submission. */
  inOrder(by: QueueSort['by'] | 'submission'): Uint32Array {
    let order = this.#orders.get(by);
    if (!order) {
      order = new Uint32Array(this.capacity);
      order.set(this.inOrder('submission'));
      order.subarray(0, this.#count).sort(this.#comparing(by));
      this.#orders.set(by, order);
    }
    return order.subarray(0, this.#count);
  }

  isMarkedByMe(slot: number): boolean {
    return TRAITS[this.traits[slot] ?? 0]?.mine === SUBMITTED;
  }

  /** Puts a submission in, or in place of what was known of it; gives its slot, null where it is new and there is no room. */
  put(queued: Queued): number | null {
    const known = this.#take(queued.submission);
    const slot = known ?? this.#submission.length;
    if (slot >= this.capacity) return null;
    this.#submission[slot] = queued.submission;
    this.#learnerName[slot] = queued.learner;
    this.learner[slot] = this.#placeOfLearner(queued.learnerId, queued.learner);
    this.isClosed[slot] = queued.isClosed;
    this.isForOthers[slot] = queued.isForOthers;
    this.isBlind[slot] = queued.isBlind;
    this.isAnonymous[slot] = queued.isAnonymous;
    this.#receivedAt[slot] = queued.receivedAt;
    this.#due[slot] = queued.due ?? NEVER;
    this.#attempt[slot] = queued.attempt;
    this.#progress[slot] = queued.progress ?? Number.NEGATIVE_INFINITY;
    this.unit[slot] = this.#placeOfUnit(queued.unit, queued.unitCode);
    this.traits[slot] = traitsOf(STATES.indexOf(queued.state), MY_STATES.indexOf(queued.mine), queued.flags);
    for (const [by, order] of this.#orders) {
      const place = this.#placeIn(order, slot, this.#comparing(by));
      order.copyWithin(place + 1, place, this.#count);
      order[place] = slot;
    }
    this.#count += 1;
    return slot;
  }

  drop(submission: SubmissionId): void {
    this.#take(submission);
  }

  /** Takes a submission out of every order; gives the slot it had. */
  #take(submission: SubmissionId): number | undefined {
    const all = this.inOrder('submission');
    const place = firstNotBefore(all, (slot) => compare(this.#submission[slot] ?? '', submission) < 0);
    const slot = all[place];
    if (slot === undefined || this.#submission[slot] !== submission) return undefined;
    for (const [by, order] of this.#orders) {
      const at = this.#placeIn(order, slot, this.#comparing(by));
      order.copyWithin(at, at + 1, this.#count);
    }
    this.#count -= 1;
    return slot;
  }

  #placeIn(order: Uint32Array, slot: number, comparing: Compare): number {
    return firstNotBefore(order.subarray(0, this.#count), (there) => comparing(there, slot) < 0);
  }

  #placeOfUnit(unit: UnitId, code: string): number {
    const codes = this.#places.get(unit) ?? new Map<string, number>();
    this.#places.set(unit, codes);
    const place = codes.get(code) ?? this.units.length;
    if (place === this.units.length) {
      codes.set(code, place);
      this.units.push({ unit, code });
    }
    return place;
  }

  #placeOfLearner(learner: LearnerId, name: string): number {
    const key = `${learner}\n${name}`;
    const place = this.#learnerPlaces.get(key) ?? this.learners.length;
    if (place === this.learners.length) {
      this.#learnerPlaces.set(key, place);
      this.learners.push({ learner, name });
    }
    return place;
  }

  #comparing(by: QueueSort['by'] | 'submission'): Compare {
    const byText =
      (texts: readonly string[]): Compare =>
      (a, b) =>
        compare(texts[a] ?? '', texts[b] ?? '');
    const byNumber =
      (numbers: Float64Array): Compare =>
      (a, b) =>
        compare(numbers[a] ?? 0, numbers[b] ?? 0);
    const bySubmission = byText(this.#submission);
    const then =
      (first: Compare): Compare =>
      (a, b) =>
        first(a, b) || bySubmission(a, b);
    const stateAt = (slot: number) => TRAITS[this.traits[slot] ?? 0]?.state ?? 0;
    const codeAt = (slot: number) => this.units[this.unit[slot] ?? 0]?.code ?? '';
    switch (by) {
      case 'submission':
        return bySubmission;
      case 'received':
        return then(byText(this.#receivedAt));
      case 'learner':
        return then(byText(this.#learnerName));
      case 'unit':
        return then((a, b) => compare(codeAt(a), codeAt(b)));
      case 'state':
        return then((a, b) => stateAt(a) - stateAt(b));
      case 'progress':
        return then(byNumber(this.#progress));
      case 'due':
        return then(byText(this.#due));
      case 'attempt':
        return then(byNumber(this.#attempt));
      default:
        return assertNever(by);
    }
  }
}

/** The first place in a list that does not come before the one sought. */
function firstNotBefore(slots: Uint32Array, isBefore: (slot: number) => boolean): number {
  // Most of what is new comes last.
  const last = slots.at(-1);
  let from = last !== undefined && isBefore(last) ? slots.length : 0;
  let to = slots.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const slot = slots[middle];
    if (slot !== undefined && isBefore(slot)) from = middle + 1;
    else to = middle;
  }
  return from;
}
