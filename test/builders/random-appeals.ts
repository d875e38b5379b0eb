import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { AppealFact, AppealView } from '../../src/domain/appeals/appeal-view.ts';
import { remarkedBy } from '../../src/domain/appeals/as-seen-by.ts';
import { appealRefusal } from '../../src/domain/appeals/propose-appeal-step.ts';
import { authorityFrom } from '../../src/domain/authority.ts';
import type { Fact, FactBody, FactOf, FactType } from '../../src/domain/facts.ts';
import { type AssessmentId, LearnerId, RecordId, SubmissionId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/roles.ts';
import { type SubmissionView, viewSubmission } from '../../src/domain/submission-view.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { commitmentOf } from '../../src/ledger/commitment.ts';
import { unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { FOUNDED, keyNamed } from './a-chain.ts';
import { allMet, judgments, level } from './a-judgment.ts';
import { aUnit } from './a-unit.ts';
import { newJudgments } from './an-appeal.ts';

export const UNIT = aUnit();
const GOOD = allMet(UNIT);
/** What may be given: better, as it was, and worse than what was released. */
const GIVEN = [GOOD, { ...GOOD, c1: level('l2') }, { ...GOOD, c1: level('l1') }];
const RELEASED = { ...GOOD, c1: level('l2') };
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const SUBMISSION = SubmissionId.parse(hash('submission'));
const timeOf = (minute: number) => new Date(Math.round(FOUNDED + minute * 60_000)).toISOString();
const NO_RECORD = RecordId.parse('f'.repeat(64));

function aFact<T extends FactType>(by: string, type: T, body: FactBody<T>, minute: number): FactOf<T> {
  const id = RecordId.parse(hash(JSON.stringify([by, type, body, minute])));
  return {
    id,
    type,
    author: keyNamed(by),
    seq: minute + 1000,
    at: timeOf(minute),
    body,
  } as unknown as FactOf<T>;
}

const CREATED = aFact(
  'root',
  'workspace.created',
  { name: 'W', provider: 'P', nonce: 'n', isDemo: false },
  0,
);
const appointed = (name: string, roles: Role[], until: number | null = null) =>
  aFact(
    'root',
    'person.appointed',
    {
      person: keyNamed(name),
      name,
      roles,
      units: 'all',
      from: timeOf(0),
      until: until === null ? null : timeOf(until),
    },
    1,
  );
/** Ann marked it, Mo confirmed it, Root released it. May’s appointment ends in the middle of what happens. */
const PEOPLE: readonly Fact[] = [
  CREATED,
  appointed('ann', ['assessor', 'moderator']),
  appointed('mo', ['moderator']),
  appointed('ada', ['moderator', 'adjudicator']),
  appointed('may', ['moderator', 'assessor'], 250),
  appointed('max', ['assessor']),
  appointed('rob', ['assessor']),
];
export const AUTHORITY = authorityFrom(CREATED, 'Root', PEOPLE);

const contentOf = (given: (typeof GIVEN)[number]) => ({
  submission: SUBMISSION,
  unitVersion: unitVersionIdOf(UNIT),
  evidence: [],
  judgments: judgments(given),
  anchors: [],
  feedback: '',
  actions: [],
  pleaseCheck: false,
});

const confirmed = (by: string, minute: number, sources: AssessmentId[], agreement: RecordId | null) =>
  aFact(
    by,
    'outcome.confirmed',
    {
      submission: SUBMISSION,
      how: 'single',
      sources,
      agreement,
      judgments: judgments(RELEASED).map(({ criterion, decision, rationale }) => ({
        criterion,
        decision,
        rationale,
        from: sources[0] ?? null,
      })),
      verdict: 'passed',
      total: null,
    },
    minute,
  );

const released = (by: string, minute: number, outcome: RecordId) =>
  aFact(
    by,
    'batch.exported',
    {
      label: 'July',
      version: 1,
      supersedes: null,
      manifest: hash('m'),
      results: [{ submission: SUBMISSION, outcome, verdict: 'passed', credential: null }],
    },
    minute,
  );

const RECEIVED = aFact(
  'root',
  'submission.received',
  {
    submission: SUBMISSION,
    unit: UNIT.id,
    unitVersion: unitVersionIdOf(UNIT),
    learner: LearnerId.parse('0'.repeat(32)),
    attempt: 1,
    artifacts: [],
    details: hash('details'),
  },
  2,
);
const MARKED = aFact('ann', 'assessment.submitted', contentOf(RELEASED), 3);
const CONFIRMED = confirmed('mo', 4, [MARKED.id], null);
const BEGINNING: readonly Fact[] = [RECEIVED, MARKED, CONFIRMED, released('root', 5, CONFIRMED.id)];

const STEPS = ['check', 'choose', 'mark', 'decide', 'close'] as const;
const act = fc.record({
  machine: fc.constantFrom(0, 0, 0, 1, 2),
  by: fc.oneof(
    { weight: 6, arbitrary: fc.constant('ada') },
    { weight: 4, arbitrary: fc.constant('root') },
    { weight: 2, arbitrary: fc.constantFrom('mo', 'may', 'ann', 'max', 'rob') },
  ),
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...STEPS) },
    { weight: 2, arbitrary: fc.constantFrom('lodge', 'merge', 'withdraw', 'confirm', 'release') },
  ),
  choice: fc.noBias(fc.nat({ max: 999 })),
  /** Clocks of several machines are not alike. */
  minutesOff: fc.integer({ min: -30, max: 30 }),
  /** Recorded by a program that asks nobody whether it may. */
  isForced: fc.constantFrom(false, false, false, true),
});
export type AppealAct = typeof act extends fc.Arbitrary<infer A> ? A : never;

