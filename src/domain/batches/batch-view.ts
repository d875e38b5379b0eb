import { type Fact, type FactOf, inOrder } from '../facts.ts';
import type { RecordId, SubmissionId } from '../ids.ts';
import { authorMay } from '../permissions.ts';
import {
  type BatchContext,
  type BatchFact,
  type Branch,
  branchOf,
  type ConfirmedFact,
  type DecidedFact,
} from './batch-branch.ts';
import type { BatchMode } from './batch-facts.ts';
import { BatchState } from './batch-state.ts';

type ReopenedFact = FactOf<'batch.reopened'>;
type ExportedFact = FactOf<'batch.exported'>;

/** One version of a batch. Once it is confirmed it stays so; what changes afterwards is another version. */
export interface BatchVersion {
  readonly version: number;
  readonly state: BatchState;
  /** Who opened it again, and why; empty for the first version. */
  readonly reopened: readonly ReopenedFact[];
  readonly branch: Branch | null;
  /** The one that stands: that was confirmed, or the last. */
  readonly decision: DecidedFact | null;
  readonly confirmation: ConfirmedFact | null;
  readonly exported: readonly ExportedFact[];
  /** Draws, findings and decisions that whoever confirmed it had not seen. */
  readonly unseen: readonly RecordId[];
}

