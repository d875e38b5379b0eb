import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aBundle } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

/** The six words that a command printed, on a line of their own. */
const wordsIn = (out: string) => /^ {2}((?:[a-z]+ ){5}[a-z]+)$/m.exec(out)?.[1] ?? '';

it('somebody is invited, joins on another machine and is admitted, with files and six words', async () => {
  const folder = await aTempFolder();
  const provider = aTerminal(folder, { ASSAY_WORKSPACE: 'w' });
  const ann = aTerminal(await aTempFolder(), { USER: 'ann' });
  expect((await provider('import', await aBundle(folder))).code).toBe(0);

  const file = join(folder, 'for-ann.assay');
  const invited = await provider(
    'invite',
    'Ann',
    '--role',
    'assessor',
    '--unit',
    'HS-2',
    '--trainee',
    '--out',
    file,
  );
  expect(invited.out).toContain('Send it to Ann');
  const reply = join(folder, 'reply.assay');
  const joined = await ann('join', file, '--out', reply, '--into', 'copy');
  expect(joined).toMatchObject({ code: 0, out: expect.stringContaining('Joined “w”') });
  const words = wordsIn(joined.out);

  const wrong = await provider('admit', reply, '--words', 'one two three four five six', '--json');
  expect(wrong).toMatchObject({ code: 1, json: { error: { code: 'acceptance.words_differ' } } });
  expect((await provider('admit', reply, '--words', words)).out).toBe('Admitted Ann: assessor.\n');
  expect((await provider('people')).out).toContain('Ann: assessor (as trainee, 1 unit)');
  expect((await ann('people', '--workspace', 'copy')).out).not.toContain('Ann:');

  const key = join(folder, 'tablet.assay');
  expect((await provider('people', 'key', 'Ann', '--out', key)).code).toBe(0);
  const tablet = await ann('join', key, '--out', reply, '--into', 'tablet');
  expect((await provider('admit', reply, '--words', wordsIn(tablet.out))).code).toBe(0);
  expect((await provider('people')).out).toContain('another key (device)');
});

it('somebody is appointed to more, kept from judging a learner, and dismissed', async () => {
  const folder = await aTempFolder();
  const assay = aTerminal(folder, { ASSAY_WORKSPACE: 'w' });
  expect((await assay('import', await aBundle(folder))).code).toBe(0);
  expect((await assay('people', 'add', 'Ann', '--role', 'assessor', '--until', '2999-12-31')).code).toBe(0);
  expect((await assay('people', 'appoint', 'ann', '--role', 'moderator')).out).toBe(
    'Ann is now assessor, moderator.\n',
  );
  const declared = await assay('people', 'conflict', 'Ann', 'Okafor', '--reason', 'neighbours');
  expect(declared.out).toMatch(/conflict of interest [0-9a-f]{12} with B\. Okafor: neighbours/);
  const withdrawn = ['people', 'conflict', 'Ann', 'B. Okafor', '--withdraw', '--reason', 'moved away'];
  expect((await assay(...withdrawn)).code).toBe(0);
  expect((await assay(...withdrawn)).code).toBe(1);
  expect((await assay('people', 'revoke', 'Ann', '--reason', 'left')).out).toBe(
    'Ann is now not appointed at present.\n',
  );
  expect((await assay('people')).out).toMatch(/assessor from .*, ended .*: left/);
  expect((await assay('people', 'add', 'Bob', '--role', 'assessor', '--until', 'soon')).code).toBe(2);
});

it('what is kept about a learner is handed out, then erased', async () => {
  const folder = await aTempFolder();
  const assay = aTerminal(folder, { ASSAY_WORKSPACE: 'w' });
  expect((await assay('import', await aBundle(folder))).code).toBe(0);
  expect((await assay('learner', 'export', 'Okafor', '--out', 'out')).out).toMatch(/^Wrote 3 files into /);
  const erased = await assay('learner', 'erase', 'Okafor', '--reason', 'asked by letter');
  expect(erased.out).toContain('2 files left the vault');
  expect((await assay('queue')).out).not.toContain('Okafor');
  expect((await assay('ledger', 'verify')).out).toContain('erased on request');
});
