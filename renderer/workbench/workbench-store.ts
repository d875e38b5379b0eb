import { createStore } from 'zustand/vanilla';
import type { Anchor, AnchorTarget, ArchiveMember } from '../../src/domain/anchor.ts';
import { missingForSubmit } from '../../src/domain/draft-rules.ts';
import type { AnchorId, ArtifactHash, CriterionId, SubmissionId } from '../../src/domain/ids.ts';
import { type Draft, type DraftJudgment, EMPTY_DRAFT } from '../../src/domain/judgment.ts';
import type { Failure } from '../../src/domain/result.ts';
import { inScope, isInScope } from '../../src/domain/scope.ts';
import type { Destination } from '../viewers/viewer-props.ts';
import { type Autosave, createAutosave, type SaveState } from './autosave.ts';
import { anchoredCriteria } from './chosen-place.ts';
import * as edits from './draft-edits.ts';
import { firstToRead } from './first-to-read.ts';
import { type History, recordEdit, redo, startHistory, undo } from './undo-history.ts';
import type { SubmissionDetail, WorkbenchApi } from './workbench-api.ts';

export interface OpenWorkbench {
  readonly detail: SubmissionDetail;
  readonly history: History<Draft>;
  readonly isEditable: boolean;
  readonly saving: SaveState;
  /** The criterion that is open; null only where a rubric has none. */
  readonly criterion: CriterionId | null;
  readonly artifact: ArtifactHash | null;
  /** Places chosen in the open artifact and not yet anchored. */
  readonly chosen: readonly AnchorTarget[] | null;
  /** Where the open artifact is an archive, the file in it that they are in. */
  readonly chosenMember: ArchiveMember | undefined;
  readonly destination: Destination | null;
  readonly isBoxMode: boolean;
  readonly isMatrixOpen: boolean;
  /** The comment bank of the open criterion is unfolded. */
  readonly isBankOpen: boolean;
  /** The list of what is missing is shown, since somebody tried to submit. */
  readonly isMissingShown: boolean;
  readonly isBusy: boolean;
  /** Why the last submit or recall failed. */
  readonly error: Failure | null;
}

export interface WorkbenchState {
  /** Null until loaded; a failure when it cannot be. */
  readonly open: OpenWorkbench | null;
  readonly failure: Failure | null;
}

export interface WorkbenchActions {
  load(): Promise<void>;
  /** Reads again what others may have changed; what is being typed stays. */
  refresh(): Promise<void>;
  edit(change: (draft: Draft) => Draft, field: string | null): void;
  judge(change: Partial<Omit<DraftJudgment, 'criterion'>>, field: string | null, on?: CriterionId): void;
  undo(): void;
  redo(): void;
  openCriterion(criterion: CriterionId): void;
  openArtifact(artifact: ArtifactHash): void;
  choose(targets: readonly AnchorTarget[] | null, member?: ArchiveMember): void;
  /** Anchors what is chosen to a criterion, or to the open one. The choice stays, for the next criterion. */
  anchorChosen(criterion?: CriterionId): void;
  /** Rests another judgment on an anchor that exists. */
  shareAnchor(anchor: Anchor, criterion: CriterionId): void;
  /** Lets go of what is chosen. */
  dropChoice(): void;
  anchorWhole(): void;
  removeAnchor(criterion: CriterionId, anchor: AnchorId): void;
  goTo(anchor: Anchor): void;
  /** Opens an artifact at a place. */
  showPlace(artifact: ArtifactHash, destination: Destination): void;
  setBoxMode(on: boolean): void;
  setMatrixOpen(on: boolean): void;
  setBankOpen(on: boolean): void;
  showMissing(on: boolean): void;
  submit(): Promise<void>;
  recall(): Promise<void>;
  /** Opens a draft of what I submitted, which takes its place once it is submitted. */
  change(reason: string): Promise<void>;
  /** Lets go of a change: what I submitted goes on standing. */
  keep(): Promise<void>;
  /** Ends a conflict: what is here is saved over the newer draft, or gives way to it. */
  resolve(keep: 'mine' | 'theirs'): Promise<void>;
  flush(): Promise<unknown>;
  dispose(): void;
}

export interface WorkbenchTools {
  readonly api: WorkbenchApi;
  readonly now: () => number;
  readonly newId: () => AnchorId;
  /** Takes the selection out of the evidence on screen. */
  readonly unselect: () => void;
}

export type WorkbenchStore = ReturnType<typeof createWorkbenchStore>;

