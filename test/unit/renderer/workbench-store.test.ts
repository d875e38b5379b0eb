import { describe, expect, it } from 'vitest';
import type { SubmissionDetail, WorkbenchApi } from '../../../renderer/workbench/workbench-api.ts';
import { createWorkbenchStore } from '../../../renderer/workbench/workbench-store.ts';
import { Assessment, SubmissionDetail as DetailSchema } from '../../../src/api/shapes.ts';
import { AnchorId, CriterionId, SubmissionId } from '../../../src/domain/ids.ts';
import { type Draft, EMPTY_DRAFT } from '../../../src/domain/judgment.ts';
import { signerOf } from '../../../src/ledger/ed25519.ts';
import { met } from '../../builders/a-judgment.ts';
import { aBinary, aUnit } from '../../builders/a-unit.ts';

const submission = SubmissionId.parse('f'.repeat(64));
const at = '2026-11-23T10:00:00.000Z';

function aDetail(change: Partial<SubmissionDetail> = {}): SubmissionDetail {
  return {
    ...DetailSchema.parse({
      submission,
      title: 'Portfolio',
      description: '',
      learner: { id: 'a'.repeat(32), name: 'Ada', identifier: null },
      attempt: 1,
      anonymous: false,
      unit: aUnit({ criteria: [aBinary('c1'), aBinary('c2')] }),
      unitVersion: 'b'.repeat(64),
      state: 'awaiting',
      receivedAt: at,
      artifacts: [
        {
          hash: 'c'.repeat(64),
          path: 'a.txt',
          title: 'a',
          sizeBytes: 1,
          mediaType: 'text/plain',
          viewer: 'text',
          createdAt: null,
          claims: [],
          claimsUnit: true,
        },
      ],
      draft: { draft: EMPTY_DRAFT, revision: 0, savedAt: null },
      scope: null,
      missing: [],
      mine: null,
      others: [],
      allocations: [],
      sealed: null,
      toCountersign: [],
      isStale: false,
      setAside: null,
      verified: null,
      mayAssess: { allowed: true, reason: null },
      mayRecall: { allowed: false, reason: null },
      mayChange: { allowed: false, reason: null },
      changing: null,
      previous: null,
      next: null,
    }),
    ...change,
  };
}

async function aBench(detail = aDetail(), api: Partial<WorkbenchApi> = {}) {
  const submitted: number[] = [];
  const saves: { revision: number; draft: Draft }[] = [];
  let ids = 0;
  const bench = createWorkbenchStore(submission, {
    now: () => 0,
    unselect: () => undefined,
    newId: () => {
      ids += 1;
      return AnchorId.parse(`n${ids}`);
    },
    api: {
      load: async () => ({ ok: true, value: detail }),
      save: async (_, draft, revision) => {
        saves.push({ draft, revision: revision + 1 });
        return { ok: true, value: { revision: revision + 1, savedAt: at, missing: [] } };
      },
      submit: async (_, revision) => {
        submitted.push(revision);
        return { ok: true, value: {} };
      },
      recall: async () => ({ ok: true, value: {} }),
      change: async () => ({ ok: true, value: {} }),
      discard: async () => ({ ok: true, value: {} }),
      ...api,
    },
  });
  await bench.actions.load();
  const open = () => {
    const now = bench.getState().open;
    if (!now) throw new Error('not open');
    return now;
  };
  return { bench, open, submitted, saves, act: bench.actions };
}