const first = (kind: AppealAct['kind'], by: AppealAct['by'], choice: number): AppealAct => ({
  ...{ machine: 0, kind, by, choice, minutesOff: 0, isForced: false },
});
/** Without these little of what follows would count. */
const LIKELY = [first('lodge', 'root', 0), first('check', 'ada', 0)];
export const appealActs = fc
  .tuple(
    fc.constantFrom(1, 2, 3),
    fc.nat({ max: 999 }),
    fc.array(act, { minLength: 5, maxLength: 70, size: 'max' }),
  )
  .map(([begun, choice, acts]) => [...[...LIKELY, first('choose', 'ada', choice)].slice(0, begun), ...acts]);

const pick = <T>(from: readonly T[], number: number): T | undefined =>
  from[number % Math.max(1, from.length)];

/** Three copies of one workspace, on which people deal with appeals and merge now and then. */
export class AppealPlay {
  readonly machines: Set<Fact>[] = [0, 1, 2].map(() => new Set(BEGINNING));
  #minute = 10;

  viewOn(machine: number): SubmissionView {
    return this.viewOf([...(this.machines[machine] ?? [])]);
  }

  viewOf(facts: readonly Fact[]): SubmissionView {
    const view = viewSubmission(facts, {
      authority: AUTHORITY,
      unit: UNIT,
      currentVersion: unitVersionIdOf(UNIT),
      tolerance: DEFAULT_TOLERANCE,
      isAnonymous: false,
      commitmentOf,
      standard: null,
    });
    if (!view) throw new Error('it was received');
    return view;
  }

  /** Does it, where there is anything to do; says whether a command did, rather than force or a merge. */
  act(doing: AppealAct): boolean {
    const here = this.machines[doing.machine];
    const other = this.machines[doing.choice % 3];
    if (!here || !other) return false;
    this.#minute += 10;
    if (doing.kind === 'merge') {
      for (const fact of other) here.add(fact);
      return false;
    }
    const view = this.viewOn(doing.machine);
    // No two are of one time: a record is named by what it says.
    const facts = this.#step(doing, view, this.#minute + doing.minutesOff + this.#minute / 100_000);
    const [first] = facts;
    if (!first) return false;
    if (!doing.isForced && first.type.startsWith('appeal.')) {
      const proposed = { ...first, id: NO_RECORD } as AppealFact;
      if (appealRefusal(proposed, view, this.viewOf([...here, proposed]))) return false;
    }
    for (const fact of facts) here.add(fact);
    return !doing.isForced;
  }

