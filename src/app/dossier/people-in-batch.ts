import type { Dossier, DossierOutcome } from '../../api/shapes.ts';
import { coversUnit } from '../../domain/appointments.ts';
import type { PersonKey } from '../../domain/ids.ts';
import type { Unit } from '../../domain/rubric.ts';
import type { Workspace } from '../workspace.ts';

const DID: Readonly<Record<string, string>> = {
  'batch.opened': 'opened the batch',
  'batch.marking_closed': 'closed marking',
  'batch.sample_drawn': 'drew the sample',
  'batch.finding': 'looked at the sample',
  'batch.item_verified': 'verified the sample',
  'batch.decided': 'decided about the whole',
  'batch.confirmed': 'confirmed the batch',
  'batch.reopened': 'opened it again',
  'batch.exported': 'released it',
};

/** Whoever had a part in the batch that counts, with what they were appointed as for its unit. In order of their keys. */
export function peopleIn(
  workspace: Workspace,
  unit: Unit,
  timeline: Dossier['timeline'],
  outcomes: readonly DossierOutcome[],
): Dossier['people'] {
  const authority = workspace.store.authority();
  const did = new Map<PersonKey, Set<string>>();
  const note = (key: PersonKey, what: string | undefined) => {
    if (what !== undefined) did.set(key, (did.get(key) ?? new Set()).add(what));
  };
  for (const { assessors } of outcomes) for (const { key } of assessors) note(key, 'assessed');
  for (const { by, type, reason } of timeline) if (reason === null) note(by.key, DID[type]);
  return [...did.keys()].sort().map((key) => ({
    key,
    name: authority.nameOf(key),
    appointments: [
      ...(key === authority.root ? foundedIn(workspace, key) : []),
      ...authority
        .appointmentsOf(key)
        .filter((one) => coversUnit(one, unit.id))
        .map(({ id, body }) => ({
          record: id,
          roles: [...body.roles],
          from: body.from,
          until:
            [body.until, authority.endOf(id)?.from ?? null].filter((end) => end !== null).sort()[0] ?? null,
        })),
    ],
    did: [...(did.get(key) ?? [])],
  }));
}

/** The founder holds what they hold without being appointed. */
function foundedIn({ store }: Workspace, root: PersonKey): Dossier['people'][number]['appointments'] {
  const founding = store.records.factsAbout('people').find((fact) => fact.type === 'workspace.created');
  const from = founding?.at ?? new Date(0).toISOString();
  const held = store
    .authority()
    .appointmentsOf(root)
    .flatMap(({ body }) => body.roles);
  const roles = store
    .authority()
    .rolesOf(root, from)
    .filter((role) => !held.includes(role));
  return roles.length > 0 ? [{ record: founding?.id ?? null, roles, from, until: null }] : [];
}
