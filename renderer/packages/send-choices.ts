import type { PersonKey } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { PackableKind, SendRequest } from '../state/sending.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';

/** What somebody's role has them send, the commonest first. */
const KINDS_OF: Readonly<Record<Role, readonly PackableKind[]>> = {
  provider: ['assignment', 'moderation', 'workspace', 'backup'],
  moderator: ['moderation', 'judgments', 'workspace', 'backup'],
  adjudicator: ['moderation', 'judgments', 'workspace', 'backup'],
  assessor: ['judgments', 'seal', 'workspace', 'backup'],
  eqa: ['workspace', 'backup'],
};
const ROLES: readonly Role[] = ['provider', 'moderator', 'adjudicator', 'assessor', 'eqa'];
const FOR_ANYBODY: readonly PackableKind[] = ['workspace', 'backup'];

/** What whoever is at the desk may send; somebody alone does every job. */
export function kindsFor({ me }: Pick<WorkspaceInfo, 'me'>): readonly PackableKind[] {
  const kinds = ROLES.filter((role) => me.roles.includes(role)).flatMap((role) => KINDS_OF[role]);
  const all = [...new Set(kinds)];
  // The general ones come last, whichever role brought them.
  const special = all.filter((kind) => !FOR_ANYBODY.includes(kind));
  return all.length === 0 ? FOR_ANYBODY : [...special, ...FOR_ANYBODY];
}

interface Recipient {
  readonly key: PersonKey;
  readonly roles: readonly Role[];
}

/** What one would send to somebody: what was asked for, then what one sent last, then what fits their role. */
export function firstKind(
  kinds: readonly PackableKind[],
  request: SendRequest,
  recipient: Recipient | undefined,
  last: PackableKind | null,
): PackableKind {
  const asked = [request.kind, last].find((kind) => kind != null && kinds.includes(kind));
  if (request.kind === undefined && recipient !== undefined) {
    const fitting = kinds.filter((kind) => fits(kind, recipient));
    const best = asked != null && fitting.includes(asked) ? asked : fitting[0];
    if (best !== undefined) return best;
  }
  return asked ?? kinds[0] ?? 'workspace';
}

/** Whom it would go to: whoever was asked for, then whom one sent that kind to last, then the only one it fits. */
export function firstRecipient(
  kind: PackableKind,
  people: readonly Recipient[],
  asked: PersonKey | undefined,
  last: PersonKey | null,
): PersonKey | null {
  if (kind === 'backup') return null;
  const known = [asked, last].find((key) => key != null && people.some((one) => one.key === key));
  if (known != null) return known;
  const fitting = people.filter((one) => fits(kind, one));
  const [only] = fitting;
  return fitting.length === 1 && only ? only.key : null;
}

/** Work to assess goes to whoever one names; the rest may lie where anybody of the workspace finds it. */
export function needsRecipient(kind: PackableKind): boolean {
  return kind === 'assignment';
}

function fits(kind: PackableKind, { roles }: Recipient): boolean {
  const holds = (...wanted: readonly Role[]) => wanted.some((role) => roles.includes(role));
  switch (kind) {
    case 'assignment':
    case 'moderation':
      return holds('assessor');
    case 'seal':
    case 'judgments':
      return holds('provider', 'moderator');
    case 'workspace':
      return true;
    case 'backup':
      return false;
  }
}
