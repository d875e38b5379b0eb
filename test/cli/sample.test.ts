import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeBatch } from '../../src/app/batches/describe-batch.ts';
import { closeMarking, drawBatchSample } from '../../src/app/batches/run-batch.ts';
import { aBatch } from '../builders/a-batch.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { must } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

const Drawn = z.object({
  size: z.number(),
  drawn: z.array(z.object({ id: z.string(), why: z.array(z.object({ reason: z.string() })) })),
  coverage: z.array(z.object({ dimension: z.string(), covered: z.number() })),
});

const HALF = { kind: 'percentage' as const, percent: 50 };
const HEADER = 'id,assessor,nth,result,mark,boundary';
const ROWS = Array.from(
  { length: 30 },
  (_, at) => `p${at},${at % 2 ? 'Ann' : 'Zoë'},${at + 1},passed,${50 + at}.5,50`,
);

describe('assay sample draw', () => {
  it('draws the same from a population and from its rows in another order', async () => {
    const folder = await aTempFolder();
    const assay = aTerminal(folder);
    writeFileSync(join(folder, 'p.csv'), [HEADER, ...ROWS].join('\n'));
    writeFileSync(join(folder, 'q.csv'), [HEADER, ...ROWS.toReversed()].join('\r\n'));
    const rule = {
      v: 1,
      strategies: [
        { kind: 'percentage', percent: 10 },
        { kind: 'boundary', withinMilliPercent: 500 },
        { kind: 'minimum', each: 'assessor', atLeast: 1 },
      ],
    };
    writeFileSync(join(folder, 'rule.json'), JSON.stringify(rule));
    const draw = async (from: string) =>
      Drawn.parse(
        (await assay('sample', 'draw', '--seed', 's1', '--rule', 'rule.json', '--from', from, '--json')).json,
      );
    const drawn = await draw('p.csv');
    expect(drawn).toEqual(await draw('q.csv'));
    expect(drawn.size).toBe(30);
    expect(drawn.drawn.find(({ id }) => id === 'p0')?.why.map(({ reason }) => reason)).toContain(
      'It is 0.5 % above the pass boundary: all within 0.5 % are drawn.',
    );
    expect(drawn.coverage).toContainEqual(expect.objectContaining({ dimension: 'assessors', covered: 2 }));
  });
  it('draws from a batch of a workspace what the batch drew, and again what anybody draws', async () => {
    const folder = await aTempFolder();
    const { workspace, batch, as } = await aBatch('verification', 4);
    must(await closeMarking(as('Root'), randomUUID(), batch, null));
    const wanted = { rule: { v: 1 as const, strategies: [HALF] }, seed: 'June', reason: '' };
    must(await drawBatchSample(as('Mo'), randomUUID(), batch, wanted));
    const { members } = must(describeBatch(workspace, batch));
    as('Root');
    const { directory } = workspace;
    await workspace.close();
    writeFileSync(join(folder, 'rule.json'), JSON.stringify(wanted.rule));
    const assay = aTerminal(folder, { ASSAY_WORKSPACE: directory });
    const ids = members.flatMap(({ submission, why }) => (why.length > 0 ? [submission] : [])).sort();
    expect(ids).toHaveLength(2);
    for (const from of [
      ['--batch', 'july'],
      ['--unit', 'HS-2'],
    ]) {
      const said = await assay('sample', 'draw', '--seed', 'June', '--rule', 'rule.json', ...from, '--json');
      expect(Drawn.parse(said.json).drawn.map(({ id }) => id)).toEqual(ids);
    }
    const [first] = ids;
    const verified = await assay('batch', 'verify', 'July', first ?? '', '--agree', '--as', 'Mo', '--json');
    expect(verified.json).toMatchObject({ state: 'moderating', sampled: 2, lookedAt: 1 });
    const early = await assay('batch', 'confirm', 'July', '--as', 'Mo');
    expect(early).toMatchObject({ code: 1, err: '1 of the sample has not been looked at yet.\n' });
  });
  it('names the row of a population that it cannot read', async () => {
    const folder = await aTempFolder();
    writeFileSync(join(folder, 'p.csv'), [HEADER, 'p1,Ann,1,passed,fifty,50'].join('\n'));
    const said = await aTerminal(folder)('sample', 'draw', '--seed', 's', '--from', 'p.csv');
    expect(said).toMatchObject({
      code: 1,
      err: 'p.csv, row 2: mark and boundary are percents with three decimals at most.\n',
    });
  });
});
