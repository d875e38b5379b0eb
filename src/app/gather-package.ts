import { setImmediate } from 'node:timers/promises';
import type { PackageKind } from '../api/shapes.ts';
import { FACTS, type Fact, type FactOf, type FactType } from '../domain/facts.ts';
import type { ArtifactHash, PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import {
  type Chosen,
  chooseSealsFor,
  chooseToAssess,
  chooseToShow,
  mayGoWithSeals,
} from '../domain/package-choice.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { READERS } from '../domain/roles.ts';
import { chooseStandards } from '../domain/standardisation/standards-sight.ts';
import { factOfStored } from '../ledger/record.ts';
import type { StoredRecord } from '../store/records.ts';

import { readStandards } from './standardisation/read-standards.ts';
import type { Workspace } from './workspace.ts';

/** Kinds that are made by choosing what goes in. */
export type PackableKind = Exclude<PackageKind, 'invitation' | 'acceptance'>;

export interface WantedPackage {
  readonly kind: PackableKind;
  readonly to: PersonKey | null;
  /** Only these; all that fit the kind when absent. */
  readonly submissions?: readonly SubmissionId[] | undefined;
}

/** What goes into a package, named but not yet read. */
export interface Gathered {
  /** Places in the ledger, in order; null for all there are. */
  readonly positions: readonly number[] | null;
  readonly byType: ReadonlyMap<FactType, number>;
  readonly submissions: number;
  /** Names of private objects; null for all there are. */
  readonly privates: ReadonlySet<string> | null;
  readonly evidence: ReadonlyMap<ArtifactHash, { readonly sizeBytes: number; readonly mediaType: string }>;
  /** Submissions whose names stay out because their unit is marked anonymously. */
  readonly nameless: number;
}

const BREATHE_EVERY = 500;

/** Chooses what goes into a package of a kind, for somebody. */
export async function gatherPackage(workspace: Workspace, wanted: WantedPackage): Promise<Result<Gathered>> {
  const gathering = new Gathering(workspace, wanted);
  switch (wanted.kind) {
    case 'workspace':
    case 'backup':
      return ok(await gathering.everything());
    case 'assignment':
      return wanted.to === null
        ? refused('package.for_whom', 'Say whom the assignment is for.')
        : ok(await gathering.assignment(wanted.to));
    case 'seal':
      return ok(await gathering.seals(wanted.to));
    case 'judgments':
      return ok(await gathering.own((fact) => gathering.mayReceive(wanted.to, fact)));
    case 'moderation':
      return ok(
        wanted.to === null || gathering.isProvider(wanted.to)
          ? await gathering.own((fact) => gathering.mayReceive(wanted.to, fact))
          : await gathering.shown(wanted.to),
      );
  }
}

class Gathering {
  readonly #workspace: Workspace;
  readonly #only: ReadonlySet<SubmissionId> | null;
  readonly #positions = new Set<number>();
  readonly #byType = new Map<FactType, number>();
  readonly #submissions = new Set<SubmissionId>();
  readonly #privates = new Set<string>();
  readonly #evidence = new Map<ArtifactHash, { sizeBytes: number; mediaType: string }>();
  readonly #units = new Set<UnitId>();
  #nameless = 0;
  #seen = 0;

  constructor(workspace: Workspace, wanted: WantedPackage) {
    this.#workspace = workspace;
    this.#only = wanted.submissions ? new Set(wanted.submissions) : null;
  }

  /** What markers are tested by goes to nobody who is not known to read marks: a file for nobody in particular is anybody's. */
  mayReceive(to: PersonKey | null, fact: Fact): boolean {
    if (!fact.type.startsWith('standardisation.')) return true;
    const at = new Date(this.#workspace.now()).toISOString();
    return to !== null && this.#authority.holds(to, READERS, null, at).allowed;
  }

  isProvider(person: PersonKey): boolean {
    const at = new Date(this.#workspace.now()).toISOString();
    return this.#authority.holds(person, ['provider'], null, at).allowed;
  }

  async everything(): Promise<Gathered> {
    const { recordPages } = this.#workspace.store;
    const byType = new Map<FactType, number>();
    for (const type of TYPES) {
      const count = recordPages.countOfType(type);
      if (count > 0) byType.set(type, count);
    }
    const submissions = new Set<SubmissionId>();
    for (const row of recordPages.ofType('submission.received')) {
      await this.#breathe();
      const fact = factOfStored(row.id, row.bytes);
      if (fact.type !== 'submission.received') continue;
      submissions.add(fact.body.submission);
      this.#addEvidence(fact);
    }
    const evidence = this.#evidence;
    return { positions: null, byType, submissions: submissions.size, privates: null, evidence, nameless: 0 };
  }

  async assignment(to: PersonKey): Promise<Gathered> {
    const person = this.#authority.personOf(to);
    await this.#eachSubmission('submission.allocated', (facts) =>
      chooseToAssess(facts, person, this.#authority),
    );
    this.#addPeopleAndUnits();
    return this.#gathered();
  }

  async shown(to: PersonKey): Promise<Gathered> {
    const person = this.#authority.personOf(to);
    const { views } = this.#workspace.store;
    const choose = (facts: readonly Fact[], submission: SubmissionId) => {
      const view = views.submission(submission);
      return view ? chooseToShow(facts, view, person, this.#authority) : null;
    };
    for (const key of this.#authority.keysOf(person)) {
      for (const row of this.#workspace.store.recordPages.by(key)) await this.#addChosen(row, choose);
    }
    this.#addStandardsFor(person);
    this.#addPeopleAndUnits();
    return this.#gathered();
  }

  /** What they may know by now of how they are taught and tested. */
  #addStandardsFor(person: PersonKey): void {
    const { records } = this.#workspace.store;
    for (const unit of this.#units) {
      const standards = readStandards(this.#workspace, unit);
      if (!standards) continue;
      const rows = records.storedAbout(`q:${unit}`);
      const facts = rows.map((one) => factOfStored(one.id, one.bytes));
      const { personOf } = this.#authority;
      const shown = chooseStandards(standards.view, standards.results, facts, person, personOf);
      for (const [index, fact] of facts.entries())
        if (shown.includes(fact)) this.#add(fact, rows[index]?.position ?? 0);
    }
  }

  async seals(to: PersonKey | null): Promise<Gathered> {
    await this.own(mayGoWithSeals);
    if (to !== null) {
      const person = this.#authority.personOf(to);
      const { views } = this.#workspace.store;
      await this.#eachSubmission('submission.allocated', (facts, submission) => {
        const tested = new Set(views.submission(submission)?.tested.keys());
        return chooseSealsFor(facts, person, this.#authority, tested);
      });
    }
    return this.#gathered();
  }

  /** The records of whoever is at the desk, with all of their keys. */
  async own(goes: (fact: Fact) => boolean): Promise<Gathered> {
    const { store, me } = this.#workspace;
    for (const key of this.#authority.keysOf(me())) {
      for (const row of store.recordPages.by(key)) {
        await this.#breathe();
        const fact = factOfStored(row.id, row.bytes);
        const submission = submissionOf(fact);
        if (this.#only && submission && !this.#only.has(submission)) continue;
        if (!goes(fact)) continue;
        this.#add(fact, row.position);
        if (fact.type === 'submission.received') this.#addWork(fact);
      }
    }
    this.#addPeople();
    return this.#gathered();
  }

  get #authority() {
    return this.#workspace.store.authority();
  }

  /** Goes through the submissions that facts of one type are about. */
  async #eachSubmission(type: FactType, choose: Choose): Promise<void> {
    for (const row of this.#workspace.store.recordPages.ofType(type)) await this.#addChosen(row, choose);
  }

  async #addChosen(row: StoredRecord, choose: Choose): Promise<void> {
    await this.#breathe();
    const { records } = this.#workspace.store;
    const submission = submissionOf(factOfStored(row.id, row.bytes));
    if (!submission || this.#looked.has(submission) || (this.#only && !this.#only.has(submission))) return;
    this.#looked.add(submission);
    const rows = records.storedAbout(`s:${submission}`);
    const facts = rows.map((one) => factOfStored(one.id, one.bytes));
    const chosen = choose(facts, submission);
    if (!chosen) return;
    for (const [index, fact] of facts.entries()) {
      if (!chosen.facts.includes(fact)) continue;
      this.#add(fact, rows[index]?.position ?? 0);
      if (fact.type !== 'submission.received') continue;
      this.#units.add(fact.body.unit);
      this.#addDetails(fact);
      if (chosen.withEvidence) this.#addEvidence(fact);
    }
  }

  readonly #looked = new Set<SubmissionId>();

  #add(fact: Fact, position: number): void {
    if (this.#positions.has(position)) return;
    this.#positions.add(position);
    this.#byType.set(fact.type, (this.#byType.get(fact.type) ?? 0) + 1);
    const submission = submissionOf(fact);
    if (submission) this.#submissions.add(submission);
  }

  #addWork(fact: FactOf<'submission.received'>): void {
    this.#addDetails(fact);
    this.#addEvidence(fact);
  }

  /** Names stay out while the unit is marked anonymously and its outcome is open. */
  #addDetails({ body }: FactOf<'submission.received'>): void {
    const { store } = this.#workspace;
    const view = store.views.submission(body.submission);
    if (view ? view.isAnonymous : store.units.isAnonymous(body.unit)) this.#nameless += 1;
    else this.#privates.add(body.details);
  }

  #addEvidence({ body }: FactOf<'submission.received'>): void {
    for (const { hash, sizeBytes, mediaType } of body.artifacts)
      this.#evidence.set(hash, { sizeBytes, mediaType });
  }

  #addAbout(subject: string): void {
    for (const row of this.#workspace.store.records.storedAbout(subject))
      this.#add(factOfStored(row.id, row.bytes), row.position);
  }

  /** Who may do what, by which everything else is judged; and what is to be forgotten, which must reach everybody. */
  #addPeople(): void {
    this.#addAbout('people');
    for (const row of this.#workspace.store.recordPages.ofType('learner.erased'))
      this.#add(factOfStored(row.id, row.bytes), row.position);
  }

  #addPeopleAndUnits(): void {
    this.#addPeople();
    for (const unit of this.#units) this.#addAbout(`u:${unit}`);
  }

  async #breathe(): Promise<void> {
    this.#seen += 1;
    if (this.#seen % BREATHE_EVERY === 0) await setImmediate();
  }

  #gathered(): Gathered {
    return {
      positions: [...this.#positions].sort((a, b) => a - b),
      byType: this.#byType,
      submissions: this.#submissions.size,
      privates: this.#privates,
      evidence: this.#evidence,
      nameless: this.#nameless,
    };
  }
}

type Choose = (facts: readonly Fact[], submission: SubmissionId) => Chosen | null;

const submissionOf = (fact: Fact): SubmissionId | null =>
  'submission' in fact.body ? fact.body.submission : null;

const TYPES = Object.keys(FACTS) as FactType[];
