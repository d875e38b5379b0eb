import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aTerminal } from './a-terminal.ts';

async function aDeskWith(csv: string) {
  const folder = await aTempFolder();
  writeFileSync(join(folder, 'ratings.csv'), csv);
  return aTerminal(folder);
}

const Estimate = z.union([
  z.strictObject({
    value: z.number(),
    se: z.number().optional(),
    low: z.number().optional(),
    high: z.number().optional(),
  }),
  z.strictObject({ value: z.null(), reason: z.string() }),
]);
const Report = z.object({
  percentAgreement: Estimate,
  cohenKappa: Estimate,
  fleissKappa: Estimate,
  brennanPrediger: Estimate,
  gwetAC: Estimate,
  krippendorffAlpha: Estimate,
  icc: z.strictObject({
    icc11: Estimate,
    icc21: Estimate,
    icc31: Estimate,
    icc1k: Estimate,
    icc2k: Estimate,
    icc3k: Estimate,
  }),
  severity: z.array(z.object({ rater: z.string(), value: z.number().nullable() })),
});

describe('assay agreement', () => {
  it('reads a table with gaps, byte order mark and windows line ends, and prints every statistic', async () => {
    const assay = await aDeskWith('\uFEFFAda,Ben\r\n1,1\r\n2,2\r\n,3\r\n3,2\r\n1,1\r\n');
    const ran = await assay(
      'agreement',
      'ratings.csv',
      '--weights',
      'quadratic',
      '--level',
      'interval',
      '--json',
    );
    expect(ran.code).toBe(0);
    const report = Report.parse(ran.json);
    expect(report.severity.map((one) => one.rater)).toEqual(['Ada', 'Ben']);
    // Over the four units both rated, by hand: 1 − (1/4) / 1.
    expect(report.cohenKappa.value).toBeCloseTo(0.75, 12);
  });

  it('says in words what it found', async () => {
    const assay = await aDeskWith('a,b\n1,1\n2,2\n');
    const ran = await assay('agreement', 'ratings.csv');
    expect(ran.out).toContain('2 raters, 2 units, 4 ratings.');
    expect(ran.out).toMatch(/Cohen’s κ +1\.000/);
  });

  it.each([
    ['a ragged row', 'a,b\n1\n', 'agreement.row_length'],
    ['an empty file', '', 'agreement.empty_file'],
    ['an open quote', 'a,b\n"1,2\n', 'agreement.not_csv'],
    ['one name for two raters', 'a,a\n1,2\n', 'agreement.rater_twice'],
  ])('refuses %s', async (_, csv, code) => {
    const assay = await aDeskWith(csv);
    const ran = await assay('agreement', 'ratings.csv', '--json');
    expect(ran.code).toBe(1);
    expect(ran.json).toMatchObject({ error: { code } });
  });

  it('refuses a file that is not there, and calls an unknown scheme wrong usage', async () => {
    const assay = await aDeskWith('a,b\n1,2\n');
    expect((await assay('agreement', 'nowhere.csv')).code).toBe(1);
    expect((await assay('agreement', 'ratings.csv', '--weights', 'cubic')).code).toBe(2);
  });
});
