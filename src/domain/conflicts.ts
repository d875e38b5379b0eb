import { type Fact, type FactOf, inOrder } from './facts.ts';
import type { LearnerId, PersonKey, RecordId } from './ids.ts';

export type Conflict = FactOf<'conflict.declared'>;

/** What of a history decides who may speak of conflicts. */
interface Speakers {
  readonly personOf: (key: PersonKey) => PersonKey;
  /** Why its author may not say so, or null. */
  readonly objection: (
    fact: Conflict | FactOf<'conflict.withdrawn'>,
    about: PersonKey | null,
  ) => string | null;
}

/** Conflicts of interest that count, each from the time it was declared until it was withdrawn. */
export class Conflicts {
  readonly notCounted = new Map<RecordId, string>();
  readonly #byLearner = new Map<LearnerId, Conflict[]>();
  readonly #withdrawnFrom = new Map<RecordId, string>();
  readonly #personOf: Speakers['personOf'];

  constructor(facts: readonly Fact[], { personOf, objection }: Speakers) {
    this.#personOf = personOf;
    const ordered = [...facts].sort(inOrder);
    const declared = new Map<RecordId, Conflict>();
    for (const fact of ordered) {
      if (fact.type !== 'conflict.declared') continue;
      if (this.#note(fact.id, objection(fact, personOf(fact.body.person)))) continue;
      declared.set(fact.id, fact);
      const list = this.#byLearner.get(fact.body.learner) ?? [];
      list.push(fact);
      this.#byLearner.set(fact.body.learner, list);
    }
    for (const fact of ordered) {
      if (fact.type !== 'conflict.withdrawn') continue;
      const about = declared.get(fact.body.conflict);
      if (this.#note(fact.id, objection(fact, about ? personOf(about.body.person) : null))) continue;
      if (!about) this.#note(fact.id, 'It withdraws a conflict that is not here, or that does not count.');
      else if (!this.#withdrawnFrom.has(about.id)) this.#withdrawnFrom.set(about.id, fact.at);
    }
  }

  /** The conflict that keeps this person from judging the learner’s work at that time, or null. */
  of(key: PersonKey, learner: LearnerId, at: string): Conflict | null {
    const person = this.#personOf(key);
    const found = this.#byLearner.get(learner)?.find((one) => {
      const withdrawn = this.#withdrawnFrom.get(one.id);
      return (
        this.#personOf(one.body.person) === person &&
        one.at <= at &&
        (withdrawn === undefined || at < withdrawn)
      );
    });
    return found ?? null;
  }

  /** All that were declared and count, in order of time, with when they were withdrawn. */
  all(): readonly { readonly conflict: Conflict; readonly withdrawnFrom: string | null }[] {
    return [...this.#byLearner.values()]
      .flat()
      .sort(inOrder)
      .map((conflict) => ({ conflict, withdrawnFrom: this.#withdrawnFrom.get(conflict.id) ?? null }));
  }

  #note(record: RecordId, reason: string | null): boolean {
    if (reason !== null) this.notCounted.set(record, reason);
    return reason !== null;
  }
}
