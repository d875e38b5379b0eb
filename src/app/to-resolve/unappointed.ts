import type { ToResolve } from '../../api/shapes.ts';
import type { PersonKey } from '../../domain/ids.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { leaveAsItIs, type Matter, seenChoice } from './matter.ts';

/** People whose records do not count because nobody has appointed them, yet. */
export const unappointed: Matter = {
  count: (workspace) => strangers(workspace).length,
  list: (workspace) => strangers(workspace).map((author) => describe(workspace, author)),
  decide: (workspace, decision) => leaveAsItIs(workspace, 'not_counted', decision),
};

function strangers({ store }: Workspace): readonly PersonKey[] {
  const authority = store.authority();
  const known = new Set(authority.people);
  const aside = store.unresolved.asidePuts();
  return store.unresolved
    .authors()
    .filter((author) => !known.has(authority.personOf(author)) && !aside.has(`not_counted:${author}`));
}

function describe(workspace: Workspace, author: PersonKey): ToResolve {
  const { store } = workspace;
  const authority = store.authority();
  const { count, latest } = store.unresolved.signedBy(author);
  const records = latest.flatMap((record) => recordInWords(workspace, record));
  const name = authority.nameOf(author);
  return {
    id: `not_counted:${author}`,
    kind: 'not_counted',
    title: `${count} ${count === 1 ? 'record' : 'records'} of somebody who has not been appointed`,
    about: `They are kept and do not count. Appoint this key under People, from the day on which they began, and they count at once; if a package with their appointment is on its way, they count when it arrives.`,
    at: records[0]?.at ?? null,
    submission: null,
    person: { key: author, name },
    records,
    choices: [seenChoice('They stay, and do not count.')],
    notMine: null,
  };
}
