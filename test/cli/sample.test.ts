import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aTerminal } from './a-terminal.ts';

const Drawn = z.object({
  size: z.number(),
  drawn: z.array(z.object({ id: z.string(), why: z.array(z.object({ reason: z.string() })) })),
  coverage: z.array(z.object({ dimension: z.string(), covered: z.number() })),
});

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
