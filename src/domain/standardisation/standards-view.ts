import { type Authority, isGuardedAt } from '../authority.ts';
import { type Fact, type FactOf, inOrder } from '../facts.ts';
import type { PersonKey, RecordId, SubmissionId, UnitId } from '../ids.ts';
import { authorMay } from '../permissions.ts';
import { READERS } from '../roles.ts';

export type MarkFact = FactOf<'standardisation.marked'>;
export type SetFact = FactOf<'standardisation.set_made'>;
/** What people decide about one marker. */
export type MarkerFact =
  | FactOf<'standardisation.approved'>
  | FactOf<'standardisation.suspended'>
  | FactOf<'standardisation.requalifying'>
  | FactOf<'standardisation.removed'>;

export type StandardsFact = Extract<Fact, { readonly type: `standardisation.${string}` }>;

export interface StandardSet {
  readonly made: SetFact;
  readonly ended: FactOf<'standardisation.set_ended'> | null;
}

/** The standards of one unit: a pure function of the set of records about them. */
export interface StandardsView {
  readonly unit: UnitId;
  /** Those that stand, ended ones included, the oldest first. */
  readonly sets: ReadonlyMap<RecordId, StandardSet>;
  /** Definitive marks that stand, by record; a script may have several. */
  readonly marks: ReadonlyMap<RecordId, MarkFact>;
  /** Which set names each submission as a script: one at most. */
  readonly claims: ReadonlyMap<SubmissionId, StandardSet>;
  /** The same of those that the set counts for. */
  readonly setOf: ReadonlyMap<SubmissionId, StandardSet>;
  /** Why a set does not count for a submission that it names. */
  readonly unfit: ReadonlyMap<SubmissionId, string>;
  /** What people decided about markers, in order; whether it counts depends on where the marker stands. */
  readonly decisions: readonly MarkerFact[];
  /** Each record that withdraws another, by the one that it names. */
  readonly withdrawals: ReadonlyMap<RecordId, FactOf<'standardisation.withdrawn'>>;
  /** Records that do not count wherever anybody stands, with the reason. */
  readonly notCounted: ReadonlyMap<RecordId, string>;
}

export const isMarkerFact = (fact: Fact): fact is MarkerFact =>
  fact.type === 'standardisation.approved' ||
  fact.type === 'standardisation.suspended' ||
  fact.type === 'standardisation.requalifying' ||
  fact.type === 'standardisation.removed';

/**
 * Folds the records about the standards of a unit. The order in which they arrived does not matter. `unfitOf` says why a
 * submission can be no script, from the records about it: see `resultProblem`.
 */
export function viewStandards(
  unit: UnitId,
  facts: readonly Fact[],
  authority: Authority,
  unfitOf: (script: SubmissionId) => string | null = () => null,
): StandardsView {
  const notCounted = new Map<RecordId, string>();
  const note = (fact: Fact, reason: string | null): boolean => {
    if (reason !== null) notCounted.set(fact.id, reason);
    return reason === null;
  };
  const mine = facts
    .filter((fact) => fact.type.startsWith('standardisation.') && 'unit' in fact.body)
    .sort(inOrder);
  const allowed = mine.filter((fact) => note(fact, authorMay(authority, fact, unit).reason));
  const byId = new Map(allowed.map((fact) => [fact.id, fact]));

  const withdrawals = new Map<RecordId, FactOf<'standardisation.withdrawn'>>();
  for (const fact of allowed) {
    if (fact.type !== 'standardisation.withdrawn') continue;
    const target = byId.get(fact.body.record);
    if (note(fact, withdrawalProblem(fact, target, authority))) withdrawals.set(fact.body.record, fact);
  }
  const counted = allowed.filter(
    (fact) => !withdrawals.has(fact.id) || note(fact, `It was withdrawn${why(withdrawals.get(fact.id))}.`),
  );

  const marks = new Map<RecordId, MarkFact>();
  for (const fact of counted) if (fact.type === 'standardisation.marked') marks.set(fact.id, fact);

  const sets = new Map<RecordId, StandardSet>();
  const claims = new Map<SubmissionId, StandardSet>();
  const endings = new Map<RecordId, FactOf<'standardisation.set_ended'>>();
  for (const fact of counted)
    if (fact.type === 'standardisation.set_ended' && !endings.has(fact.body.set))
      endings.set(fact.body.set, fact);
  for (const fact of counted) {
    if (fact.type !== 'standardisation.set_made') continue;
    if (!note(fact, setProblem(fact, claims))) continue;
    const set = { made: fact, ended: endings.get(fact.id) ?? null };
    sets.set(fact.id, set);
    for (const { script } of fact.body.scripts) claims.set(script, set);
  }
  for (const fact of counted)
    if (fact.type === 'standardisation.set_ended' && !sets.has(fact.body.set))
      note(fact, 'The set it ends is not here, or does not count.');
  const unfit = new Map<SubmissionId, string>();
  const setOf = new Map<SubmissionId, StandardSet>();
  for (const [script, set] of claims) {
    const problem = unfitOf(script);
    if (problem === null) setOf.set(script, set);
    else unfit.set(script, problem);
  }
  const decisions = counted.filter(isMarkerFact);
  return { unit, sets, marks, claims, setOf, unfit, decisions, withdrawals, notCounted };
}

const why = (withdrawal: FactOf<'standardisation.withdrawn'> | undefined) =>
  withdrawal && withdrawal.body.reason.trim() !== '' ? `: ${withdrawal.body.reason.trim()}` : '';

/** Nobody takes back what was decided against them, once there is anybody else. */
function withdrawalProblem(
  fact: FactOf<'standardisation.withdrawn'>,
  target: Fact | undefined,
  authority: Authority,
): string | null {
  if (!target || target.type === 'standardisation.withdrawn' || target.type === 'standardisation.set_ended')
    return 'What it withdraws is not here, or cannot be withdrawn.';
  if (fact.body.reason.trim() === '') return 'It does not say why.';
  if (!isMarkerFact(target) || !isGuardedAt(authority, fact.at)) return null;
  return authority.personOf(target.body.person) === authority.personOf(fact.author)
    ? 'Nobody withdraws what was decided about themselves.'
    : null;
}

/** Why a set cannot stand beside those that were made before it, or null. */
export function setProblem(
  { body: { scripts, rule } }: Pick<SetFact, 'body'>,
  claims: ReadonlyMap<SubmissionId, StandardSet>,
): string | null {
  if (new Set(scripts.map(({ script }) => script)).size < scripts.length) return 'A script is in it twice.';
  // Who is shown the definitive mark after practice must not meet the script again as a seed.
  if (scripts.some(({ script }) => claims.has(script))) return 'A script of it is in another set already.';
  return rule.kind === 'qualifying' && rule.passAtLeast > scripts.length
    ? 'It takes more scripts to pass than there are in it.'
    : null;
}

/** Whether the unit is marked only by those who are approved. */
export const requiresApproval = ({ sets }: StandardsView): boolean =>
  [...sets.values()].some(
    ({ made, ended }) => made.body.rule.kind === 'qualifying' && made.body.rule.isRequired && !ended,
  );

/** Whether somebody reads the definitive marks, so that none of them tests that person. */
export function knowsMarks(authority: Authority, person: PersonKey, unit: UnitId, at: string): boolean {
  return authority.holds(person, READERS, unit, at).allowed;
}
