import { randomUUID } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ChainStep, OutcomeChain } from '../../src/api/shapes.ts';
import { allocate } from '../../src/app/allocate.ts';
import { appointPerson } from '../../src/app/appoint.ts';
import { confirmBatch } from '../../src/app/batches/confirm-batch.ts';
import { closeMarking, drawBatchSample, openBatch, verifyItem } from '../../src/app/batches/run-batch.ts';
import { outcomeChain } from '../../src/app/chain/outcome-chain.ts';
import { eraseLearner } from '../../src/app/learners.ts';
import { agreeOutcome, referToAdjudication, setTolerance } from '../../src/app/moderate.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { setAnonymity } from '../../src/app/set-anonymity.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { CENSUS } from '../builders/a-batch.ts';
import { allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';
import { aChosenAppeal, aRelease, close, decide, newJudgments } from '../builders/an-appeal.ts';
import { tamperWith } from '../builders/tamper-with.ts';

const unit = aUnit();
const good = allMet(unit);
const PEOPLE = {
  Ann: ['assessor'],
  Bob: ['assessor'],
  Max: ['assessor', 'moderator'],
  Mo: ['moderator'],
  Ada: ['adjudicator'],
  Eve: ['eqa'],
} as const;

const follow = (workspace: Workspace, submission: SubmissionId) =>
  outcomeChain(workspace, submission, aCall());
const stagesOf = ({ steps }: OutcomeChain) => [...new Set(steps.map(({ stage }) => stage))];
const typesOf = ({ steps }: OutcomeChain) => steps.map(({ type }) => type);
const stepOf = ({ steps }: OutcomeChain, type: string): ChainStep => {
  const step = steps.find((one) => one.type === type);
  if (!step) throw new Error(`no step is a ${type}`);
  return step;
};
const statusOf = ({ checks }: Pick<ChainStep, 'checks'>, name: string) =>
  checks.find((one) => one.name === name)?.status;

/** Sealed by Ann and Bob, who differ; sent to Ada; verified by Mo in a batch that is confirmed. */
async function aWholeLife() {
  const made = await aWorkspace({ people: PEOPLE });
  const { as, keyOf } = made;
  const submission = await aSubmission(as('Root'), { unit, learner: 'Lea Quist' });
  for (const name of ['Ann', 'Bob']) {
    const wanted = { submissions: [submission], person: keyOf(name), sealed: true, due: null };
    must(await allocate(as('Root'), randomUUID(), { ...wanted, as: 'first' }));
  }
  await anAssessment(as('Ann'), submission, good);
  const assessment = await anAssessment(as('Bob'), submission, { ...good, c1: level('l1') });
  must(await referToAdjudication(as('Mo'), randomUUID(), submission, 'We cannot agree.'));
  const judgments = newJudgments(good);
  must(await agreeOutcome(as('Ada'), randomUUID(), submission, judgments, 'Page 3 decides.'));
  const opening = { label: 'July', unit: unit.id, mode: 'verification' as const };
  const batch = must(await openBatch(as('Root'), randomUUID(), opening));
  must(await closeMarking(as('Root'), randomUUID(), batch, null));
  const draw = { rule: CENSUS, seed: null, reason: '' };
  must(await drawBatchSample(as('Mo'), randomUUID(), batch, draw));
  must(await verifyItem(as('Mo'), randomUUID(), batch, submission, { kind: 'advice', note: 'Date it.' }));
  must(await confirmBatch(as('Mo'), randomUUID(), batch));
  return { ...made, submission, batch, assessment };
}

describe('the chain of an outcome', () => {
  it('compares the marks that the rule of that time compared, whatever the rule is now', async () => {
    const { as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(as('Root'), { unit, learner: 'Lea Quist' });
    const rule = { ...DEFAULT_TOLERANCE, maxCriticalLevelGap: 1, value: 'lower' as const };
    const set = (third: 'nearest_pair' | 'adjudicator') =>
      setTolerance(as('Mo'), randomUUID(), unit.id, { ...rule, third });
    must(await set('nearest_pair'));
    const give = async (name: 'Ann' | 'Bob' | 'Max', place: 'first' | 'second') => {
      const wanted = { submissions: [submission], person: keyOf(name), sealed: false, due: null };
      must(await allocate(as('Root'), randomUUID(), { ...wanted, as: place }));
    };
    await give('Ann', 'first');
    await give('Bob', 'second');
    await anAssessment(as('Ann'), submission, good);
    await anAssessment(as('Bob'), submission, { ...good, c1: level('l1') });
    await give('Max', 'second');
    const nearest = await anAssessment(as('Max'), submission, { ...good, c1: level('l3') });
    must(await confirmOutcomes(as('Root'), randomUUID(), [submission]));
    must(await set('adjudicator'));
    const { checked, judgments, said } = stepOf(must(await follow(as('Eve'), submission)), 'comparison');
    expect(checked).toBe('holds');
    expect(judgments[0]?.from).toBe(nearest);
    expect(said).toContainEqual({ about: 'Third mark', text: expect.stringContaining('3 people marked it') });
  });
  it('tells every step in order, each with its record, its author and whether it was checked', async () => {
    const { as, submission, workspace } = await aWholeLife();
    const chain = must(await follow(as('Eve'), submission));
    expect(stagesOf(chain)).toEqual([
      'evidence',
      'allocation',
      'assessment',
      'agreement',
      'moderation',
      'confirmation',
    ]);
    expect(typesOf(chain)).toEqual([
      'unit.published',
      'submission.received',
      'artifact',
      'artifact',
      'submission.allocated',
      'submission.allocated',
      'assessment.sealed',
      'assessment.sealed',
      'assessment.submitted',
      'assessment.submitted',
      'comparison',
      'outcome.referred',
      'outcome.agreed',
      'batch.opened',
      'batch.marking_closed',
      'batch.sample_drawn',
      'batch.item_verified',
      'batch.confirmed',
      'outcome.confirmed',
    ]);
    for (const step of chain.steps) {
      expect(step.checked, `${step.type}: ${JSON.stringify(step.checks)}`).toBe('holds');
      if (step.record) expect(workspace.store.records.get(step.record)).not.toBeNull();
      if (step.by)
        expect(step.checks.map(({ name }) => name)).toEqual(
          expect.arrayContaining(['id', 'signature', 'chain', 'standing']),
        );
    }
    expect(chain).toMatchObject({ checked: 'holds', state: 'confirmed', learner: 'Lea Quist' });
    expect(chain.result).toMatchObject({ verdict: 'passed', how: 'by an adjudicator' });
  });

  it('tells what was thought and why: judgments, reasons, the rule that was applied, the draw', async () => {
    const { as, submission } = await aWholeLife();
    const chain = must(await follow(as('Eve'), submission));
    const bobs = chain.steps.find(({ type, by }) => type === 'assessment.submitted' && by?.name === 'Bob');
    expect(bobs?.judgments[0]).toMatchObject({ decision: 'Level 1', rationale: 'Seen in the plan.' });
    const texts = (type: string) =>
      stepOf(chain, type)
        .said.map(({ text }) => text)
        .join('\n');
    expect(texts('comparison')).toMatch(/Marks may differ by 1 on a level.*\nnone: it is what holds/);
    expect(stepOf(chain, 'comparison').what).toContain('further apart than tolerance allows');
    expect(texts('outcome.referred')).toBe('We cannot agree.');
    expect(texts('outcome.agreed')).toBe('Page 3 decides.');
    expect(texts('batch.sample_drawn')).toContain('Everything is drawn.');
    expect(texts('batch.item_verified')).toBe('Date it.');
    expect(statusOf(stepOf(chain, 'batch.sample_drawn'), 'draw')).toBe('holds');
    expect(statusOf(stepOf(chain, 'assessment.submitted'), 'seal')).toBe('holds');
  });

  it('goes on through release, appeal and what was marked anew, and names the credential as not checked', async () => {
    const made = await aChosenAppeal('blind_remark', ['Max']);
    await anAssessment(made.as('Max'), made.submission, made.good);
    must(await decide(made, 'raised', made.good));
    must(await close(made));
    const chain = must(await follow(made.as('Eve'), made.submission));
    expect(stagesOf(chain).slice(-3)).toEqual(['confirmation', 'release', 'appeal']);
    expect(typesOf(chain).slice(-6)).toEqual([
      'appeal.lodged',
      'appeal.checked',
      'appeal.process_chosen',
      'assessment.submitted',
      'appeal.decided',
      'appeal.closed',
    ]);
    expect(chain.result).toMatchObject({ verdict: 'passed', how: 'by an appeal' });
    expect(chain.checks.every(({ status }) => status !== 'fails')).toBe(true);
  });

  it('says of a released credential that it was not checked here', async () => {
    const made = await aRelease({
      settle: async ({ as, submission, good: best }) => {
        await anAssessment(as('Ann'), submission, best);
        must(await confirmOutcomes(as('Mo'), randomUUID(), [submission]));
      },
    });
    const chain = must(await follow(made.as('Eve'), made.submission));
    const released = stepOf(chain, 'batch.exported');
    expect(statusOf(released, 'outcome')).toBe('holds');
    expect([statusOf(released, 'credential'), released.checked, chain.checked]).toEqual([
      'not_checked',
      'not_checked',
      'not_checked',
    ]);
  });

  it('lists what does not count last, with the reason', async () => {
    const { as, submission, workspace } = await aWholeLife();
    const record = workspace.store.records
      .factsAbout(`s:${submission}`)
      .find((one) => one.type === 'outcome.agreed');
    if (record?.type !== 'outcome.agreed') throw new Error('Ada decided');
    as('Ann');
    must(await workspace.state([{ type: 'outcome.agreed', body: record.body }]));
    const chain = must(await follow(as('Eve'), submission));
    const last = chain.steps.at(-1);
    expect(last).toMatchObject({ stage: 'not_counted', type: 'outcome.agreed', by: { name: 'Ann' } });
    expect(last?.reason).toMatch(/^Ann is not appointed as /);
    // It is signed and in its place, and that is all that is said of it.
    expect(last?.checks.map(({ name }) => name)).not.toContain('standing');
    expect(chain).toMatchObject({ state: 'confirmed', checked: 'holds' });
  });
});

describe('a chain that was tampered with', () => {
  it('tells which record was changed after it was signed, and that the result rests on it', async () => {
    const made = await aWholeLife();
    await tamperWith(
      made,
      `UPDATE records SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Page 3 decides', 'Page 4 decides') AS BLOB) WHERE type = 'outcome.agreed'`,
    );
    const chain = must(await follow(made.as('Eve'), made.submission));
    const changed = stepOf(chain, 'outcome.agreed');
    expect([statusOf(changed, 'id'), statusOf(changed, 'signature'), changed.checked]).toEqual([
      'fails',
      'fails',
      'fails',
    ]);
    expect(chain.steps.filter(({ checked }) => checked === 'fails')).toEqual([changed]);
    expect([statusOf(chain, 'steps'), chain.checked]).toEqual(['fails', 'fails']);
  });

  it('tells a record with another signature', async () => {
    const made = await aWholeLife();
    await tamperWith(made, "UPDATE records SET signature = zeroblob(64) WHERE type = 'batch.item_verified'");
    const changed = stepOf(must(await follow(made.as('Eve'), made.submission)), 'batch.item_verified');
    expect([statusOf(changed, 'id'), statusOf(changed, 'signature')]).toEqual(['holds', 'fails']);
  });

  it('tells a record that is filed as something else than it states', async () => {
    const made = await aWholeLife();
    await tamperWith(
      made,
      "UPDATE records SET at = '2020-01-01T00:00:00.000Z' WHERE type = 'outcome.confirmed'",
    );
    const changed = stepOf(must(await follow(made.as('Eve'), made.submission)), 'outcome.confirmed');
    expect(statusOf(changed, 'filing')).toBe('fails');
  });

  it('says that a step may be missing where a record was taken away', async () => {
    const made = await aWholeLife();
    await tamperWith(
      made,
      `DELETE FROM record_subjects WHERE position = (SELECT position FROM records WHERE type = 'outcome.referred');
       DELETE FROM records WHERE type = 'outcome.referred'`,
    );
    const chain = must(await follow(made.as('Eve'), made.submission));
    expect(typesOf(chain)).not.toContain('outcome.referred');
    expect(statusOf(chain, 'complete')).toBe('not_checked');
    expect(chain.checks.find(({ name }) => name === 'complete')?.message).toContain('1 record of Mo');
    const next = stepOf(chain, 'batch.sample_drawn');
    expect([statusOf(next, 'chain'), next.checked]).toEqual(['not_checked', 'not_checked']);
    expect(chain.checked).not.toBe('holds');
  });

  it('tells evidence whose bytes changed, and says of bytes that are not here that they were not checked', async () => {
    const { as, submission, workspace } = await aWholeLife();
    const [one, other] = workspace.store.views.submission(submission)?.received.body.artifacts ?? [];
    if (!one || !other) throw new Error('two were handed in');
    const path = workspace.vault.pathOf(one.hash);
    chmodSync(path, 0o600);
    writeFileSync(path, Buffer.alloc(one.sizeBytes));
    rmSync(workspace.vault.pathOf(other.hash));
    const chain = must(await follow(as('Eve'), submission));
    const [first, second] = chain.steps.filter(({ type }) => type === 'artifact');
    expect([first?.checked, second?.checked]).toEqual(['fails', 'not_checked']);
    expect(first?.checks[0]?.message).toContain('was changed after it was stored');
  });
});

describe('the chain keeps what is secret', () => {
  it('from assessors, who read no marks of others', async () => {
    const { as, submission } = await aWholeLife();
    expect(codeOf(await follow(as('Ann'), submission))).toBe('chain.not_allowed');
  });

  it('from whoever reads marks and is still to give one', async () => {
    const { as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(as('Root'), { unit });
    const asked = { submissions: [submission], sealed: true, due: null };
    for (const name of ['Ann', 'Max'])
      must(await allocate(as('Root'), randomUUID(), { ...asked, person: keyOf(name), as: 'first' }));
    await anAssessment(as('Ann'), submission, good);
    expect(codeOf(await follow(as('Max'), submission))).toBe('chain.not_yet');
    await anAssessment(as('Max'), submission, good);
    expect(codeOf(await follow(as('Max'), submission))).toBe('ok');
  });

  it('from whoever is to mark it anew for an appeal', async () => {
    const made = await aChosenAppeal('blind_remark', ['Max']);
    const more = { roles: ['moderator'], units: 'all' } as const;
    must(await appointPerson(made.as('Root'), randomUUID(), made.keyOf('Max'), more));
    expect(codeOf(await follow(made.as('Max'), made.submission))).toBe('chain.not_yet');
    // Having given it does not end it: until the appeal is closed nobody tells them what it was before.
    await anAssessment(made.as('Max'), made.submission, made.good);
    expect(codeOf(await follow(made.as('Max'), made.submission))).toBe('chain.not_yet');
    must(await decide(made, 'upheld'));
    must(await close(made));
    expect(codeOf(await follow(made.as('Max'), made.submission))).toBe('ok');
  });

  it('what is sealed stays closed: the step says so and holds nothing else', async () => {
    const { as, keyOf } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(as('Root'), { unit });
    const asked = { submissions: [submission], sealed: true, due: null };
    for (const name of ['Ann', 'Bob'])
      must(await allocate(as('Root'), randomUUID(), { ...asked, person: keyOf(name), as: 'first' }));
    await anAssessment(as('Ann'), submission, { ...good, c1: level('l1') });
    const chain = must(await follow(as('Eve'), submission));
    const sealed = stepOf(chain, 'assessment.sealed');
    expect([statusOf(sealed, 'seal'), sealed.checked]).toEqual(['not_checked', 'not_checked']);
    expect(JSON.stringify(chain)).not.toMatch(/Level 1|Seen in the plan/);
    expect(chain.result).toBeNull();
  });

  it('whose it is where the unit is marked anonymously, and where the learner was erased', async () => {
    const { as, workspace } = await aWorkspace({ people: PEOPLE });
    const submission = await aSubmission(as('Root'), { unit, learner: 'Zebulon Quagmire' });
    await anAssessment(as('Ann'), submission, good);
    must(await setAnonymity(as('Root'), randomUUID(), unit.id, true));
    const withheld = must(await follow(as('Eve'), submission));
    expect(JSON.stringify(withheld)).not.toMatch(/zebulon|quagmire/i);
    must(await setAnonymity(as('Root'), randomUUID(), unit.id, false));
    expect(JSON.stringify(must(await follow(as('Eve'), submission)))).toContain('Zebulon');
    must(await eraseLearner(as('Root'), randomUUID(), submission, 'Asked for it.', aCall()));
    const erased = must(await follow(as('Eve'), submission));
    expect(JSON.stringify(erased)).not.toMatch(/zebulon|quagmire/i);
    expect(erased.steps.find(({ type }) => type === 'artifact')).toMatchObject({ checked: 'not_checked' });
    expect(workspace.store.erasures.count()).toBe(1);
  });
});
