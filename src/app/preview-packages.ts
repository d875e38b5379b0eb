import { basename } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { NotOpened, PackagePreview, Problem } from '../api/shapes.ts';
import type { PersonKey } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { openPackage } from '../exchange/open-package.ts';
import type { OpenPackage } from '../exchange/package-reader.ts';
import { keyWords } from '../ledger/key-words.ts';
import { readRecords } from '../ledger/read-records.ts';
import { acceptanceIn, proposalIn } from './admit.ts';
import { counted, countedTypes, sayNotIncluded } from './describe-package.ts';
import { problem } from './import-outcome.ts';
import { lookThrough, RecordStream } from './look-through.ts';
import type { Workspace } from './workspace.ts';

/** What is in packages and what they would add here, with nothing taken in. `workspace`: the one that lies open, if any. */
export async function previewPackages(
  workspace: Workspace | null,
  paths: readonly string[],
  call: CallContext,
): Promise<Result<(PackagePreview | NotOpened)[]>> {
  const previews: (PackagePreview | NotOpened)[] = [];
  for (const [index, path] of paths.entries()) {
    call.signal.throwIfAborted();
    call.progress({ phase: 'Looking inside', done: index, total: paths.length });
    previews.push(await previewOne(workspace, path, call));
  }
  return ok(previews);
}

async function previewOne(
  workspace: Workspace | null,
  path: string,
  call: CallContext,
): Promise<PackagePreview | NotOpened> {
  const file = basename(path);
  const identities = workspace ? await workspace.keyring.identities() : [];
  const opened = await openPackage(path, { identities }, call);
  if (!opened.ok) {
    const { code, message, at } = opened.error;
    return code === 'package.not_package'
      ? { file, notPackage: true }
      : { file, notPackage: true, problem: problem(code, message, at ?? null) };
  }
  const open = opened.value;
  try {
    const isHere = workspace?.id === open.manifest.workspace.id;
    return {
      file,
      ...described(isHere ? workspace : null, open),
      ...(await addedBy(isHere ? workspace : null, open, call)),
    };
  } finally {
    await open.close();
  }
}

/** What the package says of itself, with the names that are known here. */
function described(workspace: Workspace | null, { manifest, isEncrypted }: OpenPackage) {
  const authority = workspace?.store.authority() ?? null;
  const isKnown = (key: PersonKey) => authority?.people.includes(authority.personOf(key)) ?? false;
  const nameOf = (claimed: { key: PersonKey; name: string }) =>
    authority && isKnown(claimed.key) ? authority.nameOf(claimed.key) : claimed.name;
  const { kind, title, at, from, to } = manifest;
  return {
    kind,
    title,
    at,
    encrypted: isEncrypted,
    workspace: { ...manifest.workspace, isOpen: workspace !== null },
    from: { key: from.key, name: nameOf(from), words: keyWords(from.key), isKnown: isKnown(from.key) },
    to: to && {
      key: to.key,
      name: nameOf(to),
      isMe: authority !== null && authority.personOf(to.key) === workspace?.person(),
    },
    invitation: proposalIn(manifest),
    acceptance: acceptanceIn(workspace, manifest),
  };
}

type Added = Pick<
  PackagePreview,
  'adds' | 'addsNot' | 'newRecords' | 'knownRecords' | 'newEvidenceBytes' | 'problems'
>;

async function addedBy(workspace: Workspace | null, open: OpenPackage, call: CallContext): Promise<Added> {
  const nothing: Added = {
    adds: [],
    addsNot: [],
    newRecords: 0,
    knownRecords: 0,
    newEvidenceBytes: 0,
    problems: [],
  };
  // Of a workspace that does not lie open nobody can say what would be new.
  if (!workspace)
    return { ...nothing, newRecords: open.manifest.records, newEvidenceBytes: open.manifest.evidence.bytes };
  const looked = await lookThrough(workspace, open, call);
  if (!looked.ok) {
    const { code, message, at } = looked.error;
    return { ...nothing, problems: [problem(code, message, at ?? null)] };
  }
  const stream = new RecordStream(open);
  const byType = new Map<string, number>();
  const strangers = new Map<PersonKey, number>();
  const refusals = new Map<string, { message: string; n: number }>();
  const authority = workspace.store.authority();
  let newer = 0;
  for await (const { filedAs } of readRecords(stream.unknownTo(workspace), workspace.id, call.signal)) {
    for (const as of filedAs) {
      if (as.kind === 'newer') newer += 1;
      else if (as.kind === 'known') {
        const { type, author } = as.filing;
        byType.set(type, (byType.get(type) ?? 0) + 1);
        if (!authority.people.includes(authority.personOf(author)))
          strangers.set(author, (strangers.get(author) ?? 0) + 1);
      } else {
        const { code, message } = as.error;
        refusals.set(code, { message, n: 1 + (refusals.get(code)?.n ?? 0) });
      }
    }
    call.signal.throwIfAborted();
  }
  const fresh = open.evidence.filter(
    ({ hash }) => looked.value.evidence.has(hash) && !workspace.vault.has(hash),
  );
  const unnamed = open.evidence.filter(({ hash }) => !looked.value.evidence.has(hash)).length;
  const addsNot: string[] = sayNotIncluded(open.manifest.leftOut);
  const bringsPeople = byType.has('person.appointed') || byType.has('key.added');
  for (const [key, n] of strangers) {
    const records = counted(n, 'record', 'records').what;
    if (!bringsPeople)
      addsNot.push(
        `${records} by somebody unknown here (key …${key.slice(-6)}): kept, and counted once they are appointed.`,
      );
  }
  if (newer > 0)
    addsNot.push(
      `${counted(newer, 'record', 'records').what} made by a newer version of Assay: kept until you update.`,
    );
  if (unnamed > 0)
    addsNot.push(
      `${counted(unnamed, 'file', 'files').what} that no submission in the package names, or whose learner was erased.`,
    );
  const problems: Problem[] = [...refusals].map(([code, { message, n }]) =>
    problem(
      code,
      `${counted(n, 'record', 'records').what} will not be taken in: ${message}`,
      null,
      'warning',
    ),
  );
  return {
    adds: countedTypes(byType),
    addsNot,
    newRecords: [...byType.values()].reduce((sum, n) => sum + n, newer),
    knownRecords: stream.known,
    newEvidenceBytes: fresh.reduce((sum, one) => sum + one.sizeBytes, 0),
    problems,
  };
}