describe('the bench', () => {
  it('opens at the first criterion not judged', async () => {
    const { open } = await aBench();
    expect(open().criterion).toBe('c1');
  });

  it('lists what is missing instead of submitting', async () => {
    const { act, open, submitted } = await aBench();
    await act.submit();
    expect([open().isMissingShown, submitted]).toEqual([true, []]);
  });

  it('goes on from what was submitted to change it, and lets go of the change', async () => {
    const draft = { draft: { ...EMPTY_DRAFT, feedback: 'Better.' }, revision: 3, savedAt: at };
    const submitted = { mayAssess: { allowed: false, reason: 'You have submitted.' }, draft: null };
    let detail = aDetail(submitted);
    const asked: string[] = [];
    const { act, open, saves } = await aBench(detail, {
      load: async () => ({ ok: true, value: detail }),
      change: async (_, reason) => {
        asked.push(reason);
        detail = aDetail({ ...submitted, draft, changing: { reason } });
        return { ok: true, value: {} };
      },
      discard: async () => {
        asked.push('discarded');
        detail = aDetail(submitted);
        return { ok: true, value: {} };
      },
    });
    expect(open().isEditable).toBe(false);
    await act.change('A slip.');
    expect([open().isEditable, open().history.present.feedback]).toEqual([true, 'Better.']);
    act.judge({ decision: met }, null);
    await act.flush();
    expect(saves.at(-1)?.revision).toBe(4);
    await act.keep();
    expect([open().isEditable, asked]).toEqual([false, ['A slip.', 'discarded']]);
  });

  it('submits the revision that holds the last keystroke', async () => {
    const { act, open, submitted, saves } = await aBench();
    for (const { id } of open().detail.unit.criteria) act.judge({ decision: met }, null, id);
    await act.submit();
    const last = saves.at(-1);
    expect(submitted).toEqual([last?.revision]);
    expect(last?.draft.judgments).toHaveLength(2);
  });

  it('undo takes one back to the criterion it changed', async () => {
    const { act, open } = await aBench();
    act.judge({ decision: met }, null);
    const second = open().detail.unit.criteria[1];
    if (second) act.openCriterion(second.id);
    act.undo();
    expect([open().criterion, open().history.present.judgments]).toEqual(['c1', []]);
  });

  it('anchors what is chosen once, however often the key is pressed', async () => {
    const { act, open } = await aBench();
    act.choose([{ kind: 'lines', from: 1, to: 2, quote: 'x' }]);
    act.anchorChosen();
    act.anchorChosen();
    expect(open().history.present.anchors.length).toBe(1);
  });

  it('keeps the choice, so that one anchor serves several criteria', async () => {
    const { act, open } = await aBench();
    act.choose([{ kind: 'lines', from: 1, to: 2, quote: 'x' }]);
    for (const { id } of open().detail.unit.criteria) act.anchorChosen(id);
    const { anchors, judgments } = open().history.present;
    expect([anchors.length, judgments.map((judgment) => judgment.anchors)]).toEqual([1, [['n1'], ['n1']]]);
    expect(open().chosen).not.toBeNull();
  });

  it('lets go of a choice that is anchored once one goes on, and only then', async () => {
    const { act, open } = await aBench();
    const second = open().detail.unit.criteria[1]?.id ?? null;
    if (second === null) throw new Error('no second criterion');
    act.choose([{ kind: 'lines', from: 1, to: 2, quote: 'x' }]);
    act.openCriterion(second);
    expect(open().chosen).not.toBeNull();
    act.anchorChosen();
    act.judge({ decision: met }, null);
    expect(open().chosen).toBeNull();
  });

  it('undo takes an anchor back, and the flag, and an action of the plan', async () => {
    const { act, open } = await aBench();
    act.anchorWhole();
    act.edit((draft) => ({ ...draft, pleaseCheck: true }), null);
    act.edit((draft) => ({ ...draft, actions: [{ criterion: CriterionId.parse('c1'), text: 'x' }] }), null);
    for (let step = 0; step < 3; step += 1) act.undo();
    expect(open().history.present).toEqual({ ...EMPTY_DRAFT });
  });

  it('changes nothing for those who may not assess', async () => {
    const reason = 'A conflict of interest is declared.';
    const { act, open } = await aBench(aDetail({ mayAssess: { allowed: false, reason }, draft: null }));
    act.judge({ decision: met }, null);
    await act.submit();
    expect([open().isEditable, open().history.present.judgments, open().isMissingShown]).toEqual([
      false,
      [],
      false,
    ]);
  });

  it('takes no mark, and no place, on a criterion that is not mine to judge', async () => {
    const [mine, other] = [CriterionId.parse('c2'), CriterionId.parse('c1')];
    const { bench } = await aBench(aDetail({ scope: [mine] }));
    expect(bench.getState().open?.criterion).toBe(mine);
    bench.actions.judge({ decision: { kind: 'binary', met: true } }, null, other);
    bench.actions.choose([{ kind: 'whole' }]);
    bench.actions.anchorChosen(other);
    expect(bench.getState().open?.history.present).toMatchObject({ judgments: [], anchors: [] });
    bench.actions.judge({ decision: { kind: 'binary', met: true } }, null, mine);
    expect(bench.getState().open?.history.present.judgments).toHaveLength(1);
  });

  it('what others change in the meantime does not touch what is being typed', async () => {
    const { act, open } = await aBench();
    act.judge({ rationale: 'half a sent' }, 'rationale');
    await act.refresh();
    expect(open().history.present.judgments[0]?.rationale).toBe('half a sent');
  });

  it('what is written right after a recall stays, though the answer to the recall comes later', async () => {
    const recalled = aDetail();
    const answers: (() => void)[] = [];
    let now = aDetail({ mine: anAssessment(), draft: null });
    const { act, open } = await aBench(now, {
      load: () =>
        new Promise((resolve) => {
          const value = now;
          answers.push(() => resolve({ ok: true, value }));
          if (answers.length === 1) answers[0]?.();
        }),
    });
    now = recalled;
    const recall = act.recall();
    const told = act.refresh();
    await expect.poll(() => answers.length).toBe(3);
    answers[1]?.();
    await expect.poll(() => open().isEditable).toBe(true);
    act.judge({ rationale: 'half a sent' }, 'rationale');
    answers[2]?.();
    await Promise.all([recall, told]);
    expect(open().history.present.judgments[0]?.rationale).toBe('half a sent');
    expect(open().isBusy).toBe(false);
  });

  it('an answer that was asked for earlier and comes later is not shown', async () => {
    const answers: (() => void)[] = [];
    let now = aDetail();
    const { act, open } = await aBench(now, {
      load: () =>
        new Promise((resolve) => {
          const value = now;
          answers.push(() => resolve({ ok: true, value }));
          if (answers.length === 1) answers[0]?.();
        }),
    });
    now = aDetail({ mine: anAssessment(), draft: null });
    const earlier = act.refresh();
    await expect.poll(() => answers.length).toBe(2);
    now = aDetail();
    const later = act.refresh();
    await expect.poll(() => answers.length).toBe(3);
    answers[2]?.();
    await later;
    answers[1]?.();
    await earlier;
    expect(open().isEditable).toBe(true);
  });
});

const anAssessment = (): NonNullable<SubmissionDetail['mine']> =>
  Assessment.parse({
    id: 'd'.repeat(64),
    submission,
    unitVersion: 'b'.repeat(64),
    assessor: { key: signerOf(Buffer.alloc(32, 1)).did, name: 'Ann' },
    at,
    ...EMPTY_DRAFT,
    isMine: true,
    carried: [],
    supersedes: null,
    counts: { counted: true, reason: null },
  });
