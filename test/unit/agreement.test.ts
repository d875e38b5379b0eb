import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { agreementReport, type WeightsChoice } from '../../src/domain/agreement/agreement-report.ts';
import { kappaOfMatrix } from '../../src/domain/agreement/cohen-kappa.ts';
import { confusionMatrix } from '../../src/domain/agreement/confusion-matrix.ts';
import type { MeasurementLevel } from '../../src/domain/agreement/krippendorff-alpha.ts';
import { adjacentAgreement } from '../../src/domain/agreement/percent-agreement.ts';
import { type Rating, ratingTable } from '../../src/domain/agreement/rating-table.ts';
import { aRatingTable, rowsOfCounts } from '../builders/a-rating-table.ts';

const PUBLISHED = new URL('../../../shared/fixtures/agreement.json', import.meta.url);

const numbers = z.record(z.string(), z.number());
const square = z.array(z.array(z.number()));
const Published = z.object({
  krippendorff_c: z.object({ rows: z.array(z.array(z.number().nullable())), expect: numbers }),
  gwet_abstractors: z.object({ table: square, expect: numbers }),
  cohen_1968: z.object({
    proportions: square,
    disagreement_weights: square,
    disagreement_weights_2: square,
    expect: numbers,
    expect_2: numbers,
  }),
  shrout_fleiss_1979: z.object({
    rows: square,
    expect: numbers,
    severity_mean_minus_grand_mean: z.array(z.number()),
  }),
  kappa_paradox: z.object({ tables: z.array(square), expect: z.array(numbers) }),
});

const report = (
  rows: readonly (readonly Rating[])[],
  weights: WeightsChoice = 'identity',
  level: MeasurementLevel = 'nominal',
) => agreementReport(aRatingTable(rows), { weights, level });

/** As published: equal to the digits given. */
function expectPublished(
  found: Record<string, number | null | undefined>,
  published: Record<string, number>,
) {
  for (const [name, answer] of Object.entries(published)) {
    const digits = String(answer).split('.')[1]?.length ?? 0;
    const value = found[name] ?? Number.NaN;
    // Three published digits may be rounded or cut.
    expect(Math.abs(value - answer), `${name}: ${value}, published ${answer}`).toBeLessThan(10 ** -digits);
    if (digits > 3) expect(value, name).toBeCloseTo(answer, digits);
  }
}

const absent = !existsSync(PUBLISHED);
describe.skipIf(absent)(`published answers${absent ? ' (skipped: ../shared is not here)' : ''}`, () => {
  const published = absent ? null : Published.parse(JSON.parse(readFileSync(PUBLISHED, 'utf8')));
  const given = () => {
    if (!published) throw new Error('the published answers are not here');
    return published;
  };

  it('Krippendorff’s data C, with gaps', () => {
    const { rows, expect: answers } = given().krippendorff_c;
    const [plain, quadratic] = [report(rows), report(rows, 'quadratic')];
    const alpha = (level: MeasurementLevel) => report(rows, 'identity', level).krippendorffAlpha.value;
    expectPublished(
      {
        alpha_nominal: alpha('nominal'),
        alpha_ordinal: alpha('ordinal'),
        alpha_interval: alpha('interval'),
        alpha_ratio: alpha('ratio'),
        AC1: plain.gwetAC.value,
        fleiss_gwet: plain.fleissKappa.value,
        conger: plain.congerKappa.value,
        BP: plain.brennanPrediger.value,
        AC2_quadratic: quadratic.gwetAC.value,
        fleiss_quadratic: quadratic.fleissKappa.value,
        pa: plain.percentAgreement.value,
        pa_quadratic: quadratic.percentAgreement.value,
      },
      answers,
    );
  });

  it('Gwet’s abstractors, with standard errors', () => {
    const { table, expect: answers } = given().gwet_abstractors;
    const rows = rowsOfCounts(table);
    const [plain, quadratic] = [report(rows), report(rows, 'quadratic', 'interval')];
    const se = (estimate: object) => ('se' in estimate ? Number(estimate.se) : null);
    expectPublished(
      {
        pa: plain.percentAgreement.value,
        kappa: plain.cohenKappa.value,
        scott: plain.fleissKappa.value,
        AC1: plain.gwetAC.value,
        BP: plain.brennanPrediger.value,
        alpha: plain.krippendorffAlpha.value,
        kappa_quad: quadratic.cohenKappa.value,
        AC2_quad: quadratic.gwetAC.value,
        alpha_quad: quadratic.krippendorffAlpha.value,
        kappa_linear: report(rows, 'linear').cohenKappa.value,
        se_kappa: se(plain.cohenKappa),
        se_AC1: se(plain.gwetAC),
      },
      answers,
    );
  });

  it('Cohen’s weighted kappa, with weights that differ both ways', () => {
    const { proportions, disagreement_weights, disagreement_weights_2, ...answers } = given().cohen_1968;
    const kappa = (disagreement: number[][] | null) => {
      const most = Math.max(...(disagreement ?? []).flat());
      const between = (one: number, other: number) =>
        disagreement ? 1 - (disagreement[one]?.[other] ?? 0) / most : Number(one === other);
      return kappaOfMatrix(proportions, between, null).value;
    };
    expectPublished({ kappa: kappa(null), kappa_weighted: kappa(disagreement_weights) }, answers.expect);
    expectPublished({ kappa_weighted: kappa(disagreement_weights_2) }, answers.expect_2);
  });

  it('Shrout and Fleiss’ correlations, and how far each judge sits from the others', () => {
    const { rows, expect: answers, severity_mean_minus_grand_mean } = given().shrout_fleiss_1979;
    const { icc, severity } = report(rows);
    expectPublished(
      {
        ICC11: icc.icc11.value,
        ICC21: icc.icc21.value,
        ICC31: icc.icc31.value,
        ICC1k: icc.icc1k.value,
        ICC2k: icc.icc2k.value,
        ICC3k: icc.icc3k.value,
      },
      answers,
    );
    for (const [place, answer] of severity_mean_minus_grand_mean.entries())
      expect(severity[place]?.value).toBeCloseTo(answer, 3);
  });

  it('kappa collapses where nearly everybody passes, and AC beside it does not', () => {
    const { tables, expect: answers } = given().kappa_paradox;
    for (const [place, table] of tables.entries()) {
      const { percentAgreement, cohenKappa, gwetAC } = report(rowsOfCounts(table));
      expectPublished(
        { pa: percentAgreement.value, kappa: cohenKappa.value, AC1: gwetAC.value },
        answers[place] ?? {},
      );
    }
  });
});

