import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { smallExample } from '../builders/facet-ratings.ts';
import { aTerminal } from './a-terminal.ts';

async function aDeskWith(csv: string) {
  const folder = await aTempFolder();
  writeFileSync(join(folder, 'marks.csv'), csv);
  return aTerminal(folder);
}

const rows = smallExample().map((one) => [one.rating, one.criterion, one.marker, one.learner].join(','));

describe('assay rasch', () => {
  it('reads a long table with its columns in any order, and prints measures as data and in words', async () => {
    const assay = await aDeskWith(['Rating,Criterion,Marker,Learner', ...rows, ',C0,M0,L0'].join('\r\n'));
    const ran = await assay('rasch', 'marks.csv', '--json');
    expect(ran.code).toBe(0);
    expect(ran.json).toMatchObject({
      measures: {
        ratings: 72,
        markers: [
          { name: 'M0', measure: { value: expect.closeTo(-1.536, 3) } },
          { name: 'M1' },
          { name: 'M2' },
        ],
      },
    });
    const words = (await assay('rasch', 'marks.csv')).out;
    expect(words).toMatch(/M0 +-1\.54 \(-2\.43 to -0\.64\)/);
  });
  it('says what is missing instead of a number', async () => {
    const few = await aDeskWith('learner,marker,criterion,rating\nL1,A,C,1\nL1,B,C,2\n');
    expect((await few('rasch', 'marks.csv')).out).toMatch(/too few|share enough|no marks/i);
    const wrong = await aDeskWith('learner,marker,rating\nL1,A,1\n');
    expect(await wrong('rasch', 'marks.csv', '--json')).toMatchObject({
      code: 1,
      json: { error: { code: 'rasch.columns_missing' } },
    });
    const words = await aDeskWith('learner,marker,criterion,rating\nL1,A,C,good\n');
    expect(await words('rasch', 'marks.csv')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Row 2 /),
    });
  });
});