  #step(doing: AppealAct, view: SubmissionView, minute: number): readonly Fact[] {
    const { by, choice, isForced, kind } = doing;
    const submission = SUBMISSION;
    const appeal = pick(view.appeals, isForced ? choice : Math.max(0, view.appeals.length - 1));
    switch (kind) {
      case 'lodge': {
        const outcome = view.outcome?.record ?? CONFIRMED.id;
        const release = view.batch ?? NO_RECORD;
        const received = timeOf(6);
        const about = { submission, outcome, release, received, due: null, parts: [] };
        const mayLower = choice % 2 === 0;
        return [aFact(by, 'appeal.lodged', { ...about, asker: 'learner', grounds: 'g', mayLower }, minute)];
      }
      case 'mark':
        return this.#mark(doing, view, minute);
      case 'confirm': {
        // What a moderator who knows of no appeal might do, or one who carries on from what it came to.
        if (!isForced) return [];
        return [confirmed(choice % 2 ? 'mo' : by, minute, [MARKED.id], view.outcome?.agreement ?? null)];
      }
      case 'release':
        return view.outcome?.record && view.state === 'confirmed'
          ? [released(isForced ? by : 'root', minute, view.outcome.record)]
          : [];
      default:
        return appeal ? this.#stepOf(kind, doing, appeal, minute) : [];
    }
  }

  #stepOf(
    kind: 'check' | 'choose' | 'decide' | 'close' | 'withdraw' | 'merge',
    { by, choice, isForced }: AppealAct,
    { lodged, checked, process, decision, remarking }: AppealView,
    minute: number,
  ): readonly Fact[] {
    const about = { submission: SUBMISSION, appeal: lodged.id };
    switch (kind) {
      case 'check': {
        const holds = { totals: true, evidence: true, rubric: true };
        return [aFact(by, 'appeal.checked', { ...about, holds, note: '' }, minute)];
      }
      case 'choose': {
        const wanted = pick(['clerical_check', 'review', 'blind_remark', 'double_blind'] as const, choice);
        if (!wanted) return [];
        const names = isForced ? ['ann', 'mo'] : ['max', 'rob'];
        const count = wanted === 'blind_remark' ? 1 : wanted === 'double_blind' ? 2 : 0;
        const remarkers = names.slice(0, count).map(keyNamed);
        const body = { ...about, check: checked?.id ?? NO_RECORD, process: wanted, remarkers, due: null };
        const sealed = wanted === 'double_blind';
        return [
          aFact(by, 'appeal.process_chosen', { ...body, reason: 'r' }, minute),
          ...remarkers.map((person) =>
            aFact(
              by,
              'submission.allocated',
              { submission: SUBMISSION, person, as: 'first', sealed, due: null },
              minute + 1,
            ),
          ),
        ];
      }
      case 'decide': {
        const result = pick(['upheld', 'raised', 'lowered', 'remitted'] as const, choice);
        if (!result) return [];
        const asked = new Set(process?.body.remarkers);
        const marks = (remarking?.assessments ?? []).filter(({ author }) => asked.has(author));
        const given = pick(GIVEN, Math.floor(choice / 4)) ?? GOOD;
        const isChange = result === 'raised' || result === 'lowered';
        const said = { process: process?.id ?? NO_RECORD, marks: marks.map(({ id }) => id), reason: 'r' };
        const body = { ...about, ...said, result, judgments: isChange ? newJudgments(given) : [] };
        return [aFact(by, 'appeal.decided', body, minute)];
      }
      case 'close':
        return [aFact(by, 'appeal.closed', { ...about, decision: decision?.id ?? NO_RECORD }, minute)];
      case 'withdraw':
        return [aFact(by, 'appeal.withdrawn', { ...about, reason: 'r' }, minute)];
      case 'merge':
        return [];
    }
  }

  /** Whoever is asked seals or opens, as their copy would; a cheat marks openly, asked or not. */
  #mark({ by, choice, isForced }: AppealAct, view: SubmissionView, minute: number): readonly Fact[] {
    const names = ['max', 'rob'];
    const name = isForced ? by : (names[choice % 2] ?? 'max');
    const person = keyNamed(name);
    const given = contentOf(pick(GIVEN, choice) ?? GOOD);
    const remarking = remarkedBy(view, person)?.remarking;
    if (!remarking) return isForced ? [aFact(name, 'assessment.submitted', given, minute)] : [];
    const own = remarking.allocations.find((one) => one.person === person);
    if (!own?.isSealed || isForced) return [aFact(name, 'assessment.submitted', given, minute)];
    const salt = hash(`salt of ${name}`);
    const content = contentOf(GOOD);
    const seal = remarking.seals.standing.get(person);
    if (!seal) {
      const commitment = commitmentOf({ salt, author: person, body: content });
      return [aFact(name, 'assessment.sealed', { submission: SUBMISSION, commitment }, minute)];
    }
    const others = remarking.allocations.filter((one) => one.isSealed && one.person !== person);
    const seen = others.flatMap((one) => remarking.seals.of.get(one.person)?.[0]?.id ?? []);
    if (seen.length < others.length) return [];
    const body = { ...content, seal: { record: seal.id, salt, seen } };
    return [aFact(name, 'assessment.submitted', body, minute)];
  }
}
