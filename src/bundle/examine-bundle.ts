import { basename } from 'node:path';
import type { Inspection, Problem } from '../api/shapes.ts';
import type { Unit } from '../domain/rubric.ts';
import { sniffMediaType } from '../evidence/sniff-media-type.ts';
import type { StagedFile } from '../evidence/vault-types.ts';
import type { Measured } from './bag-path-finder.ts';
import { checkBag } from './bagit.ts';
import { detectLayout, type Layout } from './bundle-layout.ts';
import { BundleReader, type ReadOptions, type Sink } from './bundle-reader.ts';
import { mayCarryUnits, readCarriedUnits } from './carried-units.ts';
import { checkCrateFiles } from './check-crate-files.ts';
import { emptyInspection } from './empty-inspection.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { openTree } from './open-tree.ts';
import { append, fault, hasFault, warning } from './problems.ts';
import { type Bag, isKnownTagFile, manifestAlgorithm, readBagTags } from './read-bag-tags.ts';
import type { BundleArtifact, ReadBundle } from './read-types.ts';
import { type Crate, readCrate } from './ro-crate.ts';
import type { Tree, TreeFile } from './tree.ts';
import { examineUnitFile } from './unit-bundle.ts';

const MAX_PROBLEMS = 1000;

export interface Examined {
  readonly inspection: Inspection;
  /** Present when the bundle has no error. */
  readonly bundle: ReadBundle | null;
}

/**
 * Reads and verifies everything at `path` once, passing each artifact to `sink`.
 * What is wrong with the bundle comes back as problems; thrown are only the signal's reason and failures of the sink.
 */
export async function examineBundle(path: string, sink: Sink, options: ReadOptions): Promise<Examined> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  options.signal?.throwIfAborted();
  const opened = await openTree(path, limits);
  if (opened.kind === 'problem') return refuse(path, 'file', [opened.problem]);
  if (opened.kind === 'file') {
    return { inspection: await examineUnitFile(path, opened.sizeBytes, limits), bundle: null };
  }
  const { tree } = opened;
  try {
    const problems = [...tree.problems, ...checkNames(tree)];
    if (hasFault(problems)) return refuse(path, tree.container, problems);
    const totalBytes = tree.files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const reader = new BundleReader(sink, limits, options, totalBytes);
    append(reader.problems, problems);
    const examined = await examineTree(path, tree, reader);
    reader.tell();
    return examined;
  } finally {
    await tree.close();
  }
}

async function examineTree(path: string, tree: Tree, reader: BundleReader): Promise<Examined> {
  const layout = detectLayout(tree.files);
  const relevant = tree.files.filter((file) => file.path.startsWith(layout.base));
  const isBag = layout.kind === 'native' || layout.kind === 'bag';
  const tagFiles = isBag ? relevant.filter((file) => !file.path.startsWith(layout.payload)) : [];
  const { bag, tags } = await readTags(tagFiles, layout, reader);
  const algorithms = bag === null ? [] : [...new Set(bag.manifests.map((manifest) => manifest.algorithm))];

  const payloadFiles = isBag ? relevant.filter((file) => file.path.startsWith(layout.payload)) : relevant;
  const payload = new Map<string, Measured>();
  const note = (file: TreeFile, measured: Measured): void => {
    payload.set(file.path.slice(layout.base.length), withoutHead(measured));
  };
  const within = (file: TreeFile): string => file.path.slice(layout.payload.length).normalize('NFC');

  const metadataFile = payloadFiles.find((file) => file.path === layout.metadata);
  const metadata = metadataFile === undefined ? null : await reader.readText(metadataFile, algorithms);
  let crate: Crate | null = null;
  if (metadataFile !== undefined && metadata !== null) {
    note(metadataFile, metadata.measured);
    const read = readCrate(metadata.bytes, metadataFile.path);
    crate = read.crate;
    append(reader.problems, read.problems);
  }

  const carriedUnits: Unit[] = [];
  const artifacts: BundleArtifact[] = [];
  const keep = async (file: TreeFile, measured: StagedFile): Promise<void> => {
    const inside = within(file);
    const described = crate?.files.get(inside);
    artifacts.push({
      path: inside,
      title: described?.title ?? null,
      hash: measured.hash,
      sizeBytes: measured.sizeBytes,
      mediaType: await sniffMediaType(measured.head, inside),
      createdAt: described?.createdAt ?? null,
      claims: described?.claims ?? [],
    });
  };

  const rest: { file: TreeFile; keep: boolean }[] = [];
  for (const file of payloadFiles) {
    if (file === metadataFile) continue;
    const inside = within(file);
    const isPreview = crate !== null && /^ro-crate-preview(\.html$|_files\/)/.test(inside);
    if (file.isSystem) {
      // A bag may list it; elsewhere it is not worth reading.
      if (isBag) rest.push({ file, keep: false });
    } else if (mayCarryUnits(inside, crate?.files.get(inside))) {
      const text = await reader.readText(file, algorithms);
      if (text === null) continue;
      note(file, text.measured);
      const read = readCarriedUnits(text.bytes);
      if (read?.ok === true && read.value.units.length > 0) {
        for (const unit of read.value.units) carriedUnits.push(unit);
        append(reader.problems, read.value.warnings);
        continue;
      }
      if (read?.ok === false) reader.problems.push(warning(read.error.code, read.error.message, file.path));
      await keep(file, await reader.keepText(text.bytes));
    } else {
      rest.push({ file, keep: !isPreview });
    }
  }
  const evidence = new Set(rest.filter((wanted) => wanted.keep).map((wanted) => wanted.file));
  await reader.readAll(rest, algorithms, async (file, measured) => {
    note(file, measured);
    if (evidence.has(file)) await keep(file, measured);
  });
  artifacts.sort((a, b) => (a.path < b.path ? -1 : 1));

  const { problems } = reader;
  if (bag !== null) append(problems, checkBag(bag, payload, tags));
  if (crate !== null) append(problems, checkCrateFiles(crate, payload, layout));
  if (artifacts.length === 0 && !hasFault(problems)) {
    problems.push(warning('bundle.no_artifacts', 'The bundle holds no evidence.'));
  }
  return conclude(path, tree, layout, { bag, crate, carriedUnits, artifacts, problems });
}

