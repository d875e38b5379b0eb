import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareMarkers, statisticsOf } from '../../src/app/marking-statistics.ts';
import { driftOf } from '../../src/domain/agreement/drift.ts';
import {
  type Marking,
  markersCompared,
  unitStatistics,
} from '../../src/domain/agreement/marking-statistics.ts';
import { CriterionId, type PersonKey, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import { signerOf } from '../../src/ledger/ed25519.ts';
import { allMet, decided, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const [ANN, BOB, CAT] = [aKey(), aKey(), aKey()].sort() as [PersonKey, PersonKey, PersonKey];
const unit = aUnit({ criteria: [aLevels('c1'), aBinary('c2'), aNumeric('c3')] });
const C2 = CriterionId.parse('c2');

describe('agreement about each criterion', () => {
  it('is exact where all is the same, and says that chance cannot be told where all is in one category', () => {
    const same = markings([
      [allMet(unit), allMet(unit)],
      [allMet(unit), allMet(unit)],
      [allMet(unit), allMet(unit)],
    ]);
    const { criteria, verdict, doubleMarked } = unitStatistics(unit, same);
    expect(doubleMarked).toBe(3);
    for (const one of [...criteria, verdict]) {
      expect(one).toMatchObject({ paired: 3, exact: { value: 1 } });
      expect(one.kappa.value).toBeNull();
    }
  });
  it('holds κ and AC1 of two by two to values worked out by hand', () => {
    // 40 both met, 5 and 3 apart, 2 both not: Po = 42/50.
    const pairs = [
      ...times(40, [met, met]),
      ...times(5, [met, notYet]),
      ...times(3, [notYet, met]),
      ...times(2, [notYet, notYet]),
    ];
    const { criteria } = unitStatistics(
      unit,
      markings(pairs.map(([a, b]) => [only({ c2: a }), only({ c2: b })])),
    );
    const about = criteria[1];
    const expected = (45 * 43 + 5 * 7) / 2500;
    const pi = (45 + 43) / 100;
    const byChance = 2 * pi * (1 - pi);
    expect(about?.exact.value).toBeCloseTo(0.84, 12);
    expect(about?.kappa.value).toBeCloseTo((0.84 - expected) / (1 - expected), 12);
    expect(about?.ac.value).toBeCloseTo((0.84 - byChance) / (1 - byChance), 12);
    expect(about?.adjacent.value).toBeNull();
  });
  it('takes marks of some criteria where they are, and from them nothing about the whole', () => {
    const part = markings([
      [allMet(unit), { c1: level('l4') }],
      [{ c1: level('l4') }, { c2: met }],
    ]);
    const said = unitStatistics(unit, part);
    expect(said.criteria.map((one) => one.paired)).toEqual([1, 0, 0]);
    expect([said.submissions, said.doubleMarked, said.verdict.paired]).toEqual([2, 1, 0]);
    expect(said.pairs.map((one) => one.shared)).toEqual([1]);
    expect(said.markers.map(({ marked, shared }) => [marked, shared])).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });
  it('counts levels that are nearer as nearer: exact, then adjacent, then weighted', () => {
    const near = markings([
      [only({ c1: level('l1') }), only({ c1: level('l2') })],
      [only({ c1: level('l3') }), only({ c1: level('l4') })],
      [only({ c1: level('l4') }), only({ c1: level('l4') })],
    ]);
    const [about] = unitStatistics(unit, near).criteria;
    expect(about).toMatchObject({ exact: { value: 1 / 3 }, adjacent: { value: 1 } });
    expect(about?.kappa.value ?? 0).toBeGreaterThan(0.5);
  });
  it('leaves a gap where a decision does not fit the rubric, or is missing', () => {
    const odd = markings([
      [only({ c2: met }), only({ c2: points(3) })],
      [only({ c2: met }), only({})],
      [only({ c2: met }), only({ c2: notYet })],
    ]);
    expect(unitStatistics(unit, odd).criteria[1]?.paired).toBe(1);
  });
  it('does not depend on the order in which marks come', () => {
    const some = markings([
      [only({ c1: level('l1'), c2: met, c3: points(4) }), only({ c1: level('l2'), c2: met, c3: points(5) })],
      [
        only({ c1: level('l3'), c2: met, c3: points(9) }),
        only({ c1: level('l3'), c2: notYet, c3: points(5) }),
      ],
      [only({ c1: level('l3'), c2: met, c3: points(9) }), only({ c1: level('l4'), c2: met, c3: points(8) })],
    ]);
    expect(unitStatistics(unit, some.toReversed())).toEqual(unitStatistics(unit, some));
  });
});

describe('markers', () => {
  const scored = aUnit({ criteria: [aNumeric('c1', { min: 0, max: 100, step: 1, passMark: 50 })] });
  const points100 = (worth: number) => only({ c1: points(worth) });

  it('are found as lenient or severe as they were made, whoever got the weaker work', () => {
    // Cat marks only weak work, and 6 below Ann; Bob marks 3 above Ann.
    const rows = Array.from({ length: 40 }, (_, index): (Decisions | null)[] => {
      const worth = index % 2 === 0 ? 70 : 30;
      return worth === 70
        ? [points100(worth), points100(worth + 3), null]
        : [points100(worth), null, points100(worth - 6)];
    });
    const { markers } = unitStatistics(scored, markings(rows));
    const [ann, bob, cat] = markers.map((one) => one.severity.value ?? Number.NaN);
    expect((bob ?? 0) - (ann ?? 0)).toBeCloseTo(3, 9);
    expect((cat ?? 0) - (ann ?? 0)).toBeCloseTo(-6, 9);
    expect(markers.map((one) => [one.marked, one.shared])).toEqual([
      [40, 40],
      [20, 20],
      [20, 20],
    ]);
  });
  it('are set against each other, first marker down and second across', () => {
    const some = markings([
      [only({ c2: met }), only({ c2: notYet })],
      [only({ c2: met }), only({ c2: met })],
      [only({ c2: met }), null],
    ]);
    expect(markersCompared(unit, some, { criterion: C2, a: ANN, b: BOB })).toMatchObject({
      counts: [
        [0, 0],
        [1, 1],
      ],
      unitCount: 2,
    });
    expect(markersCompared(unit, some, { criterion: C2, a: ANN, b: CAT })).toBeNull();
  });
  it('are seen to drift: the mean distance of each stretch, with its interval', () => {
    const distances = Array.from({ length: 40 }, (_, index) => ({
      at: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
      distance: index < 20 ? (index % 2 === 0 ? 1 : -1) : 5 + (index % 2 === 0 ? 1 : -1),
    }));
    const { stretches } = driftOf(distances.toReversed());
    expect(stretches).toHaveLength(8);
    expect(stretches?.[0]).toMatchObject({ from: '2026-01-01T00:00:00.000Z', n: 5 });
    const last = stretches?.at(-1)?.mean;
    expect(last?.value !== null && (last?.low ?? 0) > 0).toBe(true);
    expect(driftOf(distances.slice(0, 9))).toMatchObject({ stretches: null });
  });
});

describe('statistics of a workspace', () => {
  async function aDoubleMarking() {
    const made = await aWorkspace({
      people: { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'], Eve: ['eqa'] },
    });
    const own = aUnit();
    for (const learner of ['L. One', 'L. Two', 'L. Three']) {
      const submission = await aSubmission(made.as('Root'), { unit: own, learner });
      await anAssessment(made.as('Ann'), submission, allMet(own));
      await anAssessment(made.as('Bob'), submission, { ...allMet(own), c1: level('l3') });
    }
    return { ...made, unit: own };
  }
  it('count the marks that stand, and name people and criteria', async () => {
    const made = await aDoubleMarking();
    for (const reader of ['Mo', 'Eve']) {
      const said = must(await statisticsOf(made.as(reader), made.unit.id, aCall()));
      expect(said).toMatchObject({ submissions: 3, doubleMarked: 3 });
      expect(said.criteria[0]).toMatchObject({
        title: 'Criterion c1',
        exact: { value: 0 },
        adjacent: { value: 1 },
      });
      expect(said.pairs[0]?.shared).toBe(3);
      expect(said.markers.map(({ marker }) => marker.name).sort()).toEqual(['Ann', 'Bob']);
    }
    const between = { unit: made.unit.id, criterion: CriterionId.parse('c1') };
    const [a, b] = [made.keyOf('Ann'), made.keyOf('Bob')];
    const compared = must(await compareMarkers(made.as('Mo'), { ...between, a, b }, aCall()));
    expect(compared.categories).toEqual(['Level 1', 'Level 2', 'Level 3', 'Level 4']);
    expect(compared.counts[3]).toEqual([0, 0, 3, 0]);
  });
  it('are read anew after another mark, and not twice for one that was read', async () => {
    const made = await aDoubleMarking();
    must(await statisticsOf(made.as('Mo'), made.unit.id, aCall()));
    const submission = await aSubmission(made.as('Root'), { unit: made.unit, learner: 'L. Four' });
    await anAssessment(made.as('Ann'), submission, allMet(made.unit));
    expect(must(await statisticsOf(made.as('Mo'), made.unit.id, aCall()))).toMatchObject({
      submissions: 4,
      doubleMarked: 3,
    });
  });
  it('are not for those who mark', async () => {
    const made = await aDoubleMarking();
    expect(codeOf(await statisticsOf(made.as('Ann'), made.unit.id, aCall()))).toBe('moderation.not_allowed');
    expect(codeOf(await statisticsOf(made.as('Mo'), UnitId.parse('unit:none'), aCall()))).toBe(
      'unit.unknown',
    );
  });
});

type Decisions = ReadonlyMap<CriterionId, Decision>;

function aKey(): PersonKey {
  return signerOf(randomBytes(32)).did;
}

const only = (decisions: Readonly<Record<string, Decision>>): Decisions => decided(decisions);

const times = (count: number, pair: readonly [Decision, Decision]) =>
  Array.from({ length: count }, () => pair);

/** One row a submission, one column for Ann, Bob and Cat. */
function markings(
  rows: readonly (readonly (Decisions | Readonly<Record<string, Decision>> | null)[])[],
): Marking[] {
  return rows.flatMap((row, index) =>
    row.flatMap((cell, column): Marking[] => {
      const marker = [ANN, BOB, CAT][column];
      if (!cell || !marker) return [];
      return [
        {
          submission: SubmissionId.parse(index.toString(16).padStart(64, '0')),
          marker,
          at: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
          decisions: cell instanceof Map ? cell : decided(cell as Readonly<Record<string, Decision>>),
        },
      ];
    }),
  );
}
