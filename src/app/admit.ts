import type { CallContext } from '../api/handlers.ts';
import type { PackagePreview, Person } from '../api/shapes.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { openPackage } from '../exchange/open-package.ts';
import type { PackageManifest } from '../exchange/package-format.ts';
import { joinWords } from '../ledger/key-words.ts';
import { appointmentOf } from './appoint.ts';
import { personShape } from './describe-people.ts';
import { nowIn } from './load-submission.ts';
import { AcceptanceAbout, type Proposal, provesItself } from './proposal.ts';
import type { StatedFact } from './state-facts.ts';
import type { Workspace } from './workspace.ts';

/** The appointment an invitation proposes; null where the package is no invitation. */
export function proposalIn({ kind, about, workspace }: PackageManifest): PackagePreview['invitation'] {
  if (kind !== 'invitation') return null;
  const read = AcceptanceAbout.strip().safeParse(about);
  return read.success && provesItself(read.data, workspace.id) ? read.data.proposal.appointment : null;
}

/** What is to be seen of an acceptance before anybody is admitted; null where the package is none. */
export function acceptanceIn(
  workspace: Workspace | null,
  manifest: PackageManifest,
): PackagePreview['acceptance'] {
  if (manifest.kind !== 'acceptance') return null;
  const { key } = manifest.from;
  const proposal = workspace ? soundProposal(workspace, manifest) : null;
  const isProposed = proposal?.ok === true;
  return {
    key,
    words: joinWords(manifest.workspace.id, key),
    proposed: isProposed ? proposal.value.appointment : null,
    person:
      workspace && isProposed && proposal.value.person
        ? workspace.store.authority().personOf(proposal.value.person.key)
        : null,
    isAdmitted: workspace?.id === manifest.workspace.id && isKnown(workspace, manifest),
  };
}

function isKnown(workspace: Workspace, { from }: PackageManifest): boolean {
  const authority = workspace.store.authority();
  return authority.people.includes(authority.personOf(from.key));
}

/** The proposal an acceptance answers, where a provider of this workspace made it and it came back as it went. */
function soundProposal(workspace: Workspace, manifest: PackageManifest): Result<Proposal> {
  if (manifest.workspace.id !== workspace.id)
    return refused('package.other_workspace', 'This acceptance belongs to another workspace. Open that one.');
  const about = AcceptanceAbout.safeParse(manifest.about);
  if (!about.success || !provesItself(about.data, workspace.id))
    return refused(
      'acceptance.changed',
      'What this acceptance answers is not what was proposed: it was changed on the way. Send a new invitation.',
    );
  const { proposal } = about.data;
  const { by, at, person, appointment } = proposal;
  const what = person ? 'adds a key' : 'appoints people';
  const may = workspace.store.authority().mayGovern(what, by, person ? 'all' : appointment.units, at);
  return may.allowed ? ok(proposal) : refused('acceptance.not_proposed', may.reason ?? '');
}

const spoken = (words: string) => words.trim().toLowerCase().split(/\s+/).join(' ');

/**
 * Admits whoever sent an acceptance: appoints them to what was proposed, from when it was proposed, or adds their key to
 * the person it is of. `words` are the six that both sides have compared. Somebody who is admitted already stays so.
 * Fails with `acceptance.…`, `package.…` or `people.…`.
 */
export async function admitSomebody(
  workspace: Workspace,
  command: string,
  file: string,
  words: string,
  call: CallContext,
): Promise<Result<Person>> {
  const opened = await openPackage(file, { identities: await workspace.keyring.identities() }, call);
  if (!opened.ok) return opened;
  const { manifest } = opened.value;
  await opened.value.close();
  if (manifest.kind !== 'acceptance')
    return refused('acceptance.other_kind', 'This package is no acceptance. Choose the file that came back.');
  const proposal = soundProposal(workspace, manifest);
  if (!proposal.ok) return proposal;
  const { key } = manifest.from;
  if (workspace.store.doneBefore(command) || isKnown(workspace, manifest))
    return ok(personShape(workspace, key));
  if (spoken(words) !== joinWords(workspace.id, key))
    return refused(
      'acceptance.words_differ',
      'These are not the words of this acceptance. If they differ aloud, somebody else may have answered: admit nobody, and invite again.',
    );
  const { person, appointment } = proposal.value;
  const { units } = appointment;
  const now = nowIn(workspace);
  const what = person ? 'adds a key' : 'appoints people';
  const may = workspace.store.authority().mayGovern(what, workspace.me(), person ? 'all' : units, now);
  if (!may.allowed) return refused('people.not_allowed', may.reason ?? '');
  // Their clock may be behind: what they have done since they joined is to count.
  const from = [proposal.value.at, manifest.at, now].sort()[0] ?? now;
  const fact: StatedFact = person
    ? {
        type: 'key.added',
        body: {
          person: person.key,
          key,
          kind: person.kind,
          from,
          reason: person.kind === 'device' ? 'for another device' : 'in the place of one that was lost',
        },
      }
    : { type: 'person.appointed', body: appointmentOf(key, appointment.name, appointment, from) };
  const stated = await workspace.state([fact], { command });
  return stated.ok ? ok(personShape(workspace, key)) : stated;
}
