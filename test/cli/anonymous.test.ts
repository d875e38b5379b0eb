import { expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aBundle } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

it('a unit made anonymous names no learner at the terminal, nor finds one, until it is shown again', async () => {
  const folder = await aTempFolder();
  const assay = aTerminal(folder, { ASSAY_WORKSPACE: 'w' });
  const bundle = await aBundle(folder, { learner: 'Quagmire' });
  expect((await assay('import', bundle)).code).toBe(0);
  expect((await assay('queue')).out).toContain('Quagmire');
  const made = await assay('anonymous', 'HS-2');
  expect(made.out).toContain('Names inside the evidence itself are not hidden.');
  const [queue, found, log] = [
    await assay('queue', '--json'),
    await assay('show', 'Quagmire'),
    await assay('ledger', 'log', '--json'),
  ];
  expect(queue.json).toMatchObject([{ anonymous: true, learner: expect.stringMatching(/^Learner \w{5}$/) }]);
  expect(found.code).toBe(1);
  const named = queue.out + log.out;
  expect(named).not.toMatch(/quagmire/i);
  const [row] = queue.json as { submission: string }[];
  expect((await assay('show', row?.submission ?? '')).out).not.toMatch(/quagmire|note 1/i);
  expect((await assay('anonymous', 'HS-2', '--off')).code).toBe(0);
  expect((await assay('queue')).out).toContain('Quagmire');
});
