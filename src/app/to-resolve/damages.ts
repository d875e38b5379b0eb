import type { ToResolve } from '../../api/shapes.ts';
import type { DamageFound } from '../damage-found.ts';
import type { Workspace } from '../workspace.ts';
import { type Matter, unknownMatter } from './matter.ts';

/**
 * What is known to be damaged: by the last check of the ledger, or because opening the workspace met a record that cannot
 * be read. Nobody goes looking for it here.
 */
export const damages: Matter = {
  count: (workspace) => known(workspace).length,
  list: (workspace) => known(workspace).map(describe),
  // Nothing is decided about damage: it is mended from a backup, and the next check says so.
  decide: async () => unknownMatter(),
};

interface Known extends Omit<DamageFound, 'at'> {
  readonly at: string | null;
}

function known({ damage, store }: Workspace): readonly Known[] {
  const found = damage.found();
  const isUnread = store.views.unread() !== null && !found.some(({ name }) => name === 'records');
  return isUnread ? [{ name: 'records', message: UNREAD, at: null }, ...found] : found;
}

const UNREAD =
  'A record could not be read when the workspace was opened, so what is shown is older than the records';

const NEXT: Readonly<Record<string, string>> = {
  evidence: 'Import its bundle again, or take in a package that holds it',
  views: 'Rebuild the views in the log',
};

function describe({ name, message, at }: Known): ToResolve {
  const next = NEXT[name] ?? 'Restore the newest backup that is whole';
  return {
    id: `damage:${name}`,
    kind: 'damage',
    title: message,
    about: `${next}, then verify the ledger again in the log: this leaves the list when a check finds it whole.`,
    at,
    submission: null,
    person: null,
    records: [],
    choices: [],
    notMine: null,
  };
}
