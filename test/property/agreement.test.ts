import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgreementReport, agreementReport } from '../../src/domain/agreement/agreement-report.ts';
import type { Estimate } from '../../src/domain/agreement/estimate.ts';
import { aRatingTable } from '../builders/a-rating-table.ts';

type Rows = (number | null)[][];

const aRow = (raters: number, gaps: boolean) => {
  const rating = fc.integer({ min: 1, max: 5 });
  return fc.array(gaps ? fc.option(rating, { freq: 3 }) : rating, { minLength: raters, maxLength: raters });
};
const someRows = (gaps = true): fc.Arbitrary<Rows> =>
  fc
    .integer({ min: 2, max: 5 })
    .chain((raters) => fc.array(aRow(raters, gaps), { minLength: 2, maxLength: 25 }));

const weights = fc.constantFrom('identity' as const, 'linear' as const, 'quadratic' as const);
const level = fc.constantFrom('nominal' as const, 'ordinal' as const, 'interval' as const, 'ratio' as const);
const choice = fc.record({ weights, level });

const coefficients = (report: AgreementReport): Record<string, Estimate> => ({
  percentAgreement: report.percentAgreement,
  cohenKappa: report.cohenKappa,
  congerKappa: report.congerKappa,
  fleissKappa: report.fleissKappa,
  brennanPrediger: report.brennanPrediger,
  gwetAC: report.gwetAC,
  krippendorffAlpha: report.krippendorffAlpha,
});

/** The same answers, but for rounding; an interval that rounding alone opens is none. */
function expectSame(found: Record<string, Estimate>, wanted: Record<string, Estimate>) {
  for (const [name, want] of Object.entries(wanted)) {
    const got = found[name];
    if (want.value === null || got?.value === null || !got) expect(got, name).toEqual(want);
    else {
      expect(got.value, name).toBeCloseTo(want.value, 8);
      expect(got.se ?? 0, `${name}.se`).toBeCloseTo(want.se ?? 0, 6);
    }
  }
}

const swap = <T>(list: readonly T[], order: readonly number[]): T[] =>
  list
    .map((value, place) => ({ value, key: order[place % order.length] ?? 0, place }))
    .sort((one, other) => one.key - other.key || one.place - other.place)
    .map(({ value }) => value);
const anOrder = fc.array(fc.integer(), { minLength: 30, maxLength: 30 });

describe('agreement', () => {
  it('stays the same when raters or units change places', () => {
    fc.assert(
      fc.property(someRows(), choice, anOrder, anOrder, (rows, chosen, raters, units) => {
        const moved = swap(rows, units).map((row) => swap(row, raters));
        const [before, after] = [rows, moved].map((ratings) =>
          agreementReport(aRatingTable(ratings), chosen),
        );
        if (!before || !after) throw new Error('no report');
        expectSame(coefficients(after), coefficients(before));
        expectSame({ ...after.icc }, { ...before.icc });
        const sorted = (report: AgreementReport) =>
          report.severity.flatMap((one) => one.value ?? []).sort((one, other) => one - other);
        for (const [place, value] of sorted(after).entries())
          expect(value).toBeCloseTo(sorted(before)[place] ?? Number.NaN, 8);
      }),
    );
  });

  it('on nominal categories does not depend on what they are called', () => {
    fc.assert(
      fc.property(someRows(), fc.shuffledSubarray([11, 12, 13, 14, 15], { minLength: 5 }), (rows, names) => {
        const renamed = rows.map((row) =>
          row.map((rating) => (rating === null ? null : (names[rating - 1] ?? null))),
        );
        const nominal = { weights: 'identity', level: 'nominal' } as const;
        const [before, after] = [rows, renamed].map((ratings) =>
          agreementReport(aRatingTable(ratings), nominal),
        );
        if (!before || !after) throw new Error('no report');
        expectSame(coefficients(after), coefficients(before));
      }),
    );
  });

  it('is 1 where all agree, gaps or not', () => {
    fc.assert(
      fc.property(someRows(), choice, (rows, chosen) => {
        const agreed = rows.map((row, unit) =>
          row.map((rating) => (rating === null ? null : (unit % 3) + 1)),
        );
        const report = agreementReport(aRatingTable(agreed), chosen);
        for (const [name, estimate] of Object.entries(coefficients(report)))
          if (estimate.value !== null) expect(estimate.value, name).toBeCloseTo(1, 10);
        for (const one of report.severity) if (one.value !== null) expect(one.value).toBeCloseTo(0, 10);
      }),
    );
  });

  it('never answers with what is no number, and keeps every value within its interval', () => {
    fc.assert(
      fc.property(someRows(), choice, (rows, chosen) => {
        const report = agreementReport(aRatingTable(rows), chosen);
        const estimates = [
          ...Object.values(coefficients(report)),
          ...Object.values(report.icc),
          ...report.severity,
        ];
        for (const estimate of estimates) {
          if (estimate.value === null) {
            expect(estimate.reason).toMatch(/\.$/);
            continue;
          }
          const { value, low = value, high = value, se = 0 } = estimate;
          for (const number of [value, low, high, se]) expect(Number.isFinite(number)).toBe(true);
          expect(low).toBeLessThanOrEqual(value + 1e-9);
          expect(high).toBeGreaterThanOrEqual(value - 1e-9);
        }
      }),
    );
  });

  it('of two raters without gaps is one kappa, by Cohen or by Conger', () => {
    const two = fc.array(aRow(2, false), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(two, weights, (rows, chosen) => {
        const { cohenKappa, congerKappa } = agreementReport(aRatingTable(rows), {
          weights: chosen,
          level: 'nominal',
        });
        expectSame({ kappa: congerKappa }, { kappa: cohenKappa });
      }),
    );
  });
});
