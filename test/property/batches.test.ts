import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchState } from '../../src/domain/batches/batch-state.ts';
import type { BatchVersion, BatchView } from '../../src/domain/batches/batch-view.ts';
import type { Fact } from '../../src/domain/facts.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { drawSample } from '../../src/domain/sampling/draw-sample.ts';
import { sha256Of } from '../../src/ledger/content-ids.ts';
import { must } from '../builders/a-workspace.ts';
import { BatchPlay, batchActs, CONTEXT } from '../builders/random-batches.ts';

const rank = (state: BatchState) => BatchState.options.indexOf(state);
const isConfirmed = ({ state }: BatchVersion) => rank(state) >= rank('confirmed');

/** What the model forbids, asked of the records themselves rather than of whoever let them count. */
function expectAllowed(view: BatchView, facts: readonly Fact[]): void {
  const { authority } = CONTEXT;
  const factOf = (id: RecordId) => facts.find((fact) => fact.id === id);
  for (const version of view.versions) {
    const { branch, state, confirmation } = version;
    // Nothing is opened again but after a confirmation, or the decision to mark again.
    for (const { body } of version.reopened)
      expect(['batch.confirmed', 'batch.decided']).toContain(factOf(body.of)?.type);
    if (!branch) {
      expect(state).toBe('open');
      continue;
    }
    for (const { body } of branch.draws)
      expect(must(drawSample(body, sha256Of)).map(({ id }) => id)).toEqual(body.drawn);
    if (rank(state) >= rank('sample_drawn')) expect(branch.draws.length).toBeGreaterThan(0);
    expect(view.mode === 'moderation' ? branch.verified : branch.findings).toEqual([]);
    const steps = [branch.closing, ...branch.draws, ...branch.findings, ...branch.verified];
    for (const step of [...steps, ...branch.decisions, ...branch.confirmations]) {
      const { unit } = view.opened.body;
      expect(authority.holds(step.author, ['moderator', 'provider'], unit, step.at).allowed).toBe(true);
      if ('submission' in step.body) {
        const member = branch.members.get(step.body.submission);
        expect(member?.assessors).not.toContain(step.author);
        expect(branch.sample.has(step.body.submission)).toBe(true);
      }
    }
    for (const { author } of branch.decisions)
      for (const { assessors } of branch.members.values()) expect(assessors).not.toContain(author);
    if (!isConfirmed(version) || !confirmation) continue;
    // Everything that the draws it rests on drew was looked at, and nothing of that was returned.
    const { rests } = confirmation.body;
    const decision = rests.mode === 'moderation' ? factOf(rests.decision) : null;
    if (decision) expect(decision.type === 'batch.decided' && decision.body.decision.kind).not.toBe('remark');
    const decided = decision?.type === 'batch.decided' ? decision.body : null;
    const draws = rests.mode === 'verification' ? rests.draws : (decided?.draws ?? []);
    const looks = rests.mode === 'verification' ? rests.verified : (decided?.findings ?? []);
    const looked = looks.map(factOf).map((fact) => {
      expect(fact?.type === 'batch.item_verified' && fact.body.as.kind === 'return').toBe(false);
      return fact && 'submission' in fact.body ? fact.body.submission : null;
    });
    expect(draws.length).toBeGreaterThan(0);
    for (const draw of draws.map(factOf)) {
      if (draw?.type !== 'batch.sample_drawn') throw new Error('a batch is confirmed on a draw');
      for (const one of draw.body.drawn) expect(looked).toContain(one);
    }
  }
  for (const version of view.versions.slice(0, -1)) {
    const remarked = version.branch?.decisions.some(({ body }) => body.decision.kind === 'remark');
    expect(isConfirmed(version) || remarked).toBe(true);
  }
}

/** What of a view must not depend on the order in which records came. */
const digest = (view: BatchView) =>
  JSON.stringify([
    view.versions.map(({ branch, decision, confirmation, ...rest }) => [
      rest.version,
      rest.state,
      branch?.closing.id,
      [...(branch?.sample.keys() ?? [])],
      decision?.id,
      confirmation?.id,
      rest.unseen,
    ]),
    [...view.notCounted].sort(),
  ]);

describe('a batch', () => {
  it('reaches no state that the model forbids, whatever commands, merges and forgeries come', () => {
    fc.assert(
      fc.property(batchActs, ({ mode, acts }) => {
        const play = new BatchPlay(mode);
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
        batchActs.chain(({ mode, acts }) => {
          const play = new BatchPlay(mode);
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

  it('never goes back: whatever arrives, no version falls behind where it was, and what is confirmed stays', () => {
    fc.assert(
      fc.property(batchActs, ({ mode, acts }) => {
        const play = new BatchPlay(mode);
        for (const act of acts) {
          const before = play.viewOn(act.machine).versions;
          play.act(act);
          const after = play.viewOn(act.machine).versions;
          for (const [at, version] of before.entries())
            expect(rank(after[at]?.state ?? 'open')).toBeGreaterThanOrEqual(rank(version.state));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('takes one step at a time by command', () => {
    fc.assert(
      fc.property(batchActs, ({ mode, acts }) => {
        const play = new BatchPlay(mode);
        for (const act of acts) {
          const before = play.viewOn(act.machine);
          if (!play.act(act)) continue;
          const { versions, state, current } = play.viewOn(act.machine);
          if (versions.length > before.versions.length)
            expect([
              state,
              before.current.decision?.body.decision.kind === 'remark' || isConfirmed(before.current),
            ]).toEqual(['open', true]);
          else expect(rank(state) - rank(before.state)).toBeLessThanOrEqual(1);
          if (isConfirmed(before.current)) expect(current.version).toBe(before.current.version + 1);
        }
      }),
      { numRuns: 150 },
    );
  });
});

it('random histories come to every state, in both modes, with second versions', () => {
  const reached = new Set<string>();
  for (const { mode, acts } of fc.sample(batchActs, { seed: 7, numRuns: 600 })) {
    const play = new BatchPlay(mode);
    for (const act of acts) play.act(act);
    for (const machine of [0, 1, 2]) {
      const view = play.viewOn(machine);
      reached.add(`${mode} ${view.state}`);
      if (view.versions.length > 1) reached.add(`${mode} reopened`);
    }
  }
  const states = [...BatchState.options, 'reopened'];
  expect([...reached].sort()).toEqual(
    ['moderation', 'verification'].flatMap((mode) => states.map((state) => `${mode} ${state}`)).sort(),
  );
});
