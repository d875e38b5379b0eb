import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RaschOfUnit, UnitStatistics } from '../../src/api/shapes.ts';
import { statisticsOf } from '../../src/app/marking-statistics.ts';
import { raschOf } from '../../src/app/rasch-of-unit.ts';
import { saveChart } from '../../src/app/save-chart.ts';
import { CriterionId, PersonKey, UnitId } from '../../src/domain/ids.ts';
import { agreementChart } from '../../src/results/charts/agreement-chart.ts';
import { type Chart, chartAsCsv } from '../../src/results/charts/chart.ts';
import { comparedChart } from '../../src/results/charts/compared-chart.ts';
import { driftChart } from '../../src/results/charts/drift-chart.ts';
import { raschChart } from '../../src/results/charts/rasch-chart.ts';
import { severityChart } from '../../src/results/charts/severity-chart.ts';
import { aDoubleMarkedUnit } from '../builders/a-double-marked-unit.ts';
import { level } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aLevels, aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const HOSTILE = '=1+1 <script>alert(1)</script> & "Ann"\u0000';
const ANN = {
  key: PersonKey.parse('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'),
  name: HOSTILE,
};
const unit = { id: UnitId.parse('unit:u'), code: 'U<1>', title: 'U' };
const some = { value: -0.5, se: 0.1, low: -0.7, high: -0.3 };
const none = { value: null, reason: 'The marks cannot tell.' };
const about = { criterion: null, level: 'ordinal' as const, paired: 7, exact: some, adjacent: some };
const stretch = { from: '2026-01-01T09:00:00.000Z', to: '2026-01-09T09:00:00.000Z', n: 5, mean: some };
const said: UnitStatistics = {
  unit,
  submissions: 9,
  doubleMarked: 7,
  verdict: { ...about, title: 'Verdict', kappa: none, ac: some, alpha: some },
  criteria: [{ ...about, title: HOSTILE, kappa: some, ac: some, alpha: none }],
  markers: [{ marker: ANN, marked: 9, shared: 7, severity: some, drift: { stretches: [stretch, stretch] } }],
  pairs: [],
};
const fit = { infit: 1.7, outfit: 1.2, infitZ: 3, outfitZ: 1 };
const measured = { measure: some, count: 14, fit, misfit: 'Marks less predictably.', group: 0 };
const rasch: RaschOfUnit & { measures: object } = {
  unit,
  leftOut: [{ facet: 'marker', name: HOSTILE, count: 3, reason: 'Only the highest.' }],
  measures: {
    ratings: 28,
    markers: [
      { ...measured, marker: ANN },
      { ...measured, group: 1, misfit: null, marker: { ...ANN, name: 'Far' } },
    ],
    criteria: [{ ...measured, criterion: CriterionId.parse('c1'), title: HOSTILE, thresholds: [] }],
    learners: { count: 12, extreme: 1, spread: [], misfits: [] },
    separation: { markers: null, criteria: null, learners: null },
    remarks: ['Markers fall into groups.'],
  },
};
const compared = {
  categories: ['-1', HOSTILE],
  counts: [
    [3, 0],
    [1, 2],
  ],
  shared: 6,
};
const drift = driftChart(said);
if (!drift) throw new Error('There is drift to draw.');
const charts: Readonly<Record<string, Chart>> = {
  agreement: agreementChart(said),
  severity: severityChart(said),
  drift,
  rasch: raschChart(rasch, rasch.measures),
  compared: comparedChart(compared, { unit: 'U', about: 'Verdict', a: HOSTILE, b: 'Bob' }),
};

