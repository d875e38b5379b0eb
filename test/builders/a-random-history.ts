import { createHash } from 'node:crypto';
import {
  ArtifactHash,
  type AssessmentId,
  LearnerId,
  type RecordId,
  type SubmissionId,
} from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { decideVerdict } from '../../src/domain/verdict.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { submissionIdOf, unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { AChain, FOUNDED, keyNamed } from './a-chain.ts';
import { aJudgment, decided } from './a-judgment.ts';
import { type Act, BEGINNING, type Scene, scenes, UNIT, UNITS } from './random-acts.ts';
import { RandomSeals, randomContent } from './random-seals.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const learnerOf = (number: number) => LearnerId.parse(`${number}`.repeat(32));

/** A random history of several people with real signatures: appointed and not, allowed and not, clashing and not. */
export const aRandomHistory = scenes(40).map(playOut);
/** The same, of fewer acts. */
export const aShortHistory = scenes(14).map(playOut);

function playOut(played: readonly Scene[]): AChain {
  const play = new Play();
  const all = [...BEGINNING.map((act) => ({ act, minutesAfter: 0 })), ...played];
  for (const [number, { act, minutesAfter }] of all.entries()) {
    play.act(act, FOUNDED + (minutesAfter + number * 10) * 60_000, number);
  }
  return play.chain;
}

interface Received {
  readonly id: SubmissionId;
  readonly unit: Unit;
  readonly marks: AssessmentId[];
}

const pick = <T>(from: readonly T[], number: number): T | undefined =>
  from[number % Math.max(1, from.length)];

/** What is there by now, so that what comes can be about it. */
class Play {
  readonly chain = new AChain();
  readonly #submissions: Received[] = [];
  readonly #assessments: { id: AssessmentId; of: Received }[] = [];
  readonly #confirmations: { id: RecordId; of: Received }[] = [];
  readonly #appointments: RecordId[] = [];
  readonly #conflicts: RecordId[] = [];
  readonly #seals = new RandomSeals();

