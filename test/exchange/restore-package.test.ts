import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aMachine, type Machine } from '../builders/a-machine.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aBundle } from '../builders/a-workspace.ts';

const unit = aUnit({ criteria: 3 });

/** A workspace with a submission that is assessed and one that is being assessed, and its backup in a file. */
async function aBackedUpMachine(): Promise<{ machine: Machine; file: string }> {
  const machine = await aMachine('mine');
  await machine.call('workspace.create', { name: 'Site safety', provider: 'P Ltd', person: 'Root' });
  const bundles = await aTempFolder();
  const submissions = [];
  for (const learner of ['B. Okafor', 'M. Lindqvist']) {
    const bundle = await aBundle(bundles, { learner, unit });
    const [taken] = await machine.call('bundles.import', { files: [machine.grant(bundle)] });
    submissions.push(...(taken?.submissions ?? []));
  }
  const [assessed, begun] = submissions;
  if (!assessed || !begun) throw new Error('two submissions');
  const saved = await machine.call('drafts.save', {
    submission: assessed,
    draft: aDraft(allMet(unit)),
    revision: 0,
  });
  await machine.call('assessments.submit', {
    ...machine.command(),
    submission: assessed,
    revision: saved.revision,
  });
  await machine.call('drafts.save', { submission: begun, draft: aDraft({}), revision: 0 });
  const file = join(machine.folder, 'all.assay');
  await machine.call('exchange.pack', {
    kind: 'backup',
    to: null,
    encrypt: false,
    into: machine.grant(file),
  });
  return { machine, file };
}

/** All that a person finds in a workspace. */
async function allIn(machine: Machine) {
  const rows = await machine.call('queue.list', {
    filter: {},
    sort: { by: 'received', descending: false },
    offset: 0,
    limit: 10,
  });
  const details = [];
  for (const { submission } of rows.rows) details.push(await machine.call('submissions.get', { submission }));
  const { records, before, after } = await machine.call('ledger.rebuild', {});
  expect(before).toBe(after);
  expect((await machine.call('ledger.verify', {})).checks.filter((check) => !check.ok)).toEqual([]);
  return { rows, details, records, views: after };
}

describe('a backup package', () => {
  it('comes back as the workspace it was made of, drafts and keys included', async () => {
    const { machine, file } = await aBackedUpMachine();
    const before = await allIn(machine);
    const folder = join(await aTempFolder(), 'restored');
    const { workspace: info } = await machine.call('backup.restorePackage', {
      file: machine.grant(file),
      location: machine.grant(folder),
    });
    expect(info).toMatchObject({ name: 'Site safety', location: folder, me: { canSign: true } });
    expect(await allIn(machine)).toEqual(before);
    const [, begun] = before.rows.rows;
    if (!begun) throw new Error('two submissions');
    expect(before.details.map((detail) => detail.draft?.revision)).toContain(1);
    // It goes on where it was.
    const saved = await machine.call('drafts.save', {
      submission: begun.submission,
      draft: aDraft(allMet(unit)),
      revision: 1,
    });
    const submitted = { ...machine.command(), submission: begun.submission, revision: saved.revision };
    expect((await machine.call('assessments.submit', submitted)).isMine).toBe(true);
  });

  it('is never restored over a workspace, and leaves nothing where it is damaged', async () => {
    const { machine, file } = await aBackedUpMachine();
    const info = await machine.call('workspace.info', {});
    const over = await machine.attempt('backup.restorePackage', {
      file: machine.grant(file),
      location: machine.grant(info?.location ?? ''),
    });
    expect(over).toMatchObject({ ok: false, error: { code: 'workspace.exists' } });
    appendFileSync(file, 'x');
    const parent = await aTempFolder();
    const damaged = await machine.attempt('backup.restorePackage', {
      file: machine.grant(file),
      location: machine.grant(join(parent, 'restored')),
    });
    expect(damaged.ok).toBe(false);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is told from what was meant for somebody else', async () => {
    const { machine } = await aBackedUpMachine();
    const file = join(machine.folder, 'judgments.assay');
    await machine.call('exchange.pack', {
      kind: 'judgments',
      to: null,
      encrypt: false,
      into: machine.grant(file),
    });
    const other = await machine.attempt('backup.restorePackage', {
      file: machine.grant(file),
      location: machine.grant(join(await aTempFolder(), 'restored')),
    });
    expect(other).toMatchObject({ ok: false, error: { code: 'backup.other_kind' } });
  });
});