/** All that the records of one batch come to. A pure function of the set of records. */
export interface BatchView {
  readonly opened: FactOf<'batch.opened'>;
  readonly mode: BatchMode;
  readonly state: BatchState;
  /** At least one, in order. */
  readonly versions: readonly BatchVersion[];
  readonly current: BatchVersion;
  /** Records that do not count, with the reason. */
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

const isBatchFact = (fact: Fact): fact is BatchFact =>
  fact.type.startsWith('batch.') && fact.type !== 'batch.exported';

/** Folds the facts about one batch into its view, whatever order they came in; null where nobody opened it. */
export function viewBatch(id: RecordId, facts: readonly Fact[], context: BatchContext): BatchView | null {
  const { authority } = context;
  const ordered = [...facts].sort(inOrder);
  const opened = ordered.find((fact) => fact.id === id);
  if (opened?.type !== 'batch.opened') return null;
  const { unit, mode } = opened.body;
  const notCounted = new Map<RecordId, string>();
  const refuse = (record: RecordId, reason: string) => void notCounted.set(record, reason);
  const counted = ordered.filter(isBatchFact).filter((fact) => {
    const may = authorMay(authority, fact, unit);
    if (!may.allowed) refuse(fact.id, may.reason ?? '');
    return may.allowed;
  });
  if (!counted.includes(opened)) return null;
  const exported = ordered.filter(
    (fact): fact is ExportedFact =>
      fact.type === 'batch.exported' && authorMay(authority, fact, null).allowed,
  );

  const versions: BatchVersion[] = [];
  let reopened: readonly ReopenedFact[] = [];
  for (let version = 1; version === 1 || reopened.length > 0; version += 1) {
    const inVersion = counted.filter((fact) => 'version' in fact.body && fact.body.version === version);
    const branches = inVersion.flatMap((fact) => {
      if (fact.type !== 'batch.marking_closed') return [];
      const submissions = new Set(fact.body.members.map((member) => member.submission));
      if (submissions.size < fact.body.members.length) {
        refuse(fact.id, 'It takes a submission in twice.');
        return [];
      }
      const about = inVersion.filter((one) => 'closing' in one.body && one.body.closing === fact.id);
      return [branchOf(fact, { ...context, unit, mode, facts: about, refuse })];
    });
    const closings = new Set(branches.map(({ closing }) => closing.id));
    for (const fact of inVersion)
      if ('closing' in fact.body && !closings.has(fact.body.closing))
        refuse(fact.id, 'The closing of marking that it speaks of is not here, or does not count.');
    const next = counted.filter(
      (fact): fact is ReopenedFact => fact.type === 'batch.reopened' && fact.body.version === version + 1,
    );
    const ends = new Set(branches.flatMap(endsOf));
    const follows = next.filter((fact) => ends.has(fact.body.of));
    for (const fact of next)
      if (!ends.has(fact.body.of))
        refuse(fact.id, 'The confirmation it follows is not here, or does not count.');
    versions.push(versionOf(version, { reopened, branches, follows, exported, refuse }));
    reopened = follows;
  }
  const current = versions.at(-1);
  if (!current) throw new Error('a batch has a first version');
  const known = new Set(versions.map(({ version }) => version));
  for (const fact of counted)
    if ('version' in fact.body && !known.has(fact.body.version) && !notCounted.has(fact.id))
      refuse(fact.id, 'The version of the batch that it speaks of was never opened.');
  return { opened, mode, state: current.state, versions, current, notCounted };
}

/** What a version can be opened again after. */
const endsOf = ({ confirmations, decisions }: Branch): readonly RecordId[] => [
  ...confirmations.map(({ id }) => id),
  ...decisions.filter(({ body }) => body.decision.kind === 'remark').map(({ id }) => id),
];

interface Parts {
  readonly reopened: readonly ReopenedFact[];
  readonly branches: readonly Branch[];
  readonly follows: readonly ReopenedFact[];
  readonly exported: readonly ExportedFact[];
  readonly refuse: (record: RecordId, reason: string) => void;
}

function versionOf(version: number, { reopened, branches, follows, exported, refuse }: Parts): BatchVersion {
  const exportsOf = (branch: Branch) => exported.filter((fact) => isExportOf(fact, branch));
  /** The closing that has come furthest stands, so that no record that arrives takes a version back. */
  const rank = (branch: Branch): number => {
    const exports = exportsOf(branch);
    const state = stateOf(branch, branch.confirmations[0] ?? null, exports);
    const ends = new Set(endsOf(branch));
    const isFollowed = follows.some((fact) => ends.has(fact.body.of));
    return 2 * BatchState.options.indexOf(state) + (isFollowed ? 1 : 0);
  };
  const begins = (branch: Branch) => branch.confirmations[0] ?? branch.closing;
  const [branch = null, ...others] = [...branches].sort(
    (a, b) => rank(b) - rank(a) || inOrder(begins(a), begins(b)),
  );
  for (const other of others)
    for (const fact of [other.closing, ...stepsOf(other)])
      refuse(fact.id, 'Marking was closed on another machine too, and that closing stands.');
  if (!branch)
    return {
      version,
      state: 'open',
      reopened,
      branch,
      decision: null,
      confirmation: null,
      exported: [],
      unseen: [],
    };
  const [confirmation = null, ...again] = branch.confirmations;
  for (const fact of again) refuse(fact.id, 'The batch had been confirmed already.');
  const exports = exportsOf(branch);
  const rests = confirmation?.body.rests;
  const decision =
    (rests?.mode === 'moderation' ? branch.decisions.find(({ id }) => id === rests.decision) : undefined) ??
    branch.decisions.at(-1) ??
    null;
  return {
    version,
    state: stateOf(branch, confirmation, exports),
    reopened,
    branch,
    decision,
    confirmation,
    exported: exports,
    unseen: confirmation ? unseenBy(confirmation, decision, branch) : [],
  };
}

const stepsOf = (branch: Branch): readonly BatchFact[] => [
  ...branch.draws,
  ...branch.findings,
  ...branch.verified,
  ...branch.decisions,
  ...branch.confirmations,
];

/** Only the whole batch is exported: a part of it is a release like any other. */
function isExportOf({ body }: ExportedFact, { members, confirmations }: Branch): boolean {
  if (!confirmations.some(({ id }) => id === body.of?.confirmation)) return false;
  const released = new Set<SubmissionId>(body.results.map(({ submission }) => submission));
  return [...members.keys()].every((submission) => released.has(submission));
}

function stateOf(
  branch: Branch,
  confirmation: ConfirmedFact | null,
  exported: readonly ExportedFact[],
): BatchState {
  if (confirmation) return exported.length > 0 ? 'exported' : 'confirmed';
  if (branch.findings.length + branch.verified.length > 0) return 'moderating';
  return branch.draws.length > 0 ? 'sample_drawn' : 'marking_closed';
}

function unseenBy(
  { body: { rests } }: ConfirmedFact,
  decision: DecidedFact | null,
  branch: Branch,
): readonly RecordId[] {
  const seen = new Set<RecordId>(
    rests.mode === 'verification'
      ? [...rests.draws, ...rests.verified]
      : [rests.decision, ...(decision?.body.draws ?? []), ...(decision?.body.findings ?? [])],
  );
  /** What was said of an item before what was named last had been seen by whoever said that. */
  const lastNamed = new Map<SubmissionId, Fact>();
  const said = [...branch.findings, ...branch.verified];
  for (const fact of said) if (seen.has(fact.id)) lastNamed.set(fact.body.submission, fact);
  const isSuperseded = (fact: (typeof said)[number]) => {
    const last = lastNamed.get(fact.body.submission);
    return last !== undefined && inOrder(fact, last) < 0;
  };
  const unseen = [...branch.draws, ...said.filter((fact) => !isSuperseded(fact)), ...branch.decisions];
  return unseen.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
}