/** One submission on the bench: its draft, what is open, and how it gets saved and submitted. */
export function createWorkbenchStore(submission: SubmissionId, tools: WorkbenchTools) {
  const { api } = tools;
  const store = createStore<WorkbenchState>()(() => ({ open: null, failure: null }));
  let autosave: Autosave<Draft> | null = null;

  const patch = (change: Partial<OpenWorkbench>) => {
    const { open } = store.getState();
    if (open) store.setState({ open: { ...open, ...change } });
  };
  const opened = () => store.getState().open;
  const isMine = (criterion: CriterionId) => isInScope(opened()?.detail.scope ?? null, criterion);

  const start = (detail: SubmissionDetail, before: OpenWorkbench | null) => {
    autosave?.stop();
    const isNew = detail.mine === null && detail.mayAssess.allowed;
    const isEditable = detail.draft !== null && (isNew || detail.changing !== null);
    // Sealed, one reads one's own: only others cannot.
    const mine = detail.mine ?? detail.sealed?.assessment ?? EMPTY_DRAFT;
    const draft = isEditable ? (detail.draft?.draft ?? EMPTY_DRAFT) : mine;
    autosave = isEditable
      ? createAutosave<Draft>({
          revision: detail.draft?.revision ?? 0,
          save: async (value, revision) => {
            const result = await api.save(submission, value, revision);
            return result.ok ? { ok: true, ...result.value } : result;
          },
          stored: async () => {
            const now = await api.load(submission);
            const stored = now.ok ? now.value.draft : null;
            return stored && { value: stored.draft, revision: stored.revision };
          },
          isSame: edits.isSameDraft,
          onState: (saving) => patch({ saving }),
        })
      : null;
    const firstOpen = missingForSubmit(inScope(detail.unit, detail.scope), draft).find(
      (one) => one.criterion !== null,
    )?.criterion;
    const criterion = firstOpen ?? detail.unit.criteria[0]?.id ?? null;
    store.setState({
      failure: null,
      open: {
        criterion,
        artifact: firstToRead(detail.artifacts, criterion, draft)?.hash ?? null,
        destination: null,
        isMatrixOpen: false,
        ...before,
        detail,
        isEditable,
        history: startHistory({
          judgments: draft.judgments,
          anchors: draft.anchors,
          feedback: draft.feedback,
          actions: draft.actions,
          pleaseCheck: draft.pleaseCheck,
        }),
        saving: { kind: 'saved', savedAt: detail.draft?.savedAt ?? null },
        chosen: null,
        chosenMember: undefined,
        isBoxMode: false,
        isBankOpen: false,
        isMissingShown: false,
        isBusy: false,
        error: null,
      },
    });
  };

  let asked = 0;
  let answered = 0;
  /** Asks what there is now, and shows it; an answer that a later question has overtaken says nothing any more. */
  const reload = async (show: (detail: SubmissionDetail) => void): Promise<Failure | null> => {
    asked += 1;
    const place = asked;
    const result = await api.load(submission);
    if (!result.ok) return result.error;
    if (place > answered) {
      answered = place;
      show(result.value);
    }
    return null;
  };

  /** Begins anew only where it is another thing that is written, or read: what was written since then stays. */
  const follow = (detail: SubmissionDetail) => {
    const open = opened();
    if (!open) return;
    const isSame =
      open.detail.mine?.id === detail.mine?.id &&
      open.detail.sealed?.sealedAt === detail.sealed?.sealedAt &&
      open.detail.mayAssess.allowed === detail.mayAssess.allowed &&
      open.detail.changing?.reason === detail.changing?.reason &&
      open.detail.unitVersion === detail.unitVersion &&
      // What somebody is to judge, the core has in one order.
      String(open.detail.scope) === String(detail.scope);
    if (isSame) patch({ detail });
    else start(detail, open);
  };

  /** A choice that is anchored has served once one goes on: what is pressed next is not about it any more. */
  const letGoOfServed = () => {
    const open = opened();
    if (open?.chosen && anchoredCriteria(open.history.present, open).length > 0) actions.dropChoice();
  };

  const applyHistory = (step: (history: History<Draft>) => History<Draft>) => {
    const open = opened();
    if (!open?.isEditable) return;
    const history = step(open.history);
    if (history === open.history) return;
    const where = edits.changedCriterion(open.history.present, history.present);
    patch({ history, ...(where === null ? {} : { criterion: where }) });
    autosave?.changed(history.present);
  };

  const actions: WorkbenchActions = {
    async load() {
      const failure = await reload((detail) => start(detail, null));
      if (failure) store.setState({ failure });
    },
    async refresh() {
      await autosave?.flush();
      await reload(follow);
    },
    edit(change, field) {
      const open = opened();
      if (!open?.isEditable) return;
      const history = recordEdit(open.history, change(open.history.present), field, tools.now());
      if (history === open.history) return;
      patch({ history });
      autosave?.changed(history.present);
    },
    judge(change, field, on) {
      const criterion = on ?? opened()?.criterion ?? null;
      if (criterion === null || !isMine(criterion)) return;
      if (change.decision !== undefined) letGoOfServed();
      const name = field === null ? null : `${criterion} ${field}`;
      actions.edit((draft) => edits.editJudgment(draft, criterion, change), name);
    },
    undo: () => applyHistory(undo),
    redo: () => applyHistory(redo),
    openCriterion(criterion) {
      letGoOfServed();
      patch({ criterion, isBankOpen: false });
    },
    openArtifact(artifact) {
      if (opened()?.artifact !== artifact) {
        patch({ artifact, chosen: null, destination: null, isBoxMode: false });
      }
    },
    choose: (chosen, chosenMember) => patch({ chosen, chosenMember }),
    anchorChosen(on) {
      const open = opened();
      const criterion = on ?? open?.criterion ?? null;
      if (!open?.chosen || open.artifact === null || criterion === null || !isMine(criterion)) return;
      const { artifact, chosen, chosenMember: member } = open;
      const place = member === undefined ? { artifact } : { artifact, member };
      actions.edit(
        (draft) =>
          chosen.reduce(
            (now, target) => edits.addAnchor(now, criterion, { ...place, target }, tools.newId).draft,
            draft,
          ),
        null,
      );
    },
    anchorWhole() {
      patch({ chosen: [{ kind: 'whole' }], chosenMember: undefined });
      actions.anchorChosen();
      actions.dropChoice();
    },
    shareAnchor(anchor, criterion) {
      if (isMine(criterion))
        actions.edit((draft) => edits.addAnchor(draft, criterion, anchor, tools.newId).draft, null);
    },
    dropChoice() {
      if (!opened()?.chosen) return;
      tools.unselect();
      patch({ chosen: null, chosenMember: undefined });
    },
    removeAnchor: (criterion, anchor) =>
      actions.edit((draft) => edits.removeAnchor(draft, criterion, anchor), null),
    showPlace: (artifact, destination) => patch({ artifact, destination, chosen: null, isBoxMode: false }),
    goTo: (anchor) =>
      patch({
        artifact: anchor.artifact,
        destination: { target: anchor.target, member: anchor.member },
        chosen: null,
        isBoxMode: false,
      }),
    setBoxMode: (isBoxMode) => patch({ isBoxMode, ...(isBoxMode ? { chosen: null } : {}) }),
    setMatrixOpen: (isMatrixOpen) => patch({ isMatrixOpen }),
    setBankOpen: (isBankOpen) => patch({ isBankOpen }),
    showMissing: (isMissingShown) => patch({ isMissingShown }),
    async submit() {
      const open = opened();
      if (!open?.isEditable || open.isBusy) return;
      if (missingForSubmit(inScope(open.detail.unit, open.detail.scope), open.history.present).length > 0) {
        patch({ isMissingShown: true, error: null });
        return;
      }
      patch({ isBusy: true, error: null });
      const revision = await savedRevision();
      const result = revision === null ? null : await api.submit(submission, revision);
      if (result?.ok) await restart();
      else patch({ isBusy: false, error: result ? result.error : null });
    },
    recall: () => andRestart(() => api.recall(submission)),
    change: (reason) => andRestart(() => api.change(submission, reason)),
    async keep() {
      // What was typed last must not be saved after it was let go of.
      await autosave?.flush();
      await andRestart(() => api.discard(submission));
    },
    async resolve(keep) {
      const error = await reload((detail) => {
        const open = opened();
        if (open && keep === 'theirs') start(detail, open);
        else autosave?.rebase(detail.draft?.revision ?? 0);
      });
      if (error) patch({ error });
    },
    flush: async () => autosave?.flush(),
    dispose() {
      void autosave?.flush().finally(() => autosave?.stop());
    },
  };

  /** A draft that was never touched still has to be stored before it can be submitted. */
  async function savedRevision(): Promise<number | null> {
    const draft = opened()?.history.present;
    if (draft && autosave?.revision() === 0) autosave.changed(draft);
    return autosave ? autosave.flush() : null;
  }

  async function andRestart(work: () => ReturnType<WorkbenchApi['recall']>): Promise<void> {
    const open = opened();
    if (!open || open.isBusy) return;
    patch({ isBusy: true, error: null });
    const result = await work();
    if (result.ok) await restart();
    else patch({ isBusy: false, error: result.error });
  }

  /** The core has told of the change as well, and may have been followed by now. */
  async function restart(): Promise<void> {
    const error = await reload(follow);
    patch({ isBusy: false, error });
  }

  return { ...store, actions };
}
