import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aUnit } from '../builders/a-unit.ts';
import { aSubmission, aWorkspace } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

it('assay allocations gives work out by lot, counts it, and reads it from a table', async () => {
  const scene = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'] } });
  const unit = aUnit();
  for (const learner of ['A', 'B', 'C']) await aSubmission(scene.workspace, { unit, learner });
  await scene.workspace.close();
  const assay = aTerminal(scene.folder);
  const spread = (...more: string[]) =>
    assay('allocations', 'spread', '--to', 'Ann, bob', '--unit', unit.code, '--seed', 'June', ...more);
  const tried = await spread('--markers', '2', '--dry-run');
  expect(tried.out).toContain('Would allocate 6 times, by lot with the seed June.');
  expect((await assay('allocations')).out).toContain('Ann: 0 to do, 0 done');
  const done = await spread('--due', '2099-06-30');
  expect(done.code).toBe(0);
  expect(done.out).toContain('Allocated 3 times.');
  const table = join(scene.folder, 'table.csv');
  expect((await assay('allocations', 'table', table)).out).toBe('Wrote 3 rows.\n');
  const rows = readFileSync(table, 'utf8').trim().split('\r\n');
  writeFileSync(
    table,
    rows
      .map((row) =>
        row.replace(/,(Ann|Bob),first,/, (_, name) => `,${name === 'Ann' ? 'Bob' : 'Ann'},second,`),
      )
      .join('\n'),
  );
  expect((await assay('allocations', 'load', table)).out).toBe('Allocated 3 times.\n');
  const loads = (await assay('allocations')).out;
  expect(loads).toContain('Ann: 3 to do, 0 done; next due 2099-06-30');
  const [, first = ''] = rows;
  const [id = ''] = first.split(',');
  const withdrawn = await assay('allocations', 'withdraw', id, '--from', 'Ann', '--reason', 'Ill.');
  expect(withdrawn.out + withdrawn.err).toBe('Withdrawn from Ann.\n');
  expect((await spread('--markers', '3')).code).toBe(2);
});
