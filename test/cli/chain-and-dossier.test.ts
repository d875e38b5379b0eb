import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aDrawnBatch } from '../builders/a-batch.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { tamperWith } from '../builders/tamper-with.ts';
import { aTerminal } from './a-terminal.ts';

it('a quality assurer follows an outcome and takes the dossier of its batch along', async () => {
  const made = await aDrawnBatch('verification');
  const [submission] = made.submissions;
  if (!submission) throw new Error('there are two');
  await made.workspace.close();
  const place = await aTempFolder();
  const assay = aTerminal(place, { ASSAY_WORKSPACE: made.folder });
  const about = submission.slice(0, 12);

  const shown = await assay('chain', about, '--as', 'Eve');
  expect(shown.code).toBe(0);
  expect(shown.out).toMatch(/✓ \S+Z {2}Ann: Assessed Learner 0, HS-2: 3 judgments {2}\[[0-9a-f]{12}\]/);
  expect(shown.out).toContain('Criterion c1: Level 4: Seen in the plan.');
  expect(shown.out).toContain('Result: passed, by one assessor');
  const chain = await assay('chain', 'Learner 0', '--as', 'Eve', '--json');
  expect(chain.json).toMatchObject({ submission, checked: 'holds', result: { verdict: 'passed' } });
  const refused = await assay('chain', about, '--as', 'Ann');
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('Ann is not appointed as')]);

  const saved = await assay('dossier', 'July', '--out', place, '--as', 'Eve');
  expect(saved.out).toContain('Wrote dossier-july-v1:\n  dossier.pdf');
  expect(readdirSync(join(place, 'dossier-july-v1')).sort()).toEqual([
    'dossier.json',
    'dossier.pdf',
    'findings.csv',
    'sample.csv',
  ]);
  const one = await assay('dossier', 'July', '--out', 'sample.csv', '--as', 'Eve', '--json');
  expect(one.json).toEqual({ name: 'sample.csv', files: ['sample.csv'] });
  expect(readFileSync(join(place, 'sample.csv'), 'utf8')).toContain('Everything is drawn.');
  expect((await assay('dossier', 'July', '--out', 'x.docx', '--as', 'Eve')).code).toBe(1);

  const sql = "UPDATE records SET signature = zeroblob(64) WHERE type = 'batch.opened'";
  await (await tamperWith(made, sql)).close();
  const touched = await assay('chain', about, '--as', 'Eve');
  expect(touched.code).toBe(1);
  expect(touched.out).toMatch(/✗ \S+Z {2}Root: Opened the batch “July”/);
  expect(touched.out).toContain('1 step of ');
});
