import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptChanges } from '../../src/domain/attempt-changes.ts';
import { carryForward, falselyCarried, takeOver } from '../../src/domain/carry-forward.ts';
import { AnchorId, ArtifactHash, AssessmentId, type CriterionId } from '../../src/domain/ids.ts';
import { EMPTY_DRAFT, type Judgment } from '../../src/domain/judgment.ts';
import { isMet } from '../../src/domain/verdict.ts';
import { aDraft, aJudgment, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const hashOf = (n: number) => ArtifactHash.parse(sha(`artifact ${n}`));
const FROM = AssessmentId.parse(sha('assessment'));
const unit = aUnit();
const CRITERIA = unit.criteria.map(({ id }) => id);

const artifacts = fc.uniqueArray(
  fc.record({ n: fc.nat({ max: 9 }), claims: fc.subarray(CRITERIA), claimsUnit: fc.boolean() }),
  { selector: ({ n }) => n, maxLength: 8 },
);
const attemptOf = (some: { n: number; claims: CriterionId[]; claimsUnit: boolean }[]) => ({
  artifacts: some.map(({ n, ...claims }) => ({ hash: hashOf(n), ...claims })),
});
const decisions = fc.record({
  c1: fc.constantFrom('l1', 'l2', 'l3', 'l4').map(level),
  c2: fc.constantFrom(met, notYet),
  c3: fc.constantFrom(0, 10, 20).map(points),
});
/** Judgments, each resting on an anchor in some artifact. */
const judged = fc
  .record({ decisions, anchoredIn: fc.array(fc.nat({ max: 9 }), { minLength: 3, maxLength: 3 }) })
  .map(({ decisions: given, anchoredIn }) => {
    const anchors = anchoredIn.map((n, index) => ({
      id: AnchorId.parse(`a${index}`),
      artifact: hashOf(n),
      target: { kind: 'whole' as const },
    }));
    const judgments: Judgment[] = Object.entries(given).map(([criterion, decision], index) => ({
      ...aJudgment(criterion, decision),
      anchors: [AnchorId.parse(`a${index}`)],
    }));
    return { assessment: FROM, judgments, anchors, settled: null };
  });
const carriedOf = (list: ReturnType<typeof carryForward>) =>
  list.flatMap((one) => (one.carries ? [one] : []));

describe('carrying judgments forward', () => {
  it('carries every met criterion where the evidence is the same, and none that was not met', () => {
    fc.assert(
      fc.property(artifacts, judged, (some, from) => {
        const side = { unit, attempt: attemptOf(some) };
        const present = new Set(side.attempt.artifacts.map(({ hash }) => hash));
        for (const one of carryForward(side, side, from)) {
          const judgment = from.judgments.find(({ criterion }) => criterion === one.criterion);
          const criterion = unit.criteria.find(({ id }) => id === one.criterion);
          if (!judgment || !criterion) throw new Error('every criterion was judged');
          const restsOnWhatIsThere = from.anchors
            .filter(({ id }) => judgment.anchors.includes(id))
            .every(({ artifact }) => present.has(artifact));
          expect(one.carries).toBe(isMet(criterion, judgment.decision) && restsOnWhatIsThere);
        }
      }),
    );
  });

  it('carries nothing whose claimed or anchored evidence differs', () => {
    fc.assert(
      fc.property(artifacts, artifacts, judged, (before, now, from) => {
        const [earlier, later] = [before, now].map((some) => ({ unit, attempt: attemptOf(some) }));
        if (!earlier || !later) throw new Error('two sides');
        const present = new Set(later.attempt.artifacts.map(({ hash }) => hash));
        for (const { criterion, judgment, anchors } of carriedOf(carryForward(earlier, later, from))) {
          const restingOn = ({ attempt }: typeof earlier) => {
            const claimed = attempt.artifacts.filter(({ claims }) => claims.includes(criterion));
            return new Set((claimed.length > 0 ? claimed : attempt.artifacts).map(({ hash }) => hash));
          };
          const all = (side: typeof earlier) => new Set(side.attempt.artifacts.map(({ hash }) => hash));
          for (const hash of restingOn(earlier)) expect(all(later).has(hash)).toBe(true);
          for (const hash of restingOn(later)) expect(all(earlier).has(hash)).toBe(true);
          expect(anchors.every(({ artifact }) => present.has(artifact))).toBe(true);
          expect(judgment.carriedFrom).toBe(FROM);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never calls false what it carried, and always what was decided otherwise', () => {
    fc.assert(
      fc.property(artifacts, judged, (some, from) => {
        const side = { unit, attempt: attemptOf(some) };
        for (const { judgment } of carriedOf(carryForward(side, side, from))) {
          expect(falselyCarried(judgment, side, side, from)).toBeNull();
          const other = { ...judgment, decision: judgment.decision.kind === 'binary' ? notYet : level('l9') };
          expect(falselyCarried(other, side, side, from)).toEqual({ code: 'decision_differs' });
        }
      }),
    );
  });

  it('takes over only what was chosen, keeps the rest of the draft, and twice is once', () => {
    fc.assert(
      fc.property(
        artifacts,
        judged,
        decisions,
        fc.array(fc.boolean(), { minLength: 3 }),
        (some, from, mine, chosen) => {
          const side = { unit, attempt: attemptOf(some) };
          const taken = carriedOf(carryForward(side, side, from)).filter((_, index) => chosen[index]);
          const draft = aDraft(mine, { feedback: 'F' });
          const after = takeOver(draft, taken);
          expect(after.feedback).toBe('F');
          for (const judgment of after.judgments) {
            const carried = taken.find(({ criterion }) => criterion === judgment.criterion);
            const own = draft.judgments.find(({ criterion }) => criterion === judgment.criterion);
            expect(judgment).toEqual(carried?.judgment ?? own);
            for (const id of judgment.anchors)
              expect(after.anchors.some((anchor) => anchor.id === id)).toBe(true);
          }
          expect(takeOver(after, taken)).toEqual(after);
        },
      ),
    );
  });

  it('gives an anchor another id where the draft has another place by that name', () => {
    const side = { unit, attempt: attemptOf([{ n: 1, claims: [], claimsUnit: true }]) };
    const id = AnchorId.parse('a0');
    const place = { id, artifact: hashOf(1), target: { kind: 'whole' as const } };
    const from = {
      assessment: FROM,
      judgments: [{ ...aJudgment('c2', met), anchors: [id] }],
      anchors: [place],
      settled: null,
    };
    const own = { ...place, target: { kind: 'lines' as const, from: 1, to: 2, quote: null } };
    const draft = {
      ...EMPTY_DRAFT,
      anchors: [own],
      judgments: [{ ...aJudgment('c1', level('l3')), anchors: [id] }],
    };
    const after = takeOver(draft, carriedOf(carryForward(side, side, from)));
    expect(after.anchors).toContainEqual(own);
    expect(new Set(after.anchors.map((anchor) => anchor.id)).size).toBe(2);
    expect(after.judgments[1]?.anchors).toEqual([after.anchors[1]?.id]);
  });
});

describe('what changed between attempts', () => {
  const lying = fc.uniqueArray(
    fc.record({ path: fc.constantFrom('a', 'b', 'c', 'd'), hash: fc.nat({ max: 5 }).map(hashOf) }),
    { selector: ({ path }) => path },
  );
  it('names every file of the later attempt once, and all that is gone', () => {
    fc.assert(
      fc.property(lying, lying, (before, now) => {
        const changes = attemptChanges(before, now);
        expect(changes.flatMap((change) => (change.now ? [change.now] : []))).toEqual(now);
        for (const change of changes) {
          if (change.kind === 'unchanged') expect(change.now.hash).toBe(change.before.hash);
          if (change.kind === 'changed') {
            expect(change.now.path).toBe(change.before.path);
            expect(change.now.hash).not.toBe(change.before.hash);
          }
          if (change.kind === 'added')
            expect(before.some(({ hash }) => hash === change.now.hash)).toBe(false);
        }
        const gone = before.filter(({ hash }) => !now.some((one) => one.hash === hash));
        const told = changes.flatMap((change) =>
          change.kind === 'removed' || change.kind === 'changed' ? [change.before] : [],
        );
        expect(told).toEqual(expect.arrayContaining(gone));
      }),
    );
  });
});