describe('too little says so instead of printing a number', () => {
  it.each([
    ['one rater', [[1], [2], [3]], /fewer than two raters/],
    ['one unit', [[1, 2]], /Fewer than two units were rated\./],
    [
      'no unit with two ratings',
      [
        [1, null],
        [null, 2],
        [3, null],
      ],
      /rated by two or more raters/,
    ],
    [
      'no ratings',
      [
        [null, null],
        ['', ' '],
      ],
      /Fewer than two units/,
    ],
  ])('%s', (_, rows, reason) => {
    const { icc, severity, exactAgreement: _exact, ...found } = report(rows);
    const estimates = [found.percentAgreement, found.fleissKappa, found.brennanPrediger, found.gwetAC];
    for (const estimate of [
      ...estimates,
      found.congerKappa,
      found.krippendorffAlpha,
      found.cohenKappa,
      ...severity,
    ])
      expect(estimate).toMatchObject({ value: null, reason: expect.stringMatching(reason) });
    for (const estimate of Object.values(icc)) expect(estimate).toMatchObject({ value: null });
  });

  it('one category used by all leaves percent agreement, and no coefficient', () => {
    const found = report([
      [1, 1, 1],
      [1, 1, null],
      [1, 1, 1],
    ]);
    expect(found.percentAgreement).toEqual({ value: 1 });
    for (const estimate of [found.fleissKappa, found.gwetAC, found.brennanPrediger, found.krippendorffAlpha])
      expect(estimate).toMatchObject({ value: null, reason: expect.stringContaining('chance') });
    expect(found.icc.icc21).toMatchObject({ value: null, reason: expect.stringContaining('same rating') });
  });

  it('Cohen’s kappa is for two raters', () => {
    expect(
      report([
        [1, 2, 1],
        [2, 2, 1],
      ]).cohenKappa,
    ).toMatchObject({ value: null, reason: expect.stringContaining('two raters') });
  });

  it('words have no distances: only what needs none is answered', () => {
    const rows = [
      ['met', 'met'],
      ['not yet', 'met'],
      ['not yet', 'not yet'],
    ];
    const [plain, weighted] = [report(rows), report(rows, 'linear', 'interval')];
    expect(plain.cohenKappa.value).toBeCloseTo(0.4, 12);
    expect(plain.krippendorffAlpha.value).not.toBeNull();
    for (const estimate of [
      weighted.cohenKappa,
      weighted.krippendorffAlpha,
      plain.icc.icc11,
      plain.adjacentAgreement,
    ])
      expect(estimate.value).toBeNull();
    expect(plain.severity[0]).toMatchObject({ value: null, reason: expect.stringContaining('“met” is not') });
  });

  it('perfect agreement is 1, and no interval pretends to know how sure that is', () => {
    const found = report([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    for (const estimate of [found.cohenKappa, found.gwetAC, found.krippendorffAlpha, found.icc.icc31])
      expect(estimate).toEqual({ value: 1 });
  });

  it('ratings that agree less than chance leave the mean of raters without a correlation', () => {
    const { icc } = report([
      [2, 4],
      [4, 3],
      [3, 4],
    ]);
    expect(icc.icc2k).toMatchObject({ value: null, reason: expect.stringContaining('undefined') });
  });

  it('more values than categories can have leave the coefficients of categories out', () => {
    const found = report(Array.from({ length: 1200 }, (_, unit) => [unit, unit + 0.5]));
    expect(found.gwetAC).toMatchObject({ value: null, reason: expect.stringContaining('measurements') });
    expect(found.icc.icc31.value).toBeCloseTo(1, 12);
  });
});

describe('severity', () => {
  it('does not blame a rater for the weaker work: r3 marked only weak units, at the mean of the others', () => {
    const { severity } = report([
      [9, 7, null],
      [8, 6, null],
      [3, 1, 2],
      [4, 2, 3],
    ]);
    for (const [place, wanted] of [1, -1, 0].entries())
      expect(severity[place]?.value).toBeCloseTo(wanted, 12);
  });

  it('does not compare raters who share no work', () => {
    const apart = report([
      [1, 2, null, null],
      [2, 2, null, null],
      [null, null, 3, 1],
      [null, null, 1, 1],
    ]);
    for (const one of apart.severity)
      expect(one).toMatchObject({ value: null, reason: expect.stringContaining('share no units') });
    const alone = report([
      [1, 2, null],
      [2, 3, null],
      [null, null, 3],
    ]);
    expect(alone.severity.map((one) => one.value?.toFixed(9))).toEqual([
      '-0.500000000',
      '0.500000000',
      undefined,
    ]);
  });
});

describe('the rating table', () => {
  it('takes “1” and “1.0” for one number, and orders numbers as numbers', () => {
    const table = aRatingTable([
      ['10', '1.0'],
      ['1', '9'],
    ]);
    expect(table.categories).toEqual([1, 9, 10]);
    expect(table.scale).toBe('numbers');
  });

  it('keeps levels nobody used, for they were open to the raters', () => {
    const rows = [
      ['merit', 'merit'],
      ['pass', 'merit'],
      ['pass', 'pass'],
    ];
    const table = aRatingTable(rows, ['fail', 'pass', 'merit']);
    const found = agreementReport(table, { weights: 'linear', level: 'ordinal' });
    expect(table.scale).toBe('ordered');
    expect(found.brennanPrediger.value).toBeCloseTo((5 / 6 - 5 / 9) / (1 - 5 / 9), 12);
    expect(found.icc.icc11).toMatchObject({ value: null });
  });

  it.each([
    ['a row that is too short', ['a', 'b'], [[1]], 'agreement.row_length'],
    ['two raters of one name', ['a', 'a'], [[1, 1]], 'agreement.rater_twice'],
  ])('refuses %s', (_, raters, rows, code) => {
    expect(ratingTable(raters, rows)).toMatchObject({ ok: false, error: { code } });
  });

  it('refuses a rating that is not among the levels', () => {
    expect(ratingTable(['a', 'b'], [[1, 5]], [1, 2, 3])).toMatchObject({
      ok: false,
      error: { code: 'agreement.unknown_level' },
    });
  });
});

describe('for the screens', () => {
  const table = aRatingTable([
    [1, 2],
    [1, 1],
    [3, 1],
    [2, null],
  ]);

  it('a confusion matrix counts the units both rated, first rater down, second across', () => {
    expect(confusionMatrix(table, 0, 1)).toEqual({
      categories: [1, 2, 3],
      counts: [
        [1, 1, 0],
        [0, 0, 0],
        [1, 0, 0],
      ],
      unitCount: 3,
    });
  });

  it('adjacent agreement takes ratings one apart for agreement', () => {
    expect(adjacentAgreement(table).value).toBeCloseTo(2 / 3, 12);
    expect(adjacentAgreement(table, 2).value).toBe(1);
  });
});
