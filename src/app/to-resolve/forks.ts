import type { ToResolve } from '../../api/shapes.ts';
import type { Authority } from '../../domain/authority.ts';
import type { PersonKey, RecordId } from '../../domain/ids.ts';
import { ok } from '../../domain/result.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { type Matter, unknownChoice, unknownMatter } from './matter.ts';

const BOTH = 'both';

/** Chains that hold two records at one place: nothing behind counts until somebody says which stands. */
export const forks: Matter = {
  count: ({ store }) => store.authority().openForks.length,
  list: (workspace) => workspace.store.authority().openForks.map((fork) => describe(workspace, fork)),
  async decide(workspace, { command, about, choice, reason }) {
    const fork = workspace.store.authority().openForks.find((one) => idOf(one) === about);
    if (!fork) return unknownMatter();
    const { author, seq, records } = fork;
    const keep = choice === BOTH ? BOTH : records.find((record) => record === choice);
    if (keep === undefined) return unknownChoice();
    const stated = await workspace.state([{ type: 'fork.settled', body: { author, seq, keep, reason } }], {
      command,
    });
    return stated.ok ? ok(undefined) : stated;
  },
};

type OpenFork = Authority['openForks'][number];

const idOf = ({ author, seq }: OpenFork) => `${seq}:${author}`;

function describe(workspace: Workspace, fork: OpenFork): ToResolve {
  const { author, seq, records } = fork;
  const authority = workspace.store.authority();
  const name = authority.nameOf(author);
  const rivals = records.flatMap((record) => recordInWords(workspace, record));
  return {
    id: `fork:${idOf(fork)}`,
    kind: 'fork',
    title: `The chain of ${name} forks at record ${seq}`,
    about: `Two records of ${name} claim the same place, as when a copy from a backup was gone on with. Nothing from there on counts until it is said which part stands.`,
    at:
      rivals
        .map((one) => one.at)
        .sort()
        .at(-1) ?? null,
    submission: null,
    person: { key: author, name },
    records: rivals,
    choices: [
      ...records.map((record, index) => ({
        id: record,
        label: `Keep the ${ORDINALS[index] ?? `${index + 1}th`} part`,
        about: `What follows ${shown(rivals, record)} counts; the other part is kept, set aside.`,
        reason: 'needed' as const,
        leaves: 'record' as const,
      })),
      {
        id: BOTH,
        label: 'Keep both parts',
        about: 'Both were meant: everything counts, in order of time.',
        reason: 'needed',
        leaves: 'record',
      },
    ],
    notMine: whyNotMine(authority, workspace.me(), author),
  };
}

const ORDINALS = ['first', 'second', 'third'];

function shown(rivals: ToResolve['records'], record: RecordId): string {
  const rival = rivals.find((one) => one.record === record);
  return rival ? `“${rival.what}”` : `record ${record.slice(0, 12)}…`;
}

function whyNotMine(authority: Authority, me: PersonKey, author: PersonKey): string | null {
  const mine = authority.personOf(me);
  if (mine === authority.root) return null;
  const isOtherKey = me !== author && mine === authority.personOf(author);
  return isOtherKey
    ? null
    : `${authority.nameOf(authority.root)}, who founded the workspace, settles this; or the same person with another key.`;
}
