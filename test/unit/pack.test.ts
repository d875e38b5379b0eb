import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PackOptions, packPackage, planPackage } from '../../src/app/pack.ts';
import { setAnonymity } from '../../src/app/set-anonymity.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { Fact, FactType } from '../../src/domain/facts.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { factOfStored, recordIdOf } from '../../src/ledger/record.ts';
import { allMet } from '../builders/a-judgment.ts';
import { readWhole } from '../builders/a-package.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  aCall,
  anAssessment,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  type TestWorkspace,
} from '../builders/a-workspace.ts';

/** Root provides, Ann and Bob assess, Mo moderates. Ann is to assess Okafor’s work, Bob Okafor’s and Lindqvist’s. */
async function aBusyWorkspace() {
  const test = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] } });
  const { workspace } = test;
  const okafor = await aSubmission(workspace);
  const lindqvist = await aSubmission(workspace, { learner: 'K. Lindqvist' });
  await allocate(test, okafor, 'Ann');
  await allocate(test, okafor, 'Bob');
  await allocate(test, lindqvist, 'Bob');
  return { ...test, workspace, okafor, lindqvist };
}

async function allocate(test: TestWorkspace, submission: SubmissionId, to: string, sealed = false) {
  const person = test.keyOf(to);
  must(
    await test.workspace.state([
      { type: 'submission.allocated', body: { submission, person, as: 'first', sealed, due: null } },
    ]),
  );
}

async function packed(workspace: Workspace, wanted: Partial<PackOptions> & Pick<PackOptions, 'kind'>) {
  const into = await mkdtemp(join(await aTempFolder(), 'out-'));
  const made = must(await packPackage(workspace, { to: null, encrypt: false, into, ...wanted }, aCall()));
  expect(await readdir(into)).toEqual([made.name]);
  const whole = must(
    await readWhole(join(into, made.name), { identities: await workspace.keyring.identities() }),
  );
  const facts = whole.records.map((line): Fact => {
    const bytes = Buffer.from(line.slice(129));
    return factOfStored(recordIdOf(bytes), bytes);
  });
  const types = [...new Set(facts.map((fact) => fact.type))].sort();
  return { made, whole, facts, types };
}

const EVERYTHING_MET = allMet(aUnit());
const PEOPLE: readonly FactType[] = ['person.appointed', 'workspace.created'];
const about = (facts: readonly Fact[], submission: SubmissionId) =>
  facts.filter((fact) => 'submission' in fact.body && fact.body.submission === submission);

describe('an assignment', () => {
  it('holds the work that is allocated to somebody, its unit and who is who, and nothing more', async () => {
    const { workspace, okafor, lindqvist, as, keyOf } = await aBusyWorkspace();
    await anAssessment(as('Bob'), okafor, EVERYTHING_MET);
    as('Root');
    const { whole, facts, types } = await packed(workspace, { kind: 'assignment', to: keyOf('Ann') });
    expect(types).toEqual(
      [...PEOPLE, 'submission.allocated', 'submission.received', 'unit.published'].sort(),
    );
    expect(about(facts, lindqvist)).toEqual([]);
    expect(about(facts, okafor)).toHaveLength(2);
    expect(whole.privates).toHaveLength(1);
    expect(whole.privates[0]).toContain('Okafor');
    expect(whole.evidence).toHaveLength(2);
    expect(whole.manifest).toMatchObject({ to: { name: 'Ann' }, from: { name: 'Root' }, kind: 'assignment' });
  });

  it('leaves names out where the unit is marked anonymously, and says so', async () => {
    const { workspace, keyOf } = await aBusyWorkspace();
    must(await setAnonymity(workspace, 'command', aUnit().id, true));
    const plan = must(await planPackage(workspace, { kind: 'assignment', to: keyOf('Bob') }));
    expect(plan.leavesOut).toContain('Learners’ names of 2 submissions: they are marked anonymously.');
    const { whole } = await packed(workspace, { kind: 'assignment', to: keyOf('Bob') });
    expect(whole.privates).toEqual([]);
    expect(JSON.stringify(whole)).not.toMatch(/Okafor|Lindqvist/);
    expect(whole.evidence).toHaveLength(4);
  });

  it('is refused where nothing is allocated, and where nobody is named', async () => {
    const { workspace, keyOf } = await aBusyWorkspace();
    const plan = (to: Parameters<typeof planPackage>[1]['to']) =>
      planPackage(workspace, { kind: 'assignment', to });
    expect(codeOf(await plan(keyOf('Mo')))).toBe('package.nothing_allocated');
    expect(codeOf(await plan(null))).toBe('package.for_whom');
    const { workspace: other } = await aWorkspace();
    expect(codeOf(await plan(other.me()))).toBe('people.unknown');
  });

  it('holds only the submissions that were asked for', async () => {
    const { workspace, lindqvist, keyOf } = await aBusyWorkspace();
    const { facts } = await packed(workspace, {
      kind: 'assignment',
      to: keyOf('Bob'),
      submissions: [lindqvist],
    });
    expect(facts.filter((fact) => fact.type === 'submission.received')).toHaveLength(1);
  });

  it('encrypted, opens only where the key of that person is', async () => {
    const { workspace, keyOf } = await aBusyWorkspace();
    const { made } = await packed(workspace, { kind: 'assignment', to: keyOf('Ann'), encrypt: true });
    expect(made.encrypted).toBe(true);
  });
});

