import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aDoubleMarkedUnit } from '../builders/a-double-marked-unit.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aTerminal } from './a-terminal.ts';

describe('assay statistics', () => {
  it('says how markers agree and who is severe, as data, in words and as files of charts', async () => {
    const { unit, workspace, folder } = await aDoubleMarkedUnit();
    await workspace.close();
    const place = await aTempFolder();
    const assay = aTerminal(place, { ASSAY_WORKSPACE: folder });
    const ran = await assay(...['statistics', unit.code, '--charts', 'out/charts', '--as', 'Eve', '--json']);
    expect(ran.err).toBe('');
    expect(ran.json).toMatchObject({
      doubleMarked: 12,
      rasch: { measures: { ratings: 48 } },
      charts: { notDrawn: [] },
    });
    const names = [
      ...['agreement', 'severity', 'drift', 'rasch'],
      ...['0-Verdict-passed-or-not-yet', '1-Criterion-c1', '2-Criterion-c2'],
    ];
    const written = readdirSync(join(place, 'out/charts'));
    expect(written.map((name) => name.replace(/^compared-1-(Ann-Bob|Bob-Ann)-/, '')).sort()).toEqual(
      names.flatMap((name) => [`${name}.csv`, `${name}.svg`]).sort(),
    );
    const severity = readFileSync(join(place, 'out/charts/severity.csv'), 'utf8');
    expect(severity).toMatch(/^\uFEFFmarker,marked,shared,percent_above_or_below/);
    expect(severity).toContain("\r\n'=Ann,12,12,");

    const words = (await assay('statistics', unit.code, '--as', 'Eve')).out;
    expect(words).toContain('12 of 12 submissions marked by two or more');
    expect(words).toMatch(/Markers \(above zero: severe\)\n +Bob +\d/);
    const refused = await assay('statistics', unit.code, '--charts', 'no', '--as', '=Ann');
    expect([refused.code, readdirSync(place).sort()]).toEqual([1, ['.home', 'out']]);
  });
});
