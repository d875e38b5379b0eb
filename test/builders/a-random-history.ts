import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  ArtifactHash,
  type AssessmentId,
  LearnerId,
  type RecordId,
  type SubmissionId,
} from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import { Role } from '../../src/domain/roles.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { decideVerdict } from '../../src/domain/verdict.ts';
import { submissionIdOf, unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { AChain, FOUNDED, keyNamed } from './a-chain.ts';
import { aJudgment, decided, level, met, notYet, points } from './a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from './a-unit.ts';
import { RandomSeals, randomContent, sealActs } from './random-seals.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** The tablet is a device of somebody’s, once it is added. */
const PEOPLE = ['root', 'ann', 'bob', 'mo', 'eve', 'tablet'] as const;
const CRITERIA = [aLevels('c1', { critical: true }), aBinary('c2'), aNumeric('c3')];
const UNIT = aUnit({ criteria: CRITERIA });
/** Two units, the first in two versions. */
const UNITS = [
  UNIT,
  aUnit({ criteria: CRITERIA, versionLabel: '2026.2', passRule: { kind: 'total_points', atLeast: 10 } }),
  aUnit({ id: 'unit:other', criteria: CRITERIA }),
];

const learnerNumbered = (number: number) => LearnerId.parse(`${number}`.repeat(32));

const index = fc.nat({ max: 1000 });
const person = fc.constantFrom(...PEOPLE);
const mostly = (name: (typeof PEOPLE)[number]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(name) }, { weight: 1, arbitrary: person });

/** Few enough that two markers often give the same or nearly the same. */
const decisions = fc
  .record({ c1: fc.constantFrom('l2', 'l3', 'l4'), c2: fc.boolean(), c3: fc.constantFrom(11, 12, 20) })
  .map(
    ({ c1, c2, c3 }): Record<string, Decision> => ({ c1: level(c1), c2: c2 ? met : notYet, c3: points(c3) }),
  );