describe.each(Object.entries(charts))('the chart of %s', (_, chart) => {
  it('is an SVG that needs nothing else, and says what it shows', () => {
    expect(chart.svg).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns=/);
    expect(chart.svg).toMatch(/<title id="title">[^<]+<\/title>\n<desc id="desc">[^<]+<\/desc>/);
    expect(chart.svg).not.toMatch(/NaN|undefined|Infinity|href|url\(/);
  });
  it('takes names as text: no markup, and nothing that XML has no place for', () => {
    expect(chart.svg).toContain('=1+1 &lt;scr');
    expect(chart.svg).not.toContain('<script');
    expect(chart.svg).not.toContain('\u0000');
    const open = chart.svg.match(/<(svg|text|title|desc)[ >]/g)?.length;
    expect(chart.svg.match(/<\/(svg|text|title|desc)>/g)?.length).toBe(open);
  });
  it('is a table of which no cell runs as a formula, and every row has every column', () => {
    const csv = chartAsCsv(chart);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain("'=1+1");
    expect(csv).not.toMatch(/(^|[,\n"])=1/m);
    for (const row of chart.rows) expect(row).toHaveLength(chart.columns.length);
  });
});

describe('the tables', () => {
  it('keep numbers plain, and say why there is none', () => {
    const csv = chartAsCsv(agreementChart(said));
    expect(csv).toContain('Verdict,ordinal,7,agreement,-0.5,0.1,-0.7,-0.3,\r\n');
    expect(csv).toContain('Verdict,ordinal,7,kappa,,,,,The marks cannot tell.\r\n');
  });
  it('name the groups that cannot be compared, what was left out, and each pattern of marks', () => {
    const csv = chartAsCsv(raschChart(rasch, rasch.measures));
    expect(csv).toContain('marker (above zero: severe),Far,2,14,-0.5,0.1,-0.7,-0.3,,1.7,1.2,as expected\r\n');
    expect(csv).toMatch(/"marker, left out",.*,Only the highest\.,,,\r\n/);
    expect(csv).toContain('Marks less predictably.');
  });
  it('are not drawn where nobody shares enough work', () => {
    const [marker] = said.markers;
    if (!marker) throw new Error('there is one');
    const alone = { ...marker, drift: { stretches: null, reason: 'Too few.' } };
    expect(driftChart({ ...said, markers: [alone] })).toBeNull();
  });
});

describe('saving a chart', () => {
  it('is for those who may read the statistics, and draws what they read', async () => {
    const made = await aDoubleMarkedUnit();
    const path = join(await aTempFolder(), 'chart.csv');
    const wanted = { unit: made.unit.id, chart: { kind: 'severity' as const }, format: 'csv' as const };
    expect(codeOf(await saveChart(made.as('Bob'), wanted, path, aCall()))).toBe('moderation.not_allowed');
    expect(() => readFileSync(path)).toThrow();
    must(await saveChart(made.as('Eve'), wanted, path, aCall()));
    expect(readFileSync(path, 'utf8')).toBe(
      chartAsCsv(severityChart(must(await statisticsOf(made.as('Eve'), made.unit.id, aCall())))),
    );
    const nowhere = join(path, 'inside a file');
    expect(codeOf(await saveChart(made.as('Eve'), wanted, nowhere, aCall()))).toBe('moderation.not_written');
  });
  it('says so where there is nothing to draw, and writes nothing', async () => {
    const made = await aWorkspace({ people: { Ann: ['assessor'], Mo: ['moderator'] } });
    const own = aUnit();
    await aSubmission(made.as('Root'), { unit: own });
    const path = join(await aTempFolder(), 'chart.svg');
    for (const kind of ['agreement', 'severity', 'drift', 'rasch'] as const) {
      const wanted = { unit: own.id, chart: { kind }, format: 'svg' as const };
      expect(codeOf(await saveChart(made.as('Mo'), wanted, path, aCall()))).toBe('moderation.no_chart');
    }
    expect(() => readFileSync(path)).toThrow();
  });
});

describe('the Rasch view of a unit', () => {
  it('names the groups that no shared work links, and who was left out for marking alone', async () => {
    const made = await aWorkspace({
      people: {
        ...{ Ann: ['assessor'], Bob: ['assessor'], Cat: ['assessor'], Dan: ['assessor'] },
        ...{ Solo: ['assessor'], Mo: ['moderator'] },
      },
    });
    const own = aUnit({ criteria: [aLevels('c1'), aLevels('c2')] });
    const at = (n: number) => level(`l${1 + (n % 4)}`);
    for (let n = 0; n < 28; n++) {
      const submission = await aSubmission(made.as('Root'), { unit: own, learner: `Learner ${n}` });
      const pair = n < 12 ? ['Ann', 'Bob'] : n < 24 ? ['Cat', 'Dan'] : ['Solo'];
      for (const [place, name] of pair.entries())
        await anAssessment(made.as(name), submission, {
          c1: at(Math.floor(n / 3) + ((n + place) % 2)),
          c2: at(Math.floor(n / 3) + ((n + 2 * place) % 3)),
        });
    }
    const found = must(await raschOf(made.as('Mo'), own.id, aCall()));
    if (found.measures === null) throw new Error(found.reason);
    expect(found.leftOut).toMatchObject([{ facet: 'marker', name: 'Solo' }]);
    const groupOf = new Map(found.measures.markers.map((one) => [one.marker.name, one.group]));
    expect(groupOf.get('Ann')).toBe(groupOf.get('Bob'));
    expect(groupOf.get('Cat')).toBe(groupOf.get('Dan'));
    expect(groupOf.get('Ann')).not.toBe(groupOf.get('Cat'));
    const [remark] = found.measures.remarks;
    expect(remark).toMatch(/Ann, Bob|Bob, Ann/);
    expect(remark).toMatch(/Cat, Dan|Dan, Cat/);
  });
  it('is of a unit that is here, and for nobody who only marks', async () => {
    const made = await aDoubleMarkedUnit();
    expect(codeOf(await raschOf(made.as('=Ann'), made.unit.id, aCall()))).toBe('moderation.not_allowed');
    expect(codeOf(await raschOf(made.as('Eve'), UnitId.parse('unit:none'), aCall()))).toBe('unit.unknown');
  });
});
