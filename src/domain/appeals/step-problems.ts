import { AUTHOR_ROLES } from '../author-roles.ts';
import { type Authority, isGuardedAt } from '../authority.ts';
import type { FactOf } from '../facts.ts';
import type { LearnerId, PersonKey, RecordId } from '../ids.ts';
import type { OutcomeView } from '../outcome-view.ts';
import { forbidden, type Permission } from '../permission.ts';
import { mayJudge } from '../permissions.ts';
import type { Unit } from '../rubric.ts';
import { rubricProblem, sameDecision } from '../verdict.ts';
import { REMARKERS } from './appeal-facts.ts';
import type { CheckedFact, DecidedAppealFact, ProcessFact } from './appeal-view.ts';
import { whichWay } from './which-way.ts';

/** What decides who may do what about one appeal. */
export interface Judging {
  readonly authority: Authority;
  readonly unit: Unit;
  readonly learner: LearnerId;
  /** Whoever had a part in the outcome. */
  readonly parts: ReadonlySet<PersonKey>;
  readonly about: OutcomeView;
  readonly mayLower: boolean;
}

type Handled = 'appeal.checked' | 'appeal.process_chosen' | 'appeal.decided';

/** Whether somebody may check, direct or decide the appeal: nobody does who had a part in the outcome it is about. */
export function mayHandle(
  { authority, unit, learner, parts }: Omit<Judging, 'about' | 'mayLower'>,
  what: Handled,
  { author, at }: { readonly author: PersonKey; readonly at: string },
): Permission {
  const role = authority.holds(author, AUTHOR_ROLES[what], unit.id, at);
  if (!role.allowed) return role;
  if (isGuardedAt(authority, at) && parts.has(authority.personOf(author)))
    return forbidden('You had a part in this outcome. Somebody else must deal with the appeal.');
  return mayJudge(authority, author, learner, at);
}

/** Why somebody cannot be asked to mark it anew, in one sentence; null where they can. */
export function remarkerProblem(
  { authority, unit, learner, parts }: Omit<Judging, 'about' | 'mayLower'>,
  key: PersonKey,
  at: string,
): string | null {
  const person = authority.personOf(key);
  const role = authority.holds(person, AUTHOR_ROLES['assessment.submitted'], unit.id, at);
  if (!role.allowed) return role.reason;
  if (parts.has(person))
    return `${authority.nameOf(person)} had a part in this outcome, and cannot mark it anew.`;
  return mayJudge(authority, person, learner, at).reason;
}

export function processProblem(
  judging: Judging,
  fact: ProcessFact,
  checks: ReadonlyMap<RecordId, CheckedFact>,
): string | null {
  const { check, process, remarkers } = fact.body;
  const may = mayHandle(judging, 'appeal.process_chosen', fact);
  if (!may.allowed) return may.reason;
  const checked = checks.get(check);
  if (!checked) return 'The check it follows is not here, or does not count.';
  const { authority } = judging;
  const { personOf, nameOf } = authority;
  const persons = new Set(remarkers.map(personOf));
  const wanted = REMARKERS[process];
  if (persons.size !== wanted || remarkers.length !== wanted)
    return wanted === 0
      ? 'Nobody marks it anew in this process.'
      : wanted === 1
        ? 'One person marks it anew in this process.'
        : 'Two people mark it anew in this process.';
  for (const person of persons) {
    const problem = remarkerProblem(judging, person, fact.at);
    if (problem !== null) return problem;
    // Whoever checked or directs it has seen the marks.
    const isBlind = person !== personOf(checked.author) && person !== personOf(fact.author);
    if (!isBlind && isGuardedAt(authority, fact.at))
      return `${nameOf(person)} deals with the appeal, and so cannot mark it without seeing the marks.`;
  }
  return null;
}

interface Remarks {
  /** Whoever was ever asked to mark it anew. */
  readonly remarkers: ReadonlySet<PersonKey>;
  /** A mark that counts. */
  readonly markOf: (id: RecordId) => FactOf<'assessment.submitted'> | null;
}

export function decisionProblem(
  judging: Judging,
  fact: DecidedAppealFact,
  processes: ReadonlyMap<RecordId, ProcessFact>,
  remarks: Remarks,
): string | null {
  const may = mayHandle(judging, 'appeal.decided', fact);
  if (!may.allowed) return may.reason;
  const { authority } = judging;
  if (isGuardedAt(authority, fact.at) && remarks.remarkers.has(authority.personOf(fact.author)))
    return 'You were asked to mark it anew. Somebody else must decide the appeal.';
  const process = processes.get(fact.body.process);
  if (!process) return 'The process it rests on is not here, or does not count.';
  if (fact.body.reason.trim() === '') return 'It says no reason.';
  return marksProblem(judging, fact, process, remarks) ?? resultProblem(judging, fact, remarks);
}

/** It rests on one mark of each who was asked for one, and on no other. */
function marksProblem(
  { authority: { personOf, nameOf } }: Judging,
  { body: { marks } }: DecidedAppealFact,
  { body: { process, remarkers } }: ProcessFact,
  { markOf }: Remarks,
): string | null {
  const awaited = new Set(remarkers.map(personOf));
  for (const id of marks) {
    const mark = markOf(id);
    if (!mark || !awaited.delete(personOf(mark.author)))
      return 'It rests on a mark that is not here, does not count, or was not asked for.';
    if (process === 'double_blind' && !mark.body.seal && !mark.body.supersedes)
      return 'It rests on a mark that was not sealed.';
  }
  const [missing] = awaited;
  return missing === undefined ? null : `${nameOf(missing)} has not marked it anew yet.`;
}

function resultProblem(
  { unit, about, mayLower }: Judging,
  { body: { result, judgments, marks } }: DecidedAppealFact,
  { markOf }: Remarks,
): string | null {
  if (result === 'upheld' || result === 'remitted')
    return judgments.length === 0 ? null : 'It changes marks, and says that it does not.';
  const misfit = rubricProblem(unit, judgments);
  if (misfit !== null) return misfit;
  const way = whichWay(unit, about.judgments, judgments);
  if (way === 'same') return 'It changes nothing. Uphold the outcome instead.';
  if (result === 'lowered' && !mayLower)
    return 'When this appeal was lodged it was said that the mark would not be lowered.';
  if (result === 'raised' && way === 'lowered')
    return mayLower
      ? 'It comes out lower than the mark that was released.'
      : 'It comes out lower than the mark that was released, and it was said that the mark would not be lowered.';
  if (result === 'lowered' && way === 'raised') return 'It comes out higher than the mark that was released.';
  const known = new Map(about.judgments.map((one) => [one.criterion, one]));
  for (const { criterion: id, decision, from, rationale } of judgments) {
    const title = unit.criteria.find((criterion) => criterion.id === id)?.title ?? '';
    const stays = known.get(id);
    if (stays && sameDecision(stays.decision, decision)) continue;
    if (from === null) {
      if (rationale.trim() === '') return `“${title}” has a new value: say why.`;
      continue;
    }
    const mark = marks.includes(from) ? markOf(from) : null;
    const given = mark?.body.judgments.find(({ criterion }) => criterion === id);
    if (!given || !sameDecision(given.decision, decision))
      return `“${title}” says it was taken from a mark that gave something else.`;
  }
  return null;
}
