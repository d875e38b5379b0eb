import { type Fact, type FactOf, inOrder } from '../facts.ts';
import type { BatchId, PersonKey, RecordId } from '../ids.ts';
import type { OutcomeView } from '../outcome-view.ts';
import type { SubmissionContext, SubmissionView } from '../submission-view.ts';
import { AppealState } from './appeal-state.ts';
import { type AppealFact, type AppealView, type LodgedFact, viewAppeal } from './appeal-view.ts';

interface AppealedFacts {
  readonly context: SubmissionContext;
  /** All facts about the submission but those of appeals. */
  readonly plain: readonly Fact[];
  /** What they come to without what was marked anew. */
  readonly basis: SubmissionView;
  /** Those of appeals whose authors might state them, in order. */
  readonly about: readonly AppealFact[];
  readonly remarkingBy: (remarkers: ReadonlySet<PersonKey>) => SubmissionView | null;
  readonly refuse: (record: RecordId, reason: string) => void;
}

const NO_APPEAL = 'The appeal it belongs to is not here, or does not count.';

/** Every appeal of a submission that counts, each about an outcome that counts and was released. */
export class Appeals {
  readonly all: AppealView[] = [];
  /** Confirmations that came while an appeal was under way, and do not rest on what it came to. */
  readonly overruled = new Map<RecordId, string>();
  readonly #given: AppealedFacts;
  readonly #exports: readonly FactOf<'batch.exported'>[];

  constructor(given: AppealedFacts) {
    this.#given = given;
    const { plain, basis } = given;
    const isExport = (fact: Fact): fact is FactOf<'batch.exported'> =>
      fact.type === 'batch.exported' && !basis.notCounted.has(fact.id);
    this.#exports = plain.filter(isExport).sort(inOrder);
    const parts = this.#partsIn();
    for (const fact of plain.filter((one) => one.type === 'outcome.confirmed').sort(inOrder)) {
      const outcome = basis.confirmations.get(fact.id);
      if (!outcome) continue;
      if (this.all.some((appeal) => standsAgainst(appeal, fact)))
        this.overruled.set(
          fact.id,
          'The outcome was under appeal, and this does not rest on what came of it.',
        );
      else this.#findAppealsOf(fact.id, outcome, parts);
    }
    this.#refuseOthers();
  }

  /** The batch in which an outcome was released last; null where it was not. */
  releaseOf(outcome: RecordId): BatchId | null {
    return this.#exports.findLast((fact) => this.#releases(fact, outcome))?.id ?? null;
  }

  #releases({ body }: FactOf<'batch.exported'>, outcome: RecordId): boolean {
    const { submission } = this.#given.basis.received.body;
    return body.results.some((one) => one.submission === submission && one.outcome === outcome);
  }

  /** Whoever assessed, countersigned, agreed, referred, confirmed or verified what outcomes of it rest on. */
  #partsIn(): ReadonlySet<PersonKey> {
    const { context, plain, basis } = this.#given;
    const { personOf } = context.authority;
    const sources = new Set([...basis.confirmations.values()].flatMap((one) => one.sources));
    const parts = new Set([...basis.assessments.map(({ author }) => author), ...basis.standBehind]);
    for (const fact of plain) {
      const isPart =
        fact.type === 'outcome.agreed' ||
        fact.type === 'outcome.referred' ||
        fact.type === 'outcome.confirmed' ||
        fact.type === 'batch.item_verified' ||
        sources.has(fact.id);
      if (isPart && !basis.notCounted.has(fact.id)) parts.add(personOf(fact.author));
    }
    return parts;
  }

  /** Of several appeals of one outcome the one stands that has come furthest, of equals the first. */
  #findAppealsOf(record: RecordId, outcome: OutcomeView, parts: ReadonlySet<PersonKey>): void {
    const { about, refuse, context } = this.#given;
    const views = about.flatMap((fact) => {
      if (fact.type !== 'appeal.lodged' || fact.body.outcome !== record) return [];
      const release = this.#exports.find(({ id }) => id === fact.body.release);
      if (release && this.#releases(release, record)) return [this.#view(fact, outcome, parts)];
      refuse(fact.id, 'The release that it names is not here, or did not release this outcome.');
      return [];
    });
    this.all.push(...views.filter(({ state }) => state === 'withdrawn'));
    const rank = ({ state }: AppealView) => AppealState.options.indexOf(state);
    const [stands, ...others] = views
      .filter(({ state }) => state !== 'withdrawn')
      .sort((a, b) => rank(b) - rank(a) || inOrder(a.lodged, b.lodged));
    for (const { lodged } of others)
      for (const fact of this.#of(lodged)) refuse(fact.id, 'Another appeal of the same outcome stands.');
    if (!stands) return;
    this.all.push(stands);
    if (!stands.closed || !stands.outcome?.record) return;
    // Whoever dealt with this appeal had a part in what came of it.
    const dealt = this.#of(stands.lodged).flatMap(({ type, author }) =>
      type === 'appeal.checked' || type === 'appeal.process_chosen' || type === 'appeal.decided'
        ? [context.authority.personOf(author)]
        : [],
    );
    const all = new Set([...parts, ...stands.remarkers, ...dealt]);
    this.#findAppealsOf(stands.outcome.record, stands.outcome, all);
  }

  #of({ id }: LodgedFact): readonly AppealFact[] {
    return this.#given.about.filter(
      (fact) => fact.id === id || ('appeal' in fact.body && fact.body.appeal === id),
    );
  }

  #view(lodged: LodgedFact, about: OutcomeView, before: ReadonlySet<PersonKey>): AppealView {
    const { context, plain, basis, remarkingBy, refuse } = this.#given;
    const { authority, unit } = context;
    return viewAppeal(lodged, this.#of(lodged), {
      authority,
      unit,
      learner: basis.received.body.learner,
      about,
      parts: new Set([...before, ...lodged.body.parts.map((key) => authority.personOf(key))]),
      remarkingBy,
      assessment: (id) => {
        const fact = plain.find((one) => one.id === id);
        return fact?.type === 'assessment.submitted' ? fact : null;
      },
      isReleased: (outcome) => this.releaseOf(outcome) !== null,
      refuse,
    });
  }

  /** What belongs to no appeal that counts. */
  #refuseOthers(): void {
    const { about, refuse } = this.#given;
    const outcomes = new Set<RecordId>(this.#given.basis.confirmations.keys());
    for (const id of this.overruled.keys()) outcomes.delete(id);
    for (const { closed, outcome } of this.all) if (closed && outcome?.record) outcomes.add(outcome.record);
    const counted = new Set(this.all.map(({ lodged }) => lodged.id));
    for (const fact of about) {
      if (fact.type === 'appeal.lodged') {
        if (!outcomes.has(fact.body.outcome))
          refuse(fact.id, 'The outcome that it is about is not here, or does not count.');
      } else if (!counted.has(fact.body.appeal)) refuse(fact.id, NO_APPEAL);
    }
  }
}

/**
 * Whether an appeal that was lodged by then keeps a confirmation from counting: while it is under way, and after it,
 * where it changed the outcome, unless the confirmation rests on that.
 */
function standsAgainst(appeal: AppealView, confirmation: FactOf<'outcome.confirmed'>): boolean {
  const { lodged, state, closed, decision } = appeal;
  if (state === 'withdrawn' || inOrder(confirmation, lodged) < 0) return false;
  if (closed && confirmation.body.agreement === closed.body.decision) return false;
  const isDone = closed !== null && inOrder(closed, confirmation) < 0;
  const isChanged = decision?.body.result === 'raised' || decision?.body.result === 'lowered';
  return !isDone || isChanged;
}