  act(doing: Act, at: number, number: number): void {
    const { chain } = this;
    const { by } = doing;
    switch (doing.kind) {
      case 'appoint': {
        const { whom, roles, trainee } = doing;
        const from = new Date(at).toISOString();
        const until = doing.days === null ? null : new Date(at + doing.days * 86_400_000).toISOString();
        const body = {
          person: keyNamed(whom),
          name: whom,
          roles,
          units: 'all' as const,
          from,
          until,
          trainee,
        };
        this.#appointments.push(chain.sign(by, 'person.appointed', body, { at }).id);
        return;
      }
      case 'revoke': {
        const appointment = pick(this.#appointments, doing.appointment);
        const body = { from: new Date(at - 15 * 60_000).toISOString(), reason: 'left' };
        if (appointment) chain.sign(by, 'appointment.revoked', { appointment, ...body }, { at });
        return;
      }
      case 'add key': {
        const body = { person: keyNamed(doing.whom), key: keyNamed(doing.key), reason: '' };
        const kind = doing.isReplacement ? 'replacement' : 'device';
        chain.sign(by, 'key.added', { ...body, kind, from: new Date(at).toISOString() }, { at });
        return;
      }
      case 'conflict': {
        const body = { person: keyNamed(doing.whom), learner: learnerOf(doing.learner), reason: 'kin' };
        this.#conflicts.push(chain.sign(by, 'conflict.declared', body, { at }).id);
        return;
      }
      case 'free': {
        const conflict = pick(this.#conflicts, doing.conflict);
        if (conflict) chain.sign(by, 'conflict.withdrawn', { conflict, reason: 'mistaken' }, { at });
        return;
      }
      case 'erase': {
        const learner = learnerOf(doing.learner);
        chain.sign(by, 'learner.erased', { learner, reason: `asked, ${number}` }, { at });
        return;
      }
      case 'publish':
        chain.sign(by, 'unit.published', { unit: pick(UNITS, doing.unit) ?? UNIT }, { at });
        return;
      case 'tolerance': {
        const unit = pick(UNITS, doing.unit) ?? UNIT;
        const third = doing.gap % 2 === 0 ? ('nearest_pair' as const) : ('adjudicator' as const);
        const rule = { ...DEFAULT_TOLERANCE, maxLevelGap: doing.gap, third };
        chain.sign(by, 'tolerance.set', { unit: unit.id, rule }, { at });
        return;
      }
      case 'hide': {
        const unit = pick(UNITS, doing.unit) ?? UNIT;
        chain.sign(by, 'anonymity.set', { unit: unit.id, anonymous: doing.anonymous }, { at });
        return;
      }
      case 'receive':
        this.#receive(doing, at, number);
        return;
      case 'fork':
        chain.rewind(by, doing.back);
        return;
      case 'settle': {
        const fork = pick(chain.forks, doing.fork);
        const keep = doing.keep === null ? ('both' as const) : pick(fork?.ids ?? [], doing.keep);
        if (!fork || !keep) return;
        const body = { author: keyNamed(fork.author), seq: fork.seq, keep, reason: '' };
        chain.sign(by, 'fork.settled', body, { at });
        return;
      }
      case 'say something new':
        chain.signNewer(by, doing.later ? { v: 2, body: { number } } : { body: { number } });
        return;
      case 'export': {
        const confirmation = pick(this.#confirmations, doing.confirmation);
        if (!confirmation) return;
        const result = {
          submission: confirmation.of.id,
          outcome: confirmation.id,
          verdict: 'passed' as const,
        };
        const body = { label: 'July', version: 1, supersedes: null, manifest: sha256('manifest') };
        const results = [{ ...result, credential: null }];
        chain.sign(by, 'batch.exported', { ...body, results }, { at });
        return;
      }
      case 'recall': {
        const assessment = pick(this.#assessments, doing.assessment);
        if (!assessment) return;
        const body = { submission: assessment.of.id, assessment: assessment.id };
        chain.sign(by, 'assessment.recalled', body, { at });
        return;
      }
      case 'allocate':
      case 'withdraw allocation':
      case 'seal':
      case 'open':
      case 'supersede':
      case 'countersign':
      case 'set aside':
      case 'unchanged':
        this.#seals.play(chain, doing, at, this.#submissions);
        return;
      case 'assess':
      case 'agree':
      case 'confirm': {
        const submission = pick(this.#submissions, doing.submission);
        if (submission) this.#judge(doing, submission, at, number);
      }
    }
  }

  #receive({ by, ...doing }: Extract<Act, { kind: 'receive' }>, at: number, number: number): void {
    const unit = pick(UNITS, doing.unit) ?? UNIT;
    const learner = learnerOf(doing.learner);
    const hash = ArtifactHash.parse(sha256(`evidence of ${doing.learner}`));
    const id = submissionIdOf(unit.id, learner, [hash]);
    const artifact = { hash, sizeBytes: 10, mediaType: 'text/plain', claims: [], claimsUnit: true };
    this.chain.sign(
      by,
      'submission.received',
      {
        submission: id,
        unit: unit.id,
        unitVersion: unitVersionIdOf(unit),
        learner,
        attempt: 1,
        artifacts: [artifact],
        details: this.#details(doing.learner, number),
      },
      { at },
    );
    if (!this.#submissions.some((one) => one.id === id)) this.#submissions.push({ id, unit, marks: [] });
  }

  /** What is kept about the learner beside the record, by its hash. */
  #details(learner: number, number: number): string {
    const json = canonicalJson({
      salt: `salt of record ${String(number).padStart(4, '0')}`,
      learner: { name: `Learner number ${learner}`, identifier: null, email: null },
      title: '',
      description: '',
      bundle: { name: '', kind: 'zip', identifier: null },
      artifacts: [],
    });
    this.chain.privates.push(json);
    return sha256(json);
  }

  #judge(
    doing: Extract<Act, { kind: 'assess' | 'agree' | 'confirm' }>,
    of: Received,
    at: number,
    number: number,
  ): void {
    const { chain } = this;
    const { by } = doing;
    const submission = of.id;
    switch (doing.kind) {
      case 'assess':
        this.#assess(by, of, doing.decisions, at, number % 5 === 0);
        return;
      case 'agree':
      case 'confirm': {
        if (of.marks.length === 0) return;
        const sources = of.marks.slice(-2);
        const judgments = agreedOn(doing.decisions);
        if (doing.kind === 'agree') {
          const body = { submission, sources, judgments, note: '' };
          if (number % 2 > 0) {
            chain.sign(by, 'outcome.agreed', { ...body, adjudicated: false }, { at });
            return;
          }
          // Mostly by people who may.
          const [moderator, adjudicator] = number % 8 === 0 ? [by, by] : (['mo', 'root'] as const);
          // One mark that counts is found more often than two.
          const about = { submission, sources: number % 4 === 0 ? sources : of.marks.slice(0, 1), note: '' };
          const { id: referral } = chain.sign(moderator, 'outcome.referred', about, { at });
          const decided = { ...body, ...about, adjudicated: true, referral };
          chain.sign(adjudicator, 'outcome.agreed', decided, { at });
          return;
        }
        const { verdict, total } = decideVerdict(of.unit, decided(doing.decisions));
        const body = { submission, how: 'agreed' as const, sources, agreement: null, judgments };
        const { id } = chain.sign(by, 'outcome.confirmed', { ...body, verdict, total }, { at });
        this.#confirmations.push({ id, of });
      }
    }
  }

  #assess(
    by: string,
    of: Received,
    decisions: Readonly<Record<string, Decision>>,
    at: number,
    pleaseCheck: boolean,
  ): void {
    const body = { ...randomContent(of, decisions), pleaseCheck };
    const { id } = this.chain.sign(by, 'assessment.submitted', body, { at });
    of.marks.push(id);
    this.#assessments.push({ id, of });
  }
}

function agreedOn(decisions: Readonly<Record<string, Decision>>) {
  return Object.entries(decisions).map(([name, decision]) => {
    const { criterion, rationale } = aJudgment(name, decision);
    return { criterion, decision, rationale, from: null };
  });
}
