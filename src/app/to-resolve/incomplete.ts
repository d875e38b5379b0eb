import type { ToResolve } from '../../api/shapes.ts';
import type { PersonKey } from '../../domain/ids.ts';
import type { Gap } from '../../store/chains.ts';
import type { Workspace } from '../workspace.ts';
import { type Matter, unknownMatter } from './matter.ts';

/** Nothing is decided about what is missing: it arrives, or does not. */
const decide: Matter['decide'] = async () => unknownMatter();

/** A copy that was given a part of the workspace lacks the rest by design. */
const isPart = ({ store }: Workspace) => store.local.get('scope') === 'part';

/** Records that others follow, and that are not here. */
export const gaps: Matter = {
  count: (workspace) => (isPart(workspace) ? 0 : authorsOf(workspace.store.chains.gaps()).size),
  list(workspace) {
    if (isPart(workspace)) return [];
    return [...authorsOf(workspace.store.chains.gaps())].map(([author, missing]): ToResolve => {
      const name = workspace.store.authority().nameOf(author);
      const places = missing.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
      const isOne = missing.length === 1 && missing[0]?.from === missing[0]?.to;
      return {
        id: `gap:${author}`,
        kind: 'gap',
        title: `${isOne ? 'Record' : 'Records'} ${places.join(', ')} of ${name} ${isOne ? 'is' : 'are'} missing`,
        about: `What comes after counts already, but what is missing may change it. Ask ${name} for a judgments package, or whoever has a whole copy for a backup of the workspace.`,
        at: null,
        submission: null,
        person: { key: author, name },
        records: [],
        choices: [],
        notMine: null,
      };
    });
  },
  decide,
};

/** Records that only a newer version of the program can read. */
export const newerRecords: Matter = {
  count: ({ store }) => (store.newer.count() > 0 ? 1 : 0),
  list({ store }) {
    const count = store.newer.count();
    if (count === 0) return [];
    const [latest] = store.newer.placed(null, 0, 1).rows;
    return [
      {
        id: 'newer:records',
        kind: 'newer',
        title: `${count} ${count === 1 ? 'record was' : 'records were'} made by a newer version`,
        about:
          'They are kept as they are and passed on, and count nowhere here until Assay is updated. What they say may change what is shown.',
        at: latest?.at ?? null,
        submission: null,
        person: null,
        records: [],
        choices: [],
        notMine: null,
      },
    ];
  },
  decide,
};

function authorsOf(missing: readonly Gap[]): ReadonlyMap<PersonKey, readonly Gap[]> {
  const byAuthor = new Map<PersonKey, Gap[]>();
  for (const gap of missing) byAuthor.set(gap.author, [...(byAuthor.get(gap.author) ?? []), gap]);
  return byAuthor;
}
