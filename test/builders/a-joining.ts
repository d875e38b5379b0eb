import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { admitSomebody } from '../../src/app/admit.ts';
import { type Invited, inviteSomebody } from '../../src/app/invite.ts';
import { type Joined, joinWorkspace } from '../../src/app/join.ts';
import type { Environment, Workspace } from '../../src/app/workspace.ts';
import { readRecord } from '../../src/ledger/record.ts';
import { aTempFolder } from './a-temp-folder.ts';
import { aCall, aClock, must, SEALING } from './a-workspace.ts';

/** What a clock on another machine says, an hour after those of `aWorkspace` begin. */
const LATER = Date.parse('2026-06-01T10:00:00.000Z');

export async function anInvitation(workspace: Workspace, change: Partial<Invited> = {}): Promise<string> {
  const wanted: Invited = { name: 'Ann', roles: ['assessor'], units: 'all', ...change };
  const into = join(await aTempFolder(), 'invitation.assay');
  must(await inviteSomebody(workspace, wanted, into, aCall()));
  return into;
}

export interface OnAnotherMachine extends Joined {
  readonly folder: string;
  readonly acceptancePath: string;
}

/** Joins on what could be another machine: another folder, with nothing in it but what the invitation brings. */
export async function joinWith(
  invitation: string,
  { name = 'Ann', environment = aClock(LATER) }: { name?: string; environment?: Environment } = {},
): Promise<OnAnotherMachine> {
  const machine = await aTempFolder();
  const folder = join(machine, 'workspace');
  const acceptancePath = join(machine, 'acceptance.assay');
  const joined = must(
    await joinWorkspace(
      { invitation, into: acceptancePath, directoryFor: () => folder, name, sealing: SEALING },
      environment,
      aCall(),
    ),
  );
  onTestFinished(() => joined.workspace.close().catch(() => {}));
  return { ...joined, folder, acceptancePath };
}

/** Invites, joins and admits; gives the copy of whoever joined. */
export async function somebodyJoins(
  workspace: Workspace,
  change: Partial<Invited> = {},
): Promise<OnAnotherMachine> {
  const joined = await joinWith(await anInvitation(workspace, change), { name: change.name ?? 'Ann' });
  must(await admitSomebody(workspace, randomUUID(), joined.acceptancePath, joined.words, aCall()));
  return joined;
}

/** All records of one copy that another lacks, as though a package had brought them. */
export function bringRecords(from: Workspace, to: Workspace): void {
  const rows = from.store.records.after(0, 1_000_000);
  const records = rows.map(({ bytes, signature }) => must(readRecord(bytes, signature)));
  to.store.append({ records });
}
