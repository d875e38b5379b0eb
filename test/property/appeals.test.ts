import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REMARKERS } from '../../src/domain/appeals/appeal-facts.ts';
import { AppealState, isAppealOpen } from '../../src/domain/appeals/appeal-state.ts';
import { whichWay } from '../../src/domain/appeals/which-way.ts';
import type { Fact } from '../../src/domain/facts.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import type { SubmissionView } from '../../src/domain/submission-view.ts';
import { decideVerdict } from '../../src/domain/verdict.ts';
import { keyNamed } from '../builders/a-chain.ts';
import { AppealPlay, AUTHORITY, appealActs, UNIT } from '../builders/random-appeals.ts';

/** Ann marked it and Mo confirmed it. */
const PARTS = [keyNamed('ann'), keyNamed('mo')];

/** What the model forbids, asked of the records themselves rather than of whoever let them count. */
function expectAllowed(view: SubmissionView, facts: readonly Fact[]): void {
  const factOf = (id: RecordId | null | undefined) => facts.find((fact) => fact.id === id);
  const releases = facts.filter((fact) => fact.type === 'batch.exported');
  for (const { lodged, checked, process, decision, closed, withdrawn, remarkers, state } of view.appeals) {
    // It is about an outcome that was released: one that was confirmed, or that a closed appeal came to.
    const { outcome, mayLower } = lodged.body;
    expect(['outcome.confirmed', 'appeal.decided']).toContain(factOf(outcome)?.type);
    expect(releases.some(({ body }) => body.results.some((one) => one.outcome === outcome))).toBe(true);
    expect(AUTHORITY.holds(lodged.author, ['provider'], UNIT.id, lodged.at).allowed).toBe(true);
    for (const step of [checked, process, decision]) {
      if (!step) continue;
      expect(PARTS).not.toContain(step.author);
      const { author, at } = step;
      expect(AUTHORITY.holds(author, ['moderator', 'provider', 'adjudicator'], UNIT.id, at).allowed).toBe(
        true,
      );
    }
    for (const person of remarkers) {
      expect(PARTS).not.toContain(person);
      expect(decision?.author).not.toBe(person);
    }
    if (process) expect(factOf(process.body.check)?.type).toBe('appeal.checked');
    if (state === 'closed') expect(closed?.body.decision).toBe(decision?.id);
    if (closed) expect(withdrawn).toBeNull();
    if (!decision) continue;
    expect(decision.body.process).toBe(process?.id);
    if (!process) continue;
    const marks = decision.body.marks.map(factOf);
    expect(new Set(marks.map((mark) => mark?.author))).toEqual(new Set(process.body.remarkers));
    expect(marks).toHaveLength(REMARKERS[process.body.process]);
    for (const mark of marks) {
      expect(mark?.type).toBe('assessment.submitted');
      if (process.body.process === 'double_blind' && mark?.type === 'assessment.submitted')
        expect(mark.body.seal).toBeDefined();
    }
    const before = factOf(outcome);
    if (decision.body.judgments.length === 0 || !before || !('judgments' in before.body)) continue;
    const way = whichWay(UNIT, before.body.judgments, decision.body.judgments);
    expect(['upheld', 'remitted']).not.toContain(decision.body.result);
    if (!mayLower) expect(way).not.toBe('lowered');
  }
  // Of one outcome no two appeals stand.
  const standing = view.appeals.filter(({ state }) => state !== 'withdrawn');
  expect(new Set(standing.map(({ lodged }) => lodged.body.outcome)).size).toBe(standing.length);
  // The outcome is that which was confirmed, or that of an appeal that is closed; and comes to what its judgments do.
  const { outcome, state } = view;
  if (outcome?.how === 'appealed') {
    const of = view.appeals.find(({ decision }) => decision?.id === outcome.record);
    expect(of?.state).toBe('closed');
  }
  if (outcome) {
    const decided = new Map(outcome.judgments.map((one) => [one.criterion, one.decision]));
    expect(outcome.verdict).toBe(decideVerdict(UNIT, decided).verdict);
  }
  const isOpen = standing.some(
    (one) => isAppealOpen(one.state) && one.lodged.body.outcome === outcome?.record,
  );
  expect(state === 'under_appeal').toBe(isOpen);
  if (state === 'released' || state === 'under_appeal')
    expect(releases.some(({ body }) => body.results.some((one) => one.outcome === outcome?.record))).toBe(
      true,
    );
}

const digest = ({ state, outcome, batch, appeals, notCounted }: SubmissionView) =>
  JSON.stringify([
    state,
    outcome,
    batch,
    appeals.map((one) => [one.lodged.id, one.state, one.decision?.id, one.closed?.id, [...one.remarkers]]),
    [...notCounted].sort(),
  ]);

describe('an appeal', () => {
  it('reaches no state that the model forbids, whatever commands, merges and forgeries come', () => {
    fc.assert(
      fc.property(appealActs, (acts) => {
        const play = new AppealPlay();
        for (const act of acts) {
          play.act(act);
          expectAllowed(play.viewOn(act.machine), [...(play.machines[act.machine] ?? [])]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is what its records say, in whatever order they arrive', () => {
    fc.assert(
      fc.property(
        appealActs.chain((acts) => {
          const play = new AppealPlay();
          for (const act of acts) play.act(act);
          const all = [...new Set(play.machines.flatMap((machine) => [...machine]))];
          const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
          return fc.record({ play: fc.constant(play), all: fc.constant(all), shuffled });
        }),
        ({ play, all, shuffled }) => {
          expect(digest(play.viewOf(shuffled))).toBe(digest(play.viewOf(all)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves what was released as it is until it is closed or withdrawn', () => {
    fc.assert(
      fc.property(appealActs, (acts) => {
        const play = new AppealPlay();
        for (const act of acts) {
          const before = play.viewOn(act.machine);
          const isDone = play.act(act);
          const after = play.viewOn(act.machine);
          const isEnd = act.kind === 'close' || act.kind === 'withdraw';
          if (isDone && !isEnd && before.state === 'under_appeal')
            expect(after.outcome).toEqual(before.outcome);
        }
      }),
      { numRuns: 150 },
    );
  });
});

it('random histories come to every state of an appeal', () => {
  const reached = new Set<string>();
  for (const acts of fc.sample(appealActs, { seed: 7, numRuns: 500 })) {
    const play = new AppealPlay();
    for (const act of acts) {
      play.act(act);
      const view = play.viewOn(act.machine);
      for (const { state } of view.appeals) reached.add(state);
      if (view.outcome?.how === 'appealed') reached.add(`then ${view.state}`);
    }
  }
  expect([...reached].sort()).toEqual(
    [...AppealState.options, 'then confirmed', 'then released', 'then under_appeal'].sort(),
  );
});
