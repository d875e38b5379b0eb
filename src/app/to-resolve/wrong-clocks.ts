import type { ToResolve } from '../../api/shapes.ts';
import type { WrongClock } from '../../store/unresolved.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { leaveAsItIs, type Matter, seenChoice } from './matter.ts';

/** Records whose time cannot be right: what comes later and what earlier may be mixed up by them. */
export const wrongClocks: Matter = {
  count: ({ store }) => open(store).length,
  list: (workspace) => open(workspace.store).flatMap((clock) => describe(workspace, clock)),
  decide: (workspace, decision) => leaveAsItIs(workspace, 'clock', decision),
};

function open({ unresolved }: Workspace['store']): readonly WrongClock[] {
  const clocks = unresolved.wrongClocks();
  if (clocks.length === 0) return clocks;
  const aside = unresolved.asidePuts();
  return clocks.filter(({ record }) => !aside.has(`clock:${record}`));
}

function describe(workspace: Workspace, { record, how, seenAt }: WrongClock): ToResolve[] {
  const fact = workspace.store.records.fact(record);
  if (!fact) return [];
  const name = workspace.store.authority().nameOf(fact.author);
  const day = fact.at.slice(0, 10);
  return [
    {
      id: `clock:${record}`,
      kind: 'clock',
      title:
        how === 'ahead'
          ? `A record of ${name} is dated ${day}, and arrived on ${seenAt.slice(0, 10)}`
          : `A record of ${name} is dated ${day}, long before the one it follows`,
      about: `The clock of that machine was wrong. Where records differ, the later one stands: look whether the right one does, and ask ${name} to set the clock.`,
      at: fact.at,
      submission: 'submission' in fact.body ? fact.body.submission : null,
      person: { key: fact.author, name },
      records: recordInWords(workspace, record),
      choices: [seenChoice('The record stands with the time it carries.')],
      notMine: null,
    },
  ];
}