describe('judgments', () => {
  it('are all records of whoever is at the desk, and nobody else’s', async () => {
    const { okafor, lindqvist, as, keyOf } = await aBusyWorkspace();
    await anAssessment(as('Ann'), okafor, EVERYTHING_MET);
    await anAssessment(as('Bob'), lindqvist, EVERYTHING_MET);
    const { facts, whole } = await packed(as('Ann'), { kind: 'judgments', to: keyOf('Root') });
    const assessments = facts.filter((fact) => fact.type === 'assessment.submitted');
    expect(assessments.map((fact) => fact.author)).toEqual([keyOf('Ann')]);
    expect(whole.evidence).toEqual([]);
    expect(whole.privates).toEqual([]);
  });

  it('bring the work along that was taken in by the same person', async () => {
    const { as } = await aBusyWorkspace();
    await aSubmission(as('Ann'), { learner: 'M. Haddad' });
    const { whole } = await packed(as('Ann'), { kind: 'judgments' });
    expect(whole.evidence).toHaveLength(2);
    expect(whole.privates.join()).toContain('Haddad');
  });
});

describe('seals', () => {
  it('show nothing of what anybody thinks', async () => {
    const { workspace, okafor, lindqvist, as, keyOf } = await aBusyWorkspace();
    await anAssessment(as('Bob'), lindqvist, EVERYTHING_MET);
    must(
      await workspace.state([
        { type: 'assessment.sealed', body: { submission: okafor, commitment: 'c'.repeat(64) } },
      ]),
    );
    const { types } = await packed(as('Bob'), { kind: 'seal', to: keyOf('Root') });
    expect(types).toEqual([...PEOPLE, 'assessment.sealed'].sort());
  });

  it('of all who were asked go to each of them once they are all there', async () => {
    const test = await aBusyWorkspace();
    const { workspace, lindqvist, as, keyOf } = test;
    await allocate(test, lindqvist, 'Ann', true);
    await allocate(test, lindqvist, 'Bob', true);
    const seal = async (name: string) =>
      must(
        await as(name).state([
          { type: 'assessment.sealed', body: { submission: lindqvist, commitment: 'c'.repeat(64) } },
        ]),
      );
    await seal('Ann');
    as('Root');
    const before = await packed(workspace, { kind: 'seal', to: keyOf('Ann') });
    expect(about(before.facts, lindqvist).filter((fact) => fact.type === 'assessment.sealed')).toEqual([]);
    await seal('Bob');
    as('Root');
    const after = await packed(workspace, { kind: 'seal', to: keyOf('Ann') });
    expect(about(after.facts, lindqvist).filter((fact) => fact.type === 'assessment.sealed')).toHaveLength(2);
  });
});

