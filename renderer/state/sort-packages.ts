import type { ChosenFile } from '../../src/api/bridge.ts';
import type { Output } from '../../src/api/contract.ts';
import { ok, type Result } from '../../src/domain/result.ts';
import type { Api, CallOptions } from './api.ts';

export type PackagePreview = Exclude<Output<'exchange.inspect'>[number], { readonly notPackage: true }>;

/** One package that came in, and what it would add. */
export interface PackageArrival {
  readonly file: ChosenFile;
  readonly preview: PackagePreview;
}

/** A package that cannot be opened here, and why not. */
export interface Unopened {
  readonly file: ChosenFile;
  readonly problem: PackagePreview['problems'][number];
}

/** Whether a passphrase would open it: then it is a backup, to be restored. */
export function opensByPassphrase({ problem }: Unopened): boolean {
  return problem.code === 'package.passphrase_needed';
}

interface Sorted {
  readonly packages: readonly PackageArrival[];
  readonly unopened: readonly Unopened[];
  readonly others: readonly ChosenFile[];
}

/** Tells packages from whatever else came in, by what is in them: names lie. A folder is never one. */
export async function sortPackages(
  api: Api,
  files: readonly ChosenFile[],
  options: CallOptions,
): Promise<Result<Sorted>> {
  const closed = files.filter((file) => !file.isFolder);
  if (closed.length === 0) return ok({ packages: [], unopened: [], others: files });
  const inspected = await api.call('exchange.inspect', { files: closed.map(({ token }) => token) }, options);
  if (!inspected.ok) return inspected;
  const packages = closed.flatMap((file, index) => {
    const preview = inspected.value[index];
    return preview === undefined || 'notPackage' in preview ? [] : [{ file, preview }];
  });
  const unopened = closed.flatMap((file, index) => {
    const preview = inspected.value[index];
    const problem = preview !== undefined && 'notPackage' in preview ? preview.problem : undefined;
    return problem === undefined ? [] : [{ file, problem }];
  });
  const tokens = new Set([...packages, ...unopened].map(({ file }) => file.token));
  return ok({ packages, unopened, others: files.filter(({ token }) => !tokens.has(token)) });
}

/** What a person does with a package of that kind. */
export function wayOf({ kind }: PackagePreview): 'take_in' | 'join' | 'admit' | 'restore' {
  switch (kind) {
    case 'invitation':
      return 'join';
    case 'acceptance':
      return 'admit';
    case 'backup':
      return 'restore';
    case 'assignment':
    case 'seal':
    case 'judgments':
    case 'moderation':
    case 'workspace':
      return 'take_in';
  }
}

export function isSound({ problems }: PackagePreview): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}

/** Whether it can be added to the workspace that lies open. */
export function canTakeIn({ preview }: PackageArrival): boolean {
  return wayOf(preview) === 'take_in' && preview.workspace.isOpen && isSound(preview);
}

/** Whether it can be joined, admitted or restored as things stand. */
export function needsMore({ preview }: PackageArrival): boolean {
  if (!isSound(preview)) return false;
  switch (wayOf(preview)) {
    case 'join':
      return !preview.workspace.isOpen;
    case 'admit':
      return preview.workspace.isOpen;
    case 'restore':
      return true;
    case 'take_in':
      return false;
  }
}
