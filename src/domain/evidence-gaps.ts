import type { Anchor } from './anchor.ts';
import type { ArtifactHash, CriterionId } from './ids.ts';
import type { Draft, DraftJudgment } from './judgment.ts';
import type { Criterion } from './rubric.ts';
import type { Rubric } from './scope.ts';
import { decisionProblem, isMet } from './verdict.ts';

/**
 * How evidence stands for a criterion.
 * - `met`: the judgment rests on it, is *met*, and no rule of evidence speaks against it.
 * - `unclear`: the learner claims it, or something rests on it, and that is not settled yet.
 * - `missing`: nothing rests on it, and nobody says that it should.
 */
export type EvidenceState = 'met' | 'unclear' | 'missing';

export interface EvidenceCell {
  readonly artifact: ArtifactHash;
  readonly state: EvidenceState;
  readonly isClaimed: boolean;
  /** The places in the artifact that the judgment rests on. */
  readonly anchors: readonly Anchor[];
}

export interface EvidenceRow {
  readonly criterion: CriterionId;
  /** The best of its cells. */
  readonly state: EvidenceState;
  readonly cells: readonly EvidenceCell[];
}

/** An artifact as handed in, with what the learner claims for it. */
export interface ClaimedArtifact {
  readonly hash: ArtifactHash;
  readonly claims: readonly CriterionId[];
  readonly claimsUnit: boolean;
}

/** Whether the learner claims the artifact for this criterion, by name or for the unit as a whole. */
export function isClaimedFor(
  artifact: Pick<ClaimedArtifact, 'claims' | 'claimsUnit'>,
  criterion: CriterionId,
): boolean {
  return artifact.claimsUnit || artifact.claims.includes(criterion);
}

/** One criterion against every artifact. */
export function evidenceRow(
  criterion: Criterion,
  artifacts: readonly ClaimedArtifact[],
  draft: Pick<Draft, 'judgments' | 'anchors'>,
): EvidenceRow {
  const judgment = draft.judgments.find((one) => one.criterion === criterion.id);
  const ids = new Set(judgment?.anchors ?? []);
  const anchors = draft.anchors.filter(({ id }) => ids.has(id));
  const isSettled = judgment !== undefined && settles(criterion, judgment);
  const cells = artifacts.map((artifact): EvidenceCell => {
    const here = anchors.filter((anchor) => anchor.artifact === artifact.hash);
    const isClaimed = isClaimedFor(artifact, criterion.id);
    const state = here.length > 0 ? (isSettled ? 'met' : 'unclear') : isClaimed ? 'unclear' : 'missing';
    return { artifact: artifact.hash, state, isClaimed, anchors: here };
  });
  const has = (state: EvidenceState) => cells.some((cell) => cell.state === state);
  return {
    criterion: criterion.id,
    state: has('met') ? 'met' : has('unclear') ? 'unclear' : 'missing',
    cells,
  };
}

/** Every criterion of the unit against every artifact, in the rubric's and the bundle's order. */
export function evidenceMatrix(
  unit: Rubric,
  artifacts: readonly ClaimedArtifact[],
  draft: Pick<Draft, 'judgments' | 'anchors'>,
): readonly EvidenceRow[] {
  return unit.criteria.map((criterion) => evidenceRow(criterion, artifacts, draft));
}

/**
 * The next criterion with a gap after this one, round the rubric: first those without any evidence, then those whose
 * evidence is unclear. Null where there is neither.
 */
export function nextGap(rows: readonly EvidenceRow[], after: CriterionId | null): EvidenceRow | null {
  const from = rows.findIndex(({ criterion }) => criterion === after) + 1;
  const round = [...rows.slice(from), ...rows.slice(0, from)];
  return (
    round.find(({ state }) => state === 'missing') ?? round.find(({ state }) => state === 'unclear') ?? null
  );
}

function settles(criterion: Criterion, { decision, vacs }: DraftJudgment): boolean {
  if (decision === null || decisionProblem(criterion, decision) !== null) return false;
  return (
    isMet(criterion, decision) && !Object.values(vacs).some((rule) => rule === 'no' || rule === 'unsure')
  );
}
