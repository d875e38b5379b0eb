import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Method, Output } from '../../src/api/contract.ts';
import type { Result } from '../../src/domain/result.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { type Desk, deskAt } from './desk.ts';
import { problemsFound } from './find-problems.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const UNIT = 'SITE-204';
const EVE = 'Eve Quill';

describe('an external quality assurer at the window', () => {
  let desk: Desk;
  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
    await moderate();
    await desk.actAs(EVE);
  });
  afterAll(() => desk?.assay.close());

  async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
    const asked = `window.assay.call['${method}'](${JSON.stringify(input)})`;
    const result = (await desk.assay.window.evaluate(asked)) as Result<Output<M>>;
    if (!result.ok) throw new Error(`${method}: ${result.error.message}`);
    return result.value;
  }
  const command = () => ({ command: randomUUID() });

  /** What is settled of a unit, in a batch whose sample was verified; and Eve, who assures quality. */
  async function moderate() {
    await call('people.add', { ...command(), name: EVE, roles: ['eqa'], units: 'all' });
    const unit = (await call('units.list', {})).find(({ code }) => code === UNIT);
    if (!unit) throw new Error('the demo has the unit');
    const opening = { label: 'July', unit: unit.id, mode: 'verification' as const };
    const { batch } = await call('batches.open', { ...command(), ...opening });
    await call('batches.close', { ...command(), batch });
    const rule = { v: 1 as const, strategies: [{ kind: 'census' as const }] };
    await call('batches.draw', { ...command(), batch, rule, reason: '' });
    const [member] = (await call('batches.get', { batch })).members;
    if (!member) throw new Error('the batch has members');
    const as = { kind: 'advice' as const, note: 'Name the edition of the standard.' };
    await call('batches.verify', { ...command(), batch, submission: member.submission, as });
  }

  async function look(name: string) {
    if (!process.env.SHOTS) return;
    for (const theme of ['dark', 'light'] as const) {
      await desk.assay.window.emulateMedia({ colorScheme: theme });
      await desk.assay.window.screenshot({ path: `${process.env.SHOTS}/${name}-${theme}.png` });
    }
  }
  const button = (name: string | RegExp) => desk.assay.window.getByRole('button', { name });
  const inBatches = async () => {
    await desk.room('Moderate');
    await desk.assay.window.getByRole('tab', { name: 'Batches' }).click();
  };

  it('is offered nothing that changes anything, in any room', async () => {
    const { window } = desk.assay;
    const offered: string[] = [];
    const note = async () => {
      const names = await window
        .getByRole('button')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''));
      offered.push(...names.map((name) => name.trim()));
    };
    await desk.room('Queue');
    await window.getByRole('grid', { name: 'Queue' }).getByRole('row').nth(2).click();
    await button('Show the chain').waitFor();
    await note();
    await inBatches();
    await window.getByText('July').waitFor();
    await note();
    await window.getByText('July').dblclick();
    await button('Export dossier…').waitFor();
    await window.getByText('Agree with advice').click();
    await button('Show the chain').waitFor();
    await note();
    await look('eqa-batch');
    await desk.room('Moderate');
    await window.getByRole('tab', { name: 'Disagreements' }).click();
    await window.getByRole('grid', { name: 'Disagreements' }).getByRole('row').nth(1).dblclick();
    await button('Show the chain').waitFor();
    await note();
    await look('eqa-reconcile');
    for (const room of ['Results', 'Units', 'People', 'Log'] as const) {
      await desk.room(room);
      await note();
      await look(`eqa-${room.toLowerCase()}`);
    }
    expect(offered.length).toBeGreaterThan(20);
    // To rebuild views records nothing: it puts right what this machine shows.
    const changing =
      /^(Open a batch|Close marking|Draw|Extend|Decide|Confirm|Reopen|Record|Agree|Accept|Clone|Take|Send to|Add|Invite|Admit|Appoint|End|Renew|Declare|Withdraw|Allocate|Set|Import|Start marking|Submit|Seal|Lodge|Erase|Tolerance|Sign|Export \d)/;
    expect(
      [...new Set(offered)].filter((name) => changing.test(name) && !name.startsWith('Export dossier')),
    ).toEqual([]);
  });

  it('sees the chain from evidence to result of any outcome, with what was checked of each step', async () => {
    const { window } = desk.assay;
    await inBatches();
    await window.getByText('July').dblclick();
    await window.getByText('Agree with advice').click();
    await button('Show the chain').click();
    const chain = desk.dialog('From evidence to result');
    const steps = chain.getByRole('list', { name: 'Steps from evidence to result' });
    for (const stage of ['Evidence', 'Assessment', 'Agreement', 'Moderation'])
      await steps.getByRole('heading', { name: stage, exact: true }).waitFor();
    await steps.getByText('Name the edition of the standard.').waitFor();
    await steps.getByText(/^Verified .*: agreed, with advice$/).waitFor();
    await chain.getByRole('region', { name: 'What the steps come to' }).getByText('complete').waitFor();
    await look('chain');
    expect(await problemsFound(desk)).toEqual([]);
    await steps.getByRole('heading', { name: 'Moderation', exact: true }).scrollIntoViewIfNeeded();
    await look('chain-moderation');
    await window.keyboard.press('Escape');
    await chain.waitFor({ state: 'detached' });
  });

  it('takes the dossier of the batch along, in the folder that was chosen', async () => {
    const folder = await aTempFolder();
    await desk.willChoose(folder);
    await button('Export dossier…').click();
    await desk.dialog().getByText('It is in “dossier-july-v1”').waitFor();
    await look('dossier-saved');
    expect(await problemsFound(desk)).toEqual([]);
    expect(readdirSync(join(folder, 'dossier-july-v1')).sort()).toEqual([
      'dossier.json',
      'dossier.pdf',
      'findings.csv',
      'sample.csv',
    ]);
  });
});
