import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackageKind } from '../../src/api/shapes.ts';
import type { PersonKey, SubmissionId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/roles.ts';
import { aDraft, allMet, level } from '../builders/a-judgment.ts';
import { aMachine, type Machine } from '../builders/a-machine.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aBundle } from '../builders/a-workspace.ts';

const unit = aUnit({ criteria: 3 });
const LEARNERS = ['B. Okafor', 'M. Lindqvist', 'T. Abara', 'J. Ferreira'];
const first = unit.criteria[0];
if (!first) throw new Error('the unit has criteria');
const good = allMet(unit);
const poor = { ...good, [first.id]: level('l1') };

/** The same shuffle for the same seed, by hashing; with some of the files twice. */
function shuffledWithRepeats<T>(seed: string, from: readonly T[]): T[] {
  const weight = (index: number) => createHash('sha256').update(`${seed} ${index}`).digest('hex');
  return [...from, ...from.filter((_, index) => weight(index) < '8')]
    .map((one, index) => ({ one, at: weight(index + 1000) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ one }) => one);
}

type Packable = Exclude<PackageKind, 'invitation' | 'acceptance'>;

/** Machines that know of each other by files only; every file that was ever sent is kept. */
class Post {
  readonly #seed: string;
  readonly #sent: string[] = [];
  #count = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  async pack(from: Machine, kind: Packable, to: PersonKey | null, encrypt = false): Promise<string> {
    this.#count += 1;
    const file = join(from.folder, `${this.#count}-${kind}.assay`);
    await from.call('exchange.pack', { kind, to, encrypt, into: from.grant(file) });
    this.#sent.push(file);
    return file;
  }

  /** In an order of its own, some of them twice. Every file must be taken in. */
  async deliver(to: Machine, files: readonly string[]): Promise<void> {
    this.#count += 1;
    const order = shuffledWithRepeats(`${this.#seed} ${this.#count}`, files);
    for (const file of order) {
      const [taken] = await to.call('exchange.merge', { files: [to.grant(file)] });
      expect(taken?.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
      expect(taken?.status).not.toBe('refused');
    }
  }

  /** Whoever gets everything gets it sealed for them; what was sealed for others stays closed. */
  get openOnes(): readonly string[] {
    return this.#sent;
  }
}

async function join_(provider: Machine, machine: Machine, name: string, roles: Role[]): Promise<PersonKey> {
  const invitation = join(provider.folder, `invite-${name}.assay`);
  await provider.call('people.invite', { name, roles, units: 'all', into: provider.grant(invitation) });
  const [seen] = await machine.call('exchange.inspect', { files: [machine.grant(invitation)] });
  expect(seen).toMatchObject({ kind: 'invitation', invitation: { name, roles } });
  const acceptance = join(machine.folder, `accept-${name}.assay`);
  const joined = await machine.call('workspace.join', {
    invitation: machine.grant(invitation),
    into: machine.grant(acceptance),
    name,
  });
  const [reply] = await provider.call('exchange.inspect', { files: [provider.grant(acceptance)] });
  expect(reply).toMatchObject({ kind: 'acceptance', acceptance: { words: joined.words, isAdmitted: false } });
  const wrong = await provider.attempt('people.admit', {
    ...provider.command(),
    file: provider.grant(acceptance),
    words: 'six words of somebody else entirely',
  });
  expect(wrong.ok).toBe(false);
  const person = await provider.call('people.admit', {
    ...provider.command(),
    file: provider.grant(acceptance),
    words: joined.words,
  });
  expect(person).toMatchObject({ name, roles });
  return person.key;
}

const queueOf = async (machine: Machine) =>
  (
    await machine.call('queue.list', {
      filter: {},
      sort: { by: 'received', descending: false },
      offset: 0,
      limit: 100,
    })
  ).rows;

async function judge(machine: Machine, submission: SubmissionId, decisions: Parameters<typeof aDraft>[0]) {
  const saved = await machine.call('drafts.save', { submission, draft: aDraft(decisions), revision: 0 });
  await machine.call('assessments.submit', { ...machine.command(), submission, revision: saved.revision });
}

/** What a copy comes to: all that is shown, by digest, and the whole history of every outcome. */
async function stateOf(machine: Machine, readsAll = false) {
  const checked = await machine.call('ledger.verify', {});
  expect(checked.checks.filter((check) => check.status === 'fails')).toEqual([]);
  const { identical, records, after } = await machine.call('ledger.rebuild', {});
  expect(identical).toBe(true);
  const rows = await queueOf(machine);
  const histories = [];
  for (const { submission, learner, state } of rows) {
    const { entries } = await machine.call('ledger.timeline', { submission, offset: 0, limit: 500 });
    for (const { record } of entries) {
      const proof = await machine.attempt('ledger.proof', { record });
      if (proof.ok) expect(proof.value.checks.filter((check) => check.status === 'fails')).toEqual([]);
      // An assessor may have the record of somebody else's marks, and still not read it.
      else expect([readsAll, proof.error.code]).toEqual([false, 'record.not_yet']);
    }
    const told = entries
      .map(({ record, at, by, what, counted }) => ({ record, at, by: by.name, what, counted }))
      .sort((a, b) => (a.record < b.record ? -1 : 1));
    histories.push({ submission, learner, state, told });
  }
  return { records, views: after, histories };
}

describe('five copies of one workspace that exchange nothing but files', () => {
  it.each(['spring', 'summer', 'autumn'])(
    'end with five equal states and a history that holds, whatever order they come in (%s)',
    async (seed) => {
      const post = new Post(seed);
      const [provider, ann, bob, cy, mo] = await Promise.all(
        ['provider', 'ann', 'bob', 'cy', 'mo'].map((name) => aMachine(name)),
      );
      if (!provider || !ann || !bob || !cy || !mo) throw new Error('five machines');
      await provider.call('workspace.create', { name: 'Site safety', provider: 'P Ltd', person: 'Root' });
      const bundles = await aTempFolder();
      for (const learner of LEARNERS) {
        const bundle = await aBundle(bundles, { learner, unit });
        await provider.call('bundles.import', { files: [provider.grant(bundle)] });
      }
      await provider.call('units.setAnonymity', { ...provider.command(), unit: unit.id, anonymous: true });

      const keys = new Map<Machine, PersonKey>();
      keys.set(ann, await join_(provider, ann, 'Ann', ['assessor']));
      keys.set(bob, await join_(provider, bob, 'Bob', ['assessor']));
      keys.set(cy, await join_(provider, cy, 'Cy', ['assessor']));
      keys.set(mo, await join_(provider, mo, 'Mo', ['moderator']));
      const keyOf = (machine: Machine): PersonKey => {
        const key = keys.get(machine);
        if (!key) throw new Error('nobody known');
        return key;
      };

      const work = (await queueOf(provider)).map((row) => row.submission);
      const [one, two, three, four] = work;
      if (!one || !two || !three || !four) throw new Error('four submissions');
      // Marked twice, blind: Ann with Bob, Bob with Cy.
      const pairs: readonly (readonly [SubmissionId, Machine, Machine])[] = [
        [one, ann, bob],
        [two, ann, bob],
        [three, bob, cy],
        [four, bob, cy],
      ];
      for (const [submission, a, b] of pairs)
        for (const [machine, as] of [
          [a, 'first'],
          [b, 'second'],
        ] as const)
          await provider.call('allocations.set', {
            ...provider.command(),
            submissions: [submission],
            person: keyOf(machine),
            as,
            sealed: true,
            due: null,
          });

      for (const machine of [ann, bob, cy])
        await post.deliver(machine, [await post.pack(provider, 'assignment', keyOf(machine), true)]);
      await post.deliver(mo, [await post.pack(provider, 'workspace', keyOf(mo))]);
      // Each has what is theirs, and nobody's name.
      expect((await queueOf(ann)).map((row) => row.submission).sort()).toEqual([one, two].sort());
      for (const row of await queueOf(ann)) expect(LEARNERS).not.toContain(row.learner);

      for (const [submission, a, b] of pairs) {
        await judge(a, submission, good);
        await judge(b, submission, submission === one ? poor : good);
      }
      const seals = [];
      for (const machine of [ann, bob, cy]) seals.push(await post.pack(machine, 'seal', null));
      for (const machine of [ann, bob, cy, mo, provider]) await post.deliver(machine, seals);
      for (const machine of [ann, bob, cy]) {
        // Their copies do not say who else was asked to seal: what came straight from others opens nothing.
        const { opened, waiting } = await machine.call('seals.open', machine.command());
        expect({ opened, waiting: waiting.length }).toEqual({ opened: 0, waiting: machine === bob ? 4 : 2 });
      }
      for (const machine of [ann, bob, cy]) {
        const all = await post.pack(provider, 'seal', keyOf(machine));
        seals.push(all);
        await post.deliver(machine, [all]);
        expect((await machine.call('seals.open', machine.command())).waiting).toEqual([]);
      }
      const judgments = [];
      for (const machine of [ann, bob, cy]) judgments.push(await post.pack(machine, 'judgments', null));
      for (const machine of [mo, provider]) await post.deliver(machine, [...judgments, ...seals]);

      // Three agreed by themselves; one needs Mo.
      const states = new Map((await queueOf(mo)).map((row) => [row.submission, row.state]));
      expect(work.map((id) => states.get(id))).toEqual(
        work.map((id) => (id === one ? 'reconciling' : 'auto_agreed')),
      );
      const compared = await mo.call('moderation.compare', { submission: one });
      await mo.call('moderation.agree', {
        ...mo.command(),
        submission: one,
        judgments: compared.a.judgments.map(({ criterion, decision, rationale }) => ({
          criterion,
          decision,
          rationale,
          from: compared.a.id,
        })),
        note: 'The evidence shows it on page 2.',
      });
      const confirmed = await mo.call('outcomes.confirm', { ...mo.command(), submissions: work });
      expect(confirmed.refused).toEqual([]);
      await post.deliver(provider, [await post.pack(mo, 'judgments', null)]);
      await provider.call('results.export', {
        ...provider.command(),
        submissions: work,
        label: 'July',
        to: provider.grant(provider.folder),
      });

      // Everything to everybody, among all that was sent before.
      const everything = await post.pack(provider, 'workspace', null);
      const old = [...seals, ...judgments, everything];
      for (const machine of [ann, bob, cy, mo, provider]) await post.deliver(machine, old);

      const [reference, ...others] = [
        await stateOf(provider, true),
        await stateOf(ann),
        await stateOf(bob),
        await stateOf(cy),
        await stateOf(mo, true),
      ];
      expect(reference?.histories.map(({ state }) => state)).toEqual(work.map(() => 'released'));
      for (const other of others) expect(other).toEqual(reference);
    },
  );
});
