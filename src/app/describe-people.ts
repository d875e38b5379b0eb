import type { Conflict, Person } from '../api/shapes.ts';
import { pseudonymOf } from '../domain/anonymity.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { LearnerId, PersonKey } from '../domain/ids.ts';
import { keyWords } from '../ledger/key-words.ts';
import { identityOf, loadSubmission, nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** Everybody, the founder first. */
export function listPeople(workspace: Workspace): Person[] {
  const authority = workspace.store.authority();
  return authority.people.map((person) => personShape(workspace, person));
}

/** A person, named by any of their keys. */
export function personShape(workspace: Workspace, key: PersonKey): Person {
  const { store, keyring } = workspace;
  const authority = store.authority();
  const now = nowIn(workspace);
  const person = authority.personOf(key);
  const isRoot = person === authority.root;
  const appointments = authority.appointmentsOf(person).map(({ id, body }) => {
    const revoked = authority.endOf(id);
    const ends = [body.until, revoked?.from ?? null].filter((end) => end !== null).sort()[0] ?? null;
    return {
      record: id,
      roles: body.roles,
      units: body.units,
      from: body.from,
      until: body.until,
      trainee: body.trainee ?? false,
      revoked,
      ends,
      isCurrent: body.from <= now && (ends === null || now < ends),
    };
  });
  const current = appointments.filter((one) => one.isCurrent);
  const shown = current.length > 0 ? current : appointments.slice(-1);
  const assessing = current.filter((one) => one.roles.includes('assessor'));
  const foundedAt = store.records.factsAbout('people').find((fact) => fact.type === 'workspace.created')?.at;
  const from = shown.map((one) => one.from).sort()[0] ?? foundedAt ?? now;
  const keys = authority.describeKeys(person);
  return {
    key: person,
    name: authority.nameOf(person),
    roles: [...authority.rolesOf(person, now)],
    units:
      isRoot || shown.some((one) => one.units === 'all')
        ? 'all'
        : [...new Set(shown.flatMap((one) => (one.units === 'all' ? [] : one.units)))],
    from,
    until: isRoot || shown.some((one) => one.ends === null) ? null : latest(shown.map((one) => one.ends)),
    trainee: !isRoot && assessing.length > 0 && assessing.every((one) => one.trainee),
    isRoot,
    isLocal: keys.some((one) => keyring.holds(one.key)),
    isMe: person === workspace.person(),
    words: keyWords(person),
    appointments: appointments.map(({ ends: _, ...one }) => one),
    keys: keys.map((one) => ({
      ...one,
      from: one.from ?? from,
      words: keyWords(one.key),
      isLocal: keyring.holds(one.key),
    })),
    conflicts: conflictsOf(workspace, person),
  };
}

const latest = (times: readonly (string | null)[]): string | null =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null;

/** Why there is a conflict is between the person and those who see to it that nobody judges with one. */
function conflictsOf(workspace: Workspace, person: PersonKey): Conflict[] {
  const authority = workspace.store.authority();
  const mayKnowWhy =
    person === workspace.person() ||
    authority.holds(workspace.me(), AUTHOR_ROLES['conflict.withdrawn'], null, nowIn(workspace)).allowed;
  return authority
    .conflicts()
    .filter((one) => one.withdrawnFrom === null && authority.personOf(one.conflict.body.person) === person)
    .map(({ conflict: { id, at, body } }) => ({
      record: id,
      ...learnerIn(workspace, body.learner),
      reason: mayKnowWhy ? body.reason : '',
      at,
    }));
}

/** A pseudonym and no more where any work of theirs is marked anonymously: the name would tell whose that is. */
function learnerIn(workspace: Workspace, learner: LearnerId): Pick<Conflict, 'learner' | 'learnerName'> {
  const names = workspace.store.queue.submissionsOf(learner).map((submission) => {
    const opened = loadSubmission(workspace, submission);
    return opened.ok && !opened.value.view.isAnonymous ? identityOf(opened.value).name : null;
  });
  return names.includes(null)
    ? { learner: null, learnerName: pseudonymOf(learner) }
    : { learner, learnerName: names.at(-1) ?? pseudonymOf(learner) };
}
