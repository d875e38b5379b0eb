import { describe, expect, it } from 'vitest';
import { raschOf } from '../../src/app/rasch-of-unit.ts';
import {
  manyFacetRasch,
  type RaschMeasures,
  remarksOn,
} from '../../src/domain/agreement/many-facet-rasch.ts';
import type { FacetRating } from '../../src/domain/agreement/rasch-design.ts';
import { misfitInWords } from '../../src/domain/agreement/rasch-misfit.ts';
import { facetRatings } from '../../src/domain/agreement/rasch-of-unit.ts';
import { PersonKey, SubmissionId } from '../../src/domain/ids.ts';
import { decided, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';
import { aChance, facets, simulated, smallExample } from '../builders/facet-ratings.ts';

const measuresOf = (ratings: readonly FacetRating[]): RaschMeasures => {
  const { measures } = manyFacetRasch(ratings);
  if (measures === null) throw new Error('These marks should be enough.');
  return measures;
};
const values = (measured: readonly { readonly measure: { readonly value: number | null } }[]) =>
  measured.map(({ measure }) => measure.value ?? Number.NaN);

describe('recovery of what marks were simulated from', () => {
  it('is without bias, and 95 % intervals hold the truth about as often as they say', () => {
    const [inside, of, bias] = [{ markers: 0, criteria: 0 }, { markers: 0, criteria: 0 }, [0, 0, 0, 0, 0]];
    const runs = 40;
    for (let seed = 1; seed <= runs; seed++) {
      const found = measuresOf(simulated(facets, { seed, learners: 100 }));
      for (const facet of ['markers', 'criteria'] as const)
        for (const [place, { measure }] of found[facet].entries()) {
          const truth = facets[facet === 'markers' ? 'severities' : 'difficulties'][place] ?? 0;
          if (measure.value === null || measure.low === undefined || measure.high === undefined) continue;
          of[facet] += 1;
          if (measure.low <= truth && truth <= measure.high) inside[facet] += 1;
          if (facet === 'markers') bias[place] = (bias[place] ?? 0) + (measure.value - truth) / runs;
        }
    }
    // 200 and 160 intervals: one in a thousand lots of so many would lie outside these bounds.
    expect(inside.markers / of.markers).toBeGreaterThan(0.895);
    expect(inside.criteria / of.criteria).toBeGreaterThan(0.89);
    expect(inside.markers / of.markers).toBeLessThan(0.99);
    for (const one of bias) expect(Math.abs(one)).toBeLessThan(0.06);
  });
  it('comes near every measure with many learners, gaps and all', () => {
    const chance = aChance(99);
    const ratings = simulated(facets, { seed: 5, learners: 1500 }).filter(() => chance() > 0.2);
    const found = measuresOf(ratings);
    for (const [place, value] of values(found.markers).entries())
      expect(Math.abs(value - (facets.severities[place] ?? 0))).toBeLessThan(0.12);
    for (const [place, { measure, thresholds }] of found.criteria.entries()) {
      expect(Math.abs((measure.value ?? 9) - (facets.difficulties[place] ?? 0))).toBeLessThan(0.12);
      for (const [k, threshold] of thresholds.entries())
        expect(Math.abs((threshold.measure.value ?? 9) - (facets.thresholds[k] ?? 0))).toBeLessThan(0.25);
    }
    expect(Math.abs(found.learnerSpread - facets.spread)).toBeLessThan(0.12);
    expect(found.separation.markers?.reliability).toBeGreaterThan(0.95);
    const fits = [...found.markers, ...found.criteria].flatMap(({ fit }) => [fit.infit, fit.outfit]);
    for (const fit of fits) expect(Math.abs(fit - 1)).toBeLessThan(0.12);
  });
  it('sees who throws dice instead of marking', () => {
    const chance = aChance(3);
    const ratings = simulated(facets, { seed: 6, learners: 150 }).map((one) =>
      one.marker === 'M2' ? { ...one, rating: Math.floor(chance() * 4) } : one,
    );
    const misfits = measuresOf(ratings).markers.map(({ fit }) => misfitInWords('marker', fit));
    expect(misfits[2]).toMatch(/less predictably/);
    expect([misfits[0], misfits[1], misfits[3], misfits[4]]).toEqual([null, null, null, null]);
  });
});

describe('a small example with gaps', () => {
  const found = measuresOf(smallExample());
  it('has the measures and errors that R finds by integrate and optim', () => {
    // Marginal likelihood written anew in R 4.2.2, `integrate` for each learner, `optim` (BFGS) with its Hessian.
    expect(found.logLikelihood).toBeCloseTo(-60.16928, 5);
    const markers = found.markers.map(({ measure }) => measure);
    for (const [place, [value, se]] of [
      [-1.536082, 0.456917],
      [0.681568, 0.389459],
      [0.854514, 0.389427],
    ].entries()) {
      expect(markers[place]?.value).toBeCloseTo(value ?? 0, 5);
      expect(markers[place]).toMatchObject({ se: expect.closeTo(se ?? 0, 5) });
    }
    const [first] = found.criteria;
    expect(first?.measure).toMatchObject({
      value: expect.closeTo(-0.624871, 5),
      se: expect.closeTo(0.26886, 5),
    });
    expect(first?.thresholds[0]?.measure).toMatchObject({
      value: expect.closeTo(-1.155927, 5),
      se: expect.closeTo(0.47952, 5),
    });
    expect(found.criteria[1]?.thresholds[0]?.measure.value).toBeCloseTo(-1.431136, 5);
  });
  it('gives the same digits in whatever order the marks come', () => {
    const chance = aChance(8);
    const shuffled = smallExample()
      .map((one) => ({ one, lot: chance() }))
      .sort((a, b) => a.lot - b.lot)
      .map(({ one }) => one);
    expect(measuresOf(shuffled)).toEqual(found);
  });
  it('does not depend on names, nor on where the scale begins', () => {
    const swap: Readonly<Record<string, string>> = { M0: 'Z', M1: 'Y', M2: 'X' };
    const renamed = measuresOf(
      smallExample().map((one) => ({
        ...one,
        marker: swap[one.marker] ?? '',
        learner: `of ${one.learner}`,
        rating: one.rating * 10 + 3,
      })),
    );
    for (const [place, value] of values(renamed.markers).toReversed().entries())
      expect(value).toBeCloseTo(values(found.markers)[place] ?? 0, 6);
    for (const [place, value] of values(renamed.criteria).entries())
      expect(value).toBeCloseTo(values(found.criteria)[place] ?? 0, 6);
    expect(renamed.hasGaps).toBe(true);
  });
  it('measures learners with all highest or all lowest marks, and says that they are extreme', () => {
    const [worst] = found.learners;
    expect(worst).toMatchObject({ extreme: 'lowest', count: 4 });
    const measure = worst?.measure;
    if (!measure || measure.value === null) throw new Error('Everybody has a measure.');
    expect(measure.value).toBeGreaterThan(-5);
    expect(measure.se).toBeGreaterThan(1);
  });
});

describe('where the marks cannot tell', () => {
  const ratings = simulated(facets, { seed: 11, learners: 40 });
  it('says so for too little: nobody, one marker, few learners', () => {
    expect(manyFacetRasch([])).toMatchObject({ measures: null, reason: 'There are no marks.' });
    const alone = ratings.filter(({ marker }) => marker === 'M0');
    expect(manyFacetRasch(alone)).toMatchObject({ reason: expect.stringMatching(/only one marker/) });
    const few = ratings.filter(({ learner }) => Number(learner.slice(1)) < 6);
    expect(manyFacetRasch(few)).toMatchObject({ measures: null, reason: expect.stringMatching(/too few/) });
  });
  it('leaves out markers and criteria whose measure would be infinite', () => {
    const found = measuresOf(
      ratings.map((one) =>
        one.marker === 'M4' ? { ...one, rating: 3 } : one.criterion === 'C0' ? { ...one, rating: 2 } : one,
      ),
    );
    expect(found.leftOut.map(({ facet, name }) => [facet, name])).toEqual([
      ['marker', 'M4'],
      ['criterion', 'C0'],
    ]);
    expect(found.markers.map(({ name }) => name)).toEqual(['M0', 'M1', 'M2', 'M3']);
  });
  it('compares nobody across groups that share no work, and nobody at all who shares none', () => {
    const half = (one: FacetRating) => Number(one.learner.slice(1)) < 20;
    const apart = ratings.map((one) => (half(one) ? one : { ...one, marker: `far ${one.marker}` }));
    const lonely = ratings
      .slice(0, 12)
      .map((one) => ({ ...one, learner: `x${one.learner}`, marker: 'Solo' }));
    const found = measuresOf([...apart, ...lonely]);
    expect(new Set(found.markers.map(({ group }) => group)).size).toBe(2);
    expect(found.leftOut).toMatchObject([{ facet: 'marker', name: 'Solo' }]);
    for (const group of [0, 1]) {
      const within = found.markers.filter((one) => one.group === group);
      expect(values(within).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
    }
    expect(remarksOn(found)[0]).toMatch(/^Markers fall into groups .*M0, M1, .* \| far M0/);
    // Whoever is far away changes nothing about those who are here but their spread, which all share.
    const here = measuresOf(ratings.filter(half));
    for (const [place, value] of values(found.markers.slice(0, 5)).entries())
      expect(Math.abs(value - (values(here.markers)[place] ?? 0))).toBeLessThan(0.25);
  });
  it('sees that criteria are unlinked where each marker marks one only', () => {
    const crossed = ratings.filter(
      ({ marker, criterion }) =>
        (marker === 'M0' && criterion === 'C0') || (marker === 'M1' && criterion === 'C1'),
    );
    expect(manyFacetRasch(crossed)).toMatchObject({
      measures: null,
      leftOut: [{ name: 'M0' }, { name: 'M1' }],
    });
  });
});

describe('the marks of a unit', () => {
  const unit = aUnit({
    criteria: [aLevels('c1'), aBinary('c2'), aNumeric('c3', { min: 0, max: 5, step: 1 }), aNumeric('c4')],
  });
  const marker = PersonKey.parse('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK');
  const marking = (decisions: Parameters<typeof decided>[0]) => ({
    submission: SubmissionId.parse('a'.repeat(64)),
    marker,
    at: '2026-01-01T00:00:00.000Z',
    decisions: decided(decisions),
  });
  it('are steps of levels, of met or not, and of points where they are few', () => {
    const { ratings, leftOut } = facetRatings(unit, [
      marking({ c1: level('l3'), c2: met, c3: points(4), c4: points(7) }),
      marking({ c1: points(3), c2: notYet }),
    ]);
    expect(ratings.map(({ criterion, rating }) => [criterion, rating])).toEqual([
      ['c1', 2],
      ['c2', 1],
      ['c2', 0],
      ['c3', 4],
    ]);
    expect(leftOut).toMatchObject([{ name: 'c4', reason: expect.stringMatching(/steps/) }]);
  });
  it('are measured for those who may read them, with names and levels instead of ids', async () => {
    const made = await aWorkspace({
      people: { Ann: ['assessor'], Bob: ['assessor'], Eve: ['eqa'] },
    });
    const own = aUnit({ criteria: [aLevels('c1'), aLevels('c2')] });
    for (let n = 0; n < 12; n++) {
      const submission = await aSubmission(made.as('Root'), { unit: own, learner: `Learner ${n}` });
      const at = (by: number) => level(`l${1 + Math.max(0, Math.min(3, Math.floor(n / 3) + by))}`);
      await anAssessment(made.as('Ann'), submission, { c1: at(n % 2), c2: at(0) });
      await anAssessment(made.as('Bob'), submission, { c1: at(0), c2: at((n % 3) - 2) });
    }
    const said = must(await raschOf(made.as('Eve'), own.id, aCall()));
    if (said.measures === null) throw new Error(JSON.stringify(said));
    const severity = new Map(said.measures.markers.map((one) => [one.marker.name, one.measure.value ?? 0]));
    expect(severity.get('Bob')).toBeGreaterThan(severity.get('Ann') ?? 0);
    expect(said.measures.criteria[0]?.thresholds[0]).toMatchObject({ from: 'Level 1', to: 'Level 2' });
    expect(said.measures.learners.spread.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    expect(codeOf(await raschOf(made.as('Ann'), own.id, aCall()))).toBe('moderation.not_allowed');
  });
});
