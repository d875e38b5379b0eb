import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { CallContext } from '../../api/handlers.ts';
import type { Dossier } from '../../api/shapes.ts';
import type { RecordId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { batchName } from '../../results/batch-manifest.ts';
import { findingsAsCsv, sampleAsCsv } from '../../results/dossier/dossier-tables.ts';
import { setDossier } from '../../results/dossier/set-dossier.ts';
import type { Fonts } from '../../results/pdf/tagged-sheet.ts';
import { nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { batchDossier } from './batch-dossier.ts';

export interface SavedDossier {
  /** The folder or file that was written, by its name. */
  readonly name: string;
  readonly files: string[];
}

type Kind = '.pdf' | '.json' | '.csv';
const KINDS: readonly string[] = ['.pdf', '.json', '.csv'] satisfies Kind[];
const isKind = (ending: string): ending is Kind => KINDS.includes(ending);

/**
 * Writes the dossier of a batch: all of it into a new folder where `path` is a folder, else the one file, of the kind
 * that its name ends in. It appears whole or not at all, and in a folder nothing is written over. Records nothing.
 * Fails as `batchDossier` does, with `dossier.unknown_kind` and with `dossier.not_written`.
 */
export async function saveDossier(
  workspace: Workspace,
  { batch, path, fontsDir }: { readonly batch: RecordId; readonly path: string; readonly fontsDir: string },
  call: CallContext,
): Promise<Result<SavedDossier>> {
  const isFolder = await stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );
  const ending = extname(path).toLowerCase();
  if (!isFolder && !isKind(ending))
    return refused(
      'dossier.unknown_kind',
      'Name a folder that is there, or a file that ends in .pdf, .json or .csv.',
    );
  call.progress({ phase: 'Gathering the dossier', done: 0, total: 2 });
  const dossier = await batchDossier(workspace, batch, nowIn(workspace), call);
  if (!dossier.ok) return dossier;
  call.signal.throwIfAborted();
  call.progress({ phase: 'Writing the dossier', done: 1, total: 2 });
  try {
    const saved = isFolder
      ? await writeFolder(path, dossier.value, fontsDir)
      : await writeOne(path, isKind(ending) ? ending : '.json', dossier.value, fontsDir);
    return ok(saved);
  } catch {
    return refused('dossier.not_written', 'The dossier could not be written there. Choose another place.');
  }
}

async function contentOf(kind: Kind, dossier: Dossier, fontsDir: string): Promise<string | Buffer> {
  switch (kind) {
    case '.pdf':
      return setDossier(dossier, await fontsIn(fontsDir));
    case '.json':
      return `${JSON.stringify(dossier, null, 2)}\n`;
    case '.csv':
      return sampleAsCsv(dossier);
  }
}

async function writeOne(path: string, kind: Kind, dossier: Dossier, fontsDir: string): Promise<SavedDossier> {
  const part = `${path}.part`;
  try {
    await writeFile(part, await contentOf(kind, dossier, fontsDir), { flush: true });
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  return { name: basename(path), files: [basename(path)] };
}

async function writeFolder(into: string, dossier: Dossier, fontsDir: string): Promise<SavedDossier> {
  const building = await mkdtemp(join(into, '.dossier-'));
  try {
    const files = {
      'dossier.pdf': await contentOf('.pdf', dossier, fontsDir),
      'dossier.json': await contentOf('.json', dossier, fontsDir),
      'sample.csv': sampleAsCsv(dossier),
      'findings.csv': findingsAsCsv(dossier),
    };
    for (const [name, content] of Object.entries(files))
      await writeFile(join(building, name), content, { flush: true });
    const folder = freeName(join(into, `dossier-${batchName(dossier.batch.label, dossier.batch.version)}`));
    await rename(building, folder);
    return { name: basename(folder), files: Object.keys(files) };
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
  }
}

/** What lies there stays: a second dossier stands beside it. */
function freeName(wanted: string): string {
  let name = wanted;
  for (let nth = 2; existsSync(name); nth += 1) name = join(dirname(wanted), `${basename(wanted)}-${nth}`);
  return name;
}

async function fontsIn(folder: string): Promise<Fonts> {
  const [body, bold, mono] = await Promise.all(
    ['NotoSans-Regular', 'NotoSans-Bold', 'NotoSansMono-Regular'].map((name) =>
      readFile(join(folder, `${name}.ttf`)),
    ),
  );
  if (!body || !bold || !mono) throw new Error('three fonts were read');
  return { body, bold, mono };
}
