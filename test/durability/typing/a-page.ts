import { createAgreementsStore } from '../../../renderer/state/agreements.ts';
import { createWorkbenchApi } from '../../../renderer/workbench/create-workbench-api.ts';
import { createWorkbenchStore } from '../../../renderer/workbench/workbench-store.ts';
import type { AgreementDraft } from '../../../src/api/shapes.ts';
import { AnchorId, type AssessmentId, CriterionId, type SubmissionId } from '../../../src/domain/ids.ts';
import { Draft } from '../../../src/domain/judgment.ts';
import { level, met } from '../../builders/a-judgment.ts';
import { aWay, type Core } from './a-core.ts';

export interface Desk {
  readonly marked: SubmissionId;
  readonly reconciled: SubmissionId;
  readonly between: { readonly a: AssessmentId; readonly b: AssessmentId };
}

/** One draft: every state it had on screen, in order, and how far it was acknowledged as saved. */
export interface Watched {
  readonly states: string[];
  acknowledged: number;
}

const seeDraft = (draft: Draft) => JSON.stringify(Draft.parse(draft));
const seeAgreement = ({ choices, note }: Pick<AgreementDraft, 'choices' | 'note'>) =>
  JSON.stringify([choices.toSorted((a, b) => (a.criterion < b.criterion ? -1 : 1)), note]);

/** A window without a window: the real stores with the real autosave, over the real api, into a real core. */
export async function aPage(core: Core, desk: Desk, random: () => number) {
  const { calls, api } = aWay();
  core.join(calls);
  const draft: Watched = { states: [], acknowledged: 0 };
  const agreement: Watched = { states: [], acknowledged: 0 };
  const acknowledge = (watched: Watched, state: string) => {
    watched.acknowledged = Math.max(watched.acknowledged, watched.states.lastIndexOf(state));
  };
  const bench = createWorkbenchStore(desk.marked, {
    api: createWorkbenchApi({
      ...api,
      bridge: api.bridge,
      call: async (method, input, options) => {
        const result = await api.call(method, input, options);
        if (method === 'drafts.save' && result.ok && 'draft' in input)
          acknowledge(draft, seeDraft(Draft.parse(input.draft)));
        return result;
      },
    }),
    now: () => performance.now(),
    newId: () => AnchorId.parse(`a${Math.floor(random() * 1e9)}`),
    unselect: () => {},
  });
  const agreements = createAgreementsStore({
    call: async (method, input, options) => {
      const result = await api.call(method, input, options);
      if (method === 'agreements.saveDraft' && result.ok && 'draft' in input)
        acknowledge(agreement, seeAgreement(input.draft as AgreementDraft));
      return result;
    },
  });
  await bench.actions.load();
  await agreements.open(desk.reconciled, desk.between);
  if (!bench.getState().open?.isEditable) throw new Error('the bench is not open');

  const onScreen = () => {
    const open = bench.getState().open;
    const made = agreements.getState()[desk.reconciled];
    const choices = Object.entries(made?.history.present.choices ?? {}).flatMap(([id, choice]) =>
      choice ? [{ criterion: CriterionId.parse(id), choice }] : [],
    );
    return {
      draft: seeDraft(open?.history.present ?? Draft.parse(null)),
      agreement: seeAgreement({ choices, note: made?.history.present.note ?? '' }),
    };
  };
  const look = () => {
    const now = onScreen();
    if (draft.states.at(-1) !== now.draft) draft.states.push(now.draft);
    if (agreement.states.at(-1) !== now.agreement) agreement.states.push(now.agreement);
  };
  look();

  const criteria = bench.getState().open?.detail.unit.criteria.map(({ id }) => id) ?? [];
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const letter = () => one([...'etaoinshrdlu ,.é☃']);

  /** One key, or one press: whatever a person does next. */
  const act = () => {
    const criterion = one(criteria);
    const { actions } = bench;
    const now = bench.getState().open?.history.present;
    const made = agreements.getState()[desk.reconciled]?.history.present;
    const choice = made?.choices[criterion];
    const step = (change: Parameters<typeof agreements.step>[2]) =>
      agreements.step(desk.reconciled, desk.between, change);
    const settle = (next: NonNullable<typeof choice>) =>
      step((history) => ({
        ...history,
        past: [],
        present: { ...history.present, choices: { ...history.present.choices, [criterion]: next } },
      }));
    const deeds: readonly (() => void)[] = [
      () => {
        const before = now?.judgments.find((judgment) => judgment.criterion === criterion)?.rationale ?? '';
        actions.judge({ rationale: before + letter() }, 'rationale', criterion);
      },
      () => actions.edit((was) => ({ ...was, feedback: was.feedback + letter() }), 'feedback'),
      () =>
        actions.edit((was) => {
          const text = (was.actions.find((action) => action.criterion === criterion)?.text ?? '') + letter();
          const others = was.actions.filter((action) => action.criterion !== criterion);
          return { ...was, actions: [...others, { criterion, text }] };
        }, `${criterion} action`),
      () =>
        step((history) => ({
          ...history,
          past: [],
          present: { ...history.present, note: history.present.note + letter() },
        })),
      () =>
        settle({
          kind: 'own',
          decision: choice?.kind === 'own' ? choice.decision : level('l1'),
          reason: (choice?.kind === 'own' ? choice.reason : '') + letter(),
        }),
      () => settle({ kind: one(['a', 'b'] as const) }),
      () => actions.judge({ decision: one([met, level('l2'), null]) }, null, criterion),
      () => actions.undo(),
    ];
    // Mostly typing, now and then a press.
    one([...deeds.slice(0, 5), ...deeds.slice(0, 5), ...deeds])();
    look();
  };

  return {
    calls,
    act,
    onScreen,
    draft,
    agreement,
    /** Resolves once both say that all is saved, or one that the other window was faster. */
    isSaved: () =>
      new Promise<void>((resolve) => {
        const settled = () => {
          const saving = [bench.getState().open?.saving, agreements.getState()[desk.reconciled]?.saving];
          const isSettled = saving.every((one) => one === undefined || one.kind === 'saved');
          if (!isSettled && !saving.some((one) => one?.kind === 'newer_elsewhere')) return;
          stops.forEach((stop) => {
            stop();
          });
          resolve();
        };
        const stops = [bench.subscribe(settled), agreements.subscribe(settled)];
        settled();
      }),
    conflicts: () => bench.getState().open?.saving.kind === 'newer_elsewhere',
    /** What the disk holds, asked of the core that runs now. */
    async stored() {
      const detail = await api.call('submissions.get', { submission: desk.marked });
      const made = await api.call('agreements.draft', { submission: desk.reconciled });
      if (!detail.ok || !detail.value.draft || !made.ok) throw new Error('the drafts cannot be read');
      return {
        draft: seeDraft(detail.value.draft.draft),
        agreement: seeAgreement(made.value?.draft ?? { choices: [], note: '' }),
      };
    },
  };
}