describe('moderation', () => {
  it('shows an assessor what others think once both have spoken', async () => {
    const { okafor, as, keyOf } = await aBusyWorkspace();
    await anAssessment(as('Ann'), okafor, EVERYTHING_MET);
    const early = await packed(as('Mo'), { kind: 'moderation', to: keyOf('Ann') });
    expect(early.facts.filter((fact) => fact.type === 'assessment.submitted')).toHaveLength(1);
    expect(about(early.facts, okafor).some((fact) => fact.type === 'submission.allocated')).toBe(true);
    await anAssessment(as('Bob'), okafor, EVERYTHING_MET);
    const late = await packed(as('Mo'), { kind: 'moderation', to: keyOf('Ann') });
    expect(late.facts.filter((fact) => fact.type === 'assessment.submitted')).toHaveLength(2);
    const bobs = await packed(as('Mo'), { kind: 'moderation', to: keyOf('Bob') });
    expect(bobs.facts.filter((fact) => fact.type === 'assessment.submitted')).toHaveLength(2);
  });

  it('to the provider is what whoever is at the desk decided', async () => {
    const { okafor, as, keyOf } = await aBusyWorkspace();
    await anAssessment(as('Ann'), okafor, EVERYTHING_MET);
    const { types } = await packed(as('Mo'), { kind: 'moderation', to: keyOf('Root') });
    expect(types).toEqual([...PEOPLE]);
  });
});

describe('a workspace', () => {
  it('goes with every record, every name and all evidence, as planned', async () => {
    const { workspace } = await aBusyWorkspace();
    const plan = must(await planPackage(workspace, { kind: 'workspace', to: null }));
    const { whole, made } = await packed(workspace, { kind: 'workspace' });
    expect(whole.records).toHaveLength(workspace.store.records.count());
    expect(whole.privates).toHaveLength(2);
    expect(whole.evidence).toHaveLength(4);
    expect(plan.records).toBe(made.records);
    expect(plan.suggestedName).toBe(made.name);
    expect(plan.holds.map((one) => one.what)).toEqual([
      '2 submissions',
      '3 allocations',
      '1 unit version',
      '4 records about people',
      '1 founding record',
      '4 files of evidence',
    ]);
    expect(plan.evidenceBytes).toBe(whole.manifest.evidence.bytes);
  });

  it('as a backup goes with what is local to the machine, which nothing else holds', async () => {
    const { workspace } = await aBusyWorkspace();
    const { whole } = await packed(workspace, { kind: 'backup' });
    expect(whole.local.filter((line) => line.includes('"table":"local_keys"'))).toHaveLength(4);
    expect(whole.local.some((line) => line.includes('pseudonymKey'))).toBe(true);
    const others = await packed(workspace, { kind: 'workspace' });
    expect(JSON.stringify(others.whole)).not.toMatch(/pseudonymKey|local_keys/);
  });

  it('says where it cannot be written, and when it was cancelled', async () => {
    const { workspace } = await aBusyWorkspace();
    const into = join(await aTempFolder(), 'no folder', 'x.assay');
    const wanted = { kind: 'workspace', to: null, encrypt: false, into } as const;
    expect(codeOf(await packPackage(workspace, wanted, aCall()))).toBe('package.not_written');
    const folder = await aTempFolder();
    const cancelled = aCall({ signal: AbortSignal.abort() });
    expect(codeOf(await packPackage(workspace, { ...wanted, into: folder }, cancelled))).toBe(
      'call.cancelled',
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes a name of its own in a folder where its name is taken', async () => {
    const { workspace } = await aBusyWorkspace();
    const into = await aTempFolder();
    const wanted = { kind: 'workspace', to: null, encrypt: false, into } as const;
    const names = [must(await packPackage(workspace, wanted, aCall())).name];
    names.push(must(await packPackage(workspace, wanted, aCall())).name);
    expect(new Set(names).size).toBe(2);
    expect((await readdir(into)).sort()).toEqual([...names].sort());
  });
});