/** One thing somebody does; what it does it to is chosen when it is known what is there. */
const act = fc.oneof(
  fc.record({
    kind: fc.constant('appoint' as const),
    by: person,
    whom: person,
    roles: fc.uniqueArray(fc.constantFrom(...Role.options), { minLength: 1, maxLength: 3 }),
    trainee: fc.boolean(),
    days: fc.option(fc.nat({ max: 3 })),
  }),
  fc.record({ kind: fc.constant('dismiss' as const), by: person, appointment: index }),
  fc.record({
    kind: fc.constant('add key' as const),
    by: mostly('root'),
    whom: person,
    key: mostly('tablet'),
    isReplacement: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('conflict' as const),
    by: mostly('eve'),
    whom: person,
    learner: fc.nat({ max: 2 }),
  }),
  fc.record({ kind: fc.constant('free' as const), by: mostly('mo'), conflict: index }),
  fc.record({ kind: fc.constant('publish' as const), by: person, unit: index }),
  fc.record({ kind: fc.constant('tolerance' as const), by: person, unit: index, gap: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('hide' as const), by: person, unit: index, anonymous: fc.boolean() }),
  fc.record({ kind: fc.constant('receive' as const), by: person, unit: index, learner: fc.nat({ max: 2 }) }),
  ...Array.from({ length: 6 }, () =>
    fc.record({ kind: fc.constant('assess' as const), by: person, submission: index, decisions }),
  ),
  { weight: 4, arbitrary: fc.oneof(...sealActs(decisions, { person, moderator: mostly('mo') })) },
  fc.record({ kind: fc.constant('recall' as const), by: person, assessment: index }),
  ...Array.from({ length: 2 }, () =>
    fc.record({ kind: fc.constant('agree' as const), by: mostly('mo'), submission: index, decisions }),
  ),
  ...Array.from({ length: 2 }, () =>
    fc.record({ kind: fc.constant('confirm' as const), by: mostly('mo'), submission: index, decisions }),
  ),
  ...Array.from({ length: 2 }, () =>
    fc.record({ kind: fc.constant('export' as const), by: mostly('root'), confirmation: index }),
  ),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** The order of the times differs from the order of signing: clocks of several machines are not alike. */
const scene = fc.record({ act, minutesAfter: fc.nat({ max: 60 }) });

const appointed = (whom: (typeof PEOPLE)[number], ...roles: Role[]): Act => ({
  kind: 'appoint',
  by: 'root',
  whom,
  roles,
  trainee: false,
  days: null,
});

/** Without these little of what follows would count. Eve is never appointed but by chance. */
const BEGINNING: readonly Act[] = [
  { kind: 'publish', by: 'root', unit: 0 },
  appointed('ann', 'assessor'),
  appointed('bob', 'assessor'),
  appointed('mo', 'moderator'),
  { kind: 'receive', by: 'root', unit: 0, learner: 0 },
  { kind: 'receive', by: 'ann', unit: 0, learner: 1 },
  { kind: 'allocate', by: 'root', whom: 'ann', submission: 1, sealed: false },
  { kind: 'allocate', by: 'root', whom: 'bob', submission: 1, sealed: true },
];

/** A random history of several people with real signatures: appointed and not, allowed and not, clashing and not. */
export const aRandomHistory = fc
  .array(scene, { minLength: 5, maxLength: 40, size: 'max' })
  .map((scenes) => playOut([...BEGINNING.map((one) => ({ act: one, minutesAfter: 0 })), ...scenes]));

function playOut(scenes: readonly { act: Act; minutesAfter: number }[]): AChain {
  const chain = new AChain();
  const submissions: {
    id: SubmissionId;
    unit: Unit;
    marks: AssessmentId[];
  }[] = [];
  const assessments: { id: AssessmentId; submission: number }[] = [];
  const seals = new RandomSeals();
  const appointments: RecordId[] = [];
  const conflicts: RecordId[] = [];
  const confirmations: { id: RecordId; submission: number }[] = [];
  const pick = <T>(from: readonly T[], number: number): T | undefined =>
    from[number % Math.max(1, from.length)];
  for (const [number, { act: doing, minutesAfter }] of scenes.entries()) {
    const at = FOUNDED + (minutesAfter + number * 10) * 60_000;
    const { by } = doing;
    switch (doing.kind) {
      case 'appoint': {
        const until = doing.days === null ? null : new Date(at + doing.days * 86_400_000).toISOString();
        const { whom, roles, trainee } = doing;
        const { id } = chain.sign(
          by,
          'person.appointed',
          {
            person: keyNamed(whom),
            name: whom,
            roles,
            units: 'all',
            from: new Date(at).toISOString(),
            until,
            trainee,
          },
          { at },
        );
        appointments.push(id);
        break;
      }
      case 'dismiss': {
        const appointment = pick(appointments, doing.appointment);
        const from = new Date(at - 15 * 60_000).toISOString();
        if (appointment) chain.sign(by, 'appointment.revoked', { appointment, from, reason: 'left' }, { at });
        break;
      }
      case 'add key': {
        const [whose, key] = [keyNamed(doing.whom), keyNamed(doing.key)];
        const kind = doing.isReplacement ? 'replacement' : 'device';
        const from = new Date(at).toISOString();
        chain.sign(by, 'key.added', { person: whose, key, kind, from, reason: 'lost' }, { at });
        break;
      }
      case 'conflict': {
        const learner = learnerNumbered(doing.learner);
        const body = { person: keyNamed(doing.whom), learner, reason: 'kin' };
        conflicts.push(chain.sign(by, 'conflict.declared', body, { at }).id);
        break;
      }
      case 'free': {
        const conflict = pick(conflicts, doing.conflict);
        if (conflict) chain.sign(by, 'conflict.withdrawn', { conflict, reason: 'mistaken' }, { at });
        break;
      }
      case 'publish':
        chain.sign(by, 'unit.published', { unit: pick(UNITS, doing.unit) ?? UNIT }, { at });
        break;
      case 'tolerance': {
        const unit = pick(UNITS, doing.unit) ?? UNIT;
        chain.sign(
          by,
          'tolerance.set',
          { unit: unit.id, rule: { ...DEFAULT_TOLERANCE, maxLevelGap: doing.gap } },
          { at },
        );
        break;
      }
      case 'hide': {
        const unit = pick(UNITS, doing.unit) ?? UNIT;
        chain.sign(by, 'anonymity.set', { unit: unit.id, anonymous: doing.anonymous }, { at });
        break;
      }
      case 'receive': {
        const unit = pick(UNITS, doing.unit) ?? UNIT;
        const learner = learnerNumbered(doing.learner);
        const artifact = ArtifactHash.parse(sha256(`evidence of ${doing.learner}`));
        const submission = submissionIdOf(unit.id, learner, [artifact]);
        chain.sign(
          by,
          'submission.received',
          {
            submission,
            unit: unit.id,
            unitVersion: unitVersionIdOf(unit),
            learner,
            attempt: 1,
            artifacts: [
              { hash: artifact, sizeBytes: 10, mediaType: 'text/plain', claims: [], claimsUnit: true },
            ],
            details: sha256(`details ${number}`),
          },
          { at },
        );
        if (!submissions.some((one) => one.id === submission))
          submissions.push({ id: submission, unit, marks: [] });
        break;
      }
      case 'assess': {
        const submission = pick(submissions, doing.submission);
        if (!submission) break;
        const { id } = chain.sign(
          by,
          'assessment.submitted',
          { ...randomContent(submission, doing.decisions), pleaseCheck: number % 5 === 0 },
          { at },
        );
        submission.marks.push(id);
        assessments.push({ id, submission: submissions.indexOf(submission) });
        break;
      }
      case 'recall': {
        const assessment = pick(assessments, doing.assessment);
        const submission = submissions[assessment?.submission ?? -1];
        if (assessment && submission)
          chain.sign(
            by,
            'assessment.recalled',
            { submission: submission.id, assessment: assessment.id },
            { at },
          );
        break;
      }
      case 'agree':
      case 'confirm': {
        const submission = pick(submissions, doing.submission);
        if (!submission || submission.marks.length === 0) break;
        const judgments = Object.entries(doing.decisions).map(([criterion, decision]) => {
          const judgment = aJudgment(criterion, decision);
          return { criterion: judgment.criterion, decision, rationale: judgment.rationale, from: null };
        });
        const sources = submission.marks.slice(-2);
        if (doing.kind === 'agree') {
          chain.sign(
            by,
            'outcome.agreed',
            { submission: submission.id, sources, judgments, note: '', adjudicated: number % 4 === 0 },
            { at },
          );
          break;
        }
        const { verdict, total } = decideVerdict(submission.unit, decided(doing.decisions));
        const { id } = chain.sign(
          by,
          'outcome.confirmed',
          { submission: submission.id, how: 'agreed', sources, agreement: null, judgments, verdict, total },
          { at },
        );
        confirmations.push({ id, submission: submissions.indexOf(submission) });
        break;
      }
      case 'allocate':
      case 'withdraw allocation':
      case 'seal':
      case 'open':
      case 'supersede':
      case 'countersign':
      case 'unchanged':
        seals.play(chain, doing, at, submissions);
        break;
      case 'export': {
        const confirmation = pick(confirmations, doing.confirmation);
        const submission = submissions[confirmation?.submission ?? -1];
        if (!confirmation || !submission) break;
        chain.sign(
          by,
          'batch.exported',
          {
            label: 'July',
            version: 1,
            supersedes: null,
            manifest: sha256('manifest'),
            results: [
              { submission: submission.id, outcome: confirmation.id, verdict: 'passed', credential: null },
            ],
          },
          { at },
        );
        break;
      }
    }
  }
  return chain;
}