/** Reads the tag files of a bag, each once: as text where needed, and with the digests of the tag manifests. */
async function readTags(
  files: readonly TreeFile[],
  layout: Layout,
  reader: BundleReader,
): Promise<{ bag: Bag | null; tags: Map<string, Measured> }> {
  const tags = new Map<string, Measured>();
  if (files.length === 0) return { bag: null, tags };
  const nameOf = (file: TreeFile): string => file.path.slice(layout.base.length);
  const algorithms = new Set<string>();
  for (const file of files) {
    const known = manifestAlgorithm(nameOf(file));
    if (known?.isTag === true) algorithms.add(known.algorithm);
  }
  const texts = new Map<string, Uint8Array>();
  const others: { file: TreeFile; keep: boolean }[] = [];
  for (const file of files) {
    if (!isKnownTagFile(nameOf(file))) {
      others.push({ file, keep: false });
      continue;
    }
    const read = await reader.readText(file, [...algorithms]);
    if (read === null) continue;
    texts.set(nameOf(file), read.bytes);
    tags.set(nameOf(file), withoutHead(read.measured));
  }
  await reader.readAll(others, [...algorithms], (file, measured) => {
    tags.set(nameOf(file), withoutHead(measured));
  });
  const { bag, problems } = readBagTags(texts);
  append(reader.problems, problems);
  return { bag, tags };
}

/** Many are kept until the end; their first bytes must not be. */
function withoutHead({ sizeBytes, digests }: Measured): Measured {
  return { sizeBytes, digests };
}

function checkNames(tree: Tree): Problem[] {
  if (hasFault(tree.problems)) return [];
  if (!tree.files.some((file) => !file.isSystem)) {
    return [fault('bundle.empty', 'There are no files in it; choose the bundle with the evidence.')];
  }
  if (tree.container === 'zip' && tree.files.some((file) => file.path === '[Content_Types].xml')) {
    return [
      fault(
        'bundle.office_document',
        'This is a single document, not a bundle; put it into a folder or a zip and open that.',
      ),
    ];
  }
  return [];
}

function conclude(
  path: string,
  tree: Tree,
  layout: Layout,
  found: {
    bag: Bag | null;
    crate: Crate | null;
    carriedUnits: readonly Unit[];
    artifacts: readonly BundleArtifact[];
    problems: readonly Problem[];
  },
): Examined {
  const { bag, crate, carriedUnits, artifacts, problems } = found;
  const info = (label: string): string | null => bag?.info.get(label)?.[0] ?? null;
  const title = crate?.title ?? (layout.kind === 'plain' ? plainTitle(path, layout) : null);
  const identifier = crate?.identifier ?? info('external-identifier');
  const learner = crate?.learner ?? { name: null, identifier: null };
  const units = crate?.units ?? [];
  const isOk = !hasFault(problems);
  const inspection: Inspection = {
    path,
    ok: isOk,
    kind: layout.kind,
    container: tree.container,
    problems: limited(problems),
    title,
    identifier,
    learner: crate === null ? null : learner,
    units: units.map((unit) => unit.code ?? unit.uris[0] ?? ''),
    carriesUnits: carriedUnits.map((unit) => ({
      id: unit.id,
      code: unit.code,
      title: unit.title,
      criteria: unit.criteria.length,
    })),
    artifacts: artifacts.map((artifact) => ({
      path: artifact.path,
      title: artifact.title,
      sizeBytes: artifact.sizeBytes,
      mediaType: artifact.mediaType,
      sha256: artifact.hash,
      claims: artifact.claims.map((claim) => claim.code ?? claim.uris[0] ?? ''),
    })),
    totalBytes: artifacts.reduce((sum, artifact) => sum + artifact.sizeBytes, 0),
  };
  if (!isOk) return { inspection, bundle: null };
  const bundle: ReadBundle = {
    kind: layout.kind,
    title,
    identifier,
    description: crate?.description ?? info('external-description'),
    learner,
    units,
    carriedUnits,
    artifacts,
    warnings: limited(problems),
  };
  return { inspection, bundle };
}

/** People read a few; a hostile bundle has hundreds of thousands. */
function limited(problems: readonly Problem[]): Problem[] {
  if (problems.length <= MAX_PROBLEMS) return [...problems];
  // Errors first, since they decide.
  const ordered = [...problems].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
  const more = problems.length - MAX_PROBLEMS;
  return [
    ...ordered.slice(0, MAX_PROBLEMS),
    warning('bundle.more_problems', `There are ${more} more problems.`),
  ];
}

function plainTitle(path: string, layout: Layout): string {
  return layout.base === '' ? basename(path).replace(/\.zip$/i, '') : layout.base.slice(0, -1);
}

function refuse(path: string, container: Inspection['container'], problems: readonly Problem[]): Examined {
  return { inspection: emptyInspection(path, container, problems), bundle: null };
}
