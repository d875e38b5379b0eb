import type { Problem } from '../api/shapes.ts';
import { type Measured, PathFinder } from './bag-path-finder.ts';
import type { FetchLine } from './bag-tags.ts';
import { pathEscapes, tidyPath } from './path-rules.ts';
import { append, fault, warning } from './problems.ts';
import type { Bag, BagManifest } from './read-bag-tags.ts';
import { isSystemPath } from './tree.ts';

/**
 * Whether the bag is complete and valid (RFC 8493 §3): every payload file in the manifests, every listed file
 * present with its digest, sizes as `Payload-Oxum` says. Paths are from the bag's root.
 * Leniencies of the conformance suite (relative paths, case, Unicode form, system files) are warnings.
 */
export function checkBag(
  bag: Bag,
  payload: ReadonlyMap<string, Measured>,
  tags: ReadonlyMap<string, Measured>,
): readonly Problem[] {
  const problems: Problem[] = [];
  const finder = new PathFinder(payload);
  const listedAnywhere = new Set<string>();
  let missingSystemFiles = 0;
  const missing = new Map<string, string>();

  for (const manifest of bag.manifests) {
    const listed = checkManifest(manifest, bag.declaration.version, payload, finder, true, problems);
    for (const path of listed.found) listedAnywhere.add(path);
    for (const path of listed.missing) {
      if (isSystemPath(path)) missingSystemFiles += missing.has(path) ? 0 : 1;
      missing.set(path, manifest.name);
    }
    if (bag.declaration.version < 1) continue;
    for (const path of payload.keys()) {
      if (!listed.found.has(path) && !isSystemPath(path)) problems.push(unlisted(path, manifest.name));
    }
  }
  if (bag.declaration.version < 1) {
    for (const path of payload.keys()) {
      if (!listedAnywhere.has(path) && !isSystemPath(path)) problems.push(unlisted(path, 'any manifest'));
    }
  }
  append(problems, checkFetch(bag.fetch, missing));
  const tagFinder = new PathFinder(tags);
  for (const manifest of bag.tagManifests) {
    const listed = checkManifest(manifest, bag.declaration.version, tags, tagFinder, false, problems);
    for (const path of listed.missing) {
      problems.push(
        fault(
          'bag.tag_missing',
          `${manifest.name} lists this file, and it is not there; ask for the bag again.`,
          path,
        ),
      );
    }
  }
  append(problems, checkOxum(bag, payload, listedAnywhere, missingSystemFiles));
  return problems;
}

function checkManifest(
  manifest: BagManifest,
  version: number,
  files: ReadonlyMap<string, Measured>,
  finder: PathFinder,
  isPayload: boolean,
  problems: Problem[],
): { found: Set<string>; missing: Set<string> } {
  const found = new Set<string>();
  const missing = new Set<string>();
  const digests = new Map<string, string>();
  for (const line of manifest.lines) {
    const { path, problem } = resolvePath(line.path, isPayload, manifest.name);
    if (problem !== null) problems.push(problem);
    if (path === null) continue;
    const earlier = digests.get(path);
    digests.set(path, line.digest);
    if (earlier !== undefined) {
      problems.push(listedTwice(path, manifest.name, earlier === line.digest, version));
      if (earlier !== line.digest) continue;
    }
    const match = finder.find(path, line.digest, manifest.algorithm);
    if (match === null) {
      missing.add(path);
      continue;
    }
    if (match.how !== 'exact') problems.push(looseMatch(path, match));
    found.add(match.path);
    if (isPayload && isSystemPath(match.path)) {
      problems.push(
        warning(
          'bag.system_file',
          'The manifest lists a file that an operating system left behind.',
          match.path,
        ),
      );
    }
    if (files.get(match.path)?.digests[manifest.algorithm] !== line.digest) {
      problems.push(
        fault(
          isPayload ? 'bag.checksum' : 'bag.tag_checksum',
          `This file was changed after the bag was packed: its ${manifest.algorithm} is not the one in ${manifest.name}. Ask for the bag again.`,
          match.path,
        ),
      );
    }
  }
  return { found, missing };
}

function resolvePath(
  written: string,
  isPayload: boolean,
  at: string,
): { path: string | null; problem: Problem | null } {
  if (pathEscapes(written) || (written.includes('\\') && /(^|\\|\/)\\?\.\\?\.(\\|\/|$)/.test(written))) {
    return { path: null, problem: escapes(written, at) };
  }
  const tidy = tidyPath(written);
  if (isPayload && !tidy.startsWith('data/')) {
    return {
      path: null,
      problem: fault(
        'bag.path_outside_payload',
        `${at} lists a path that is not in the payload; ask for the bag again.`,
        written,
      ),
    };
  }
  if (tidy === written) return { path: written, problem: null };
  return {
    path: tidy,
    problem: warning(
      'bag.relative_path',
      `${at} writes this path in an unusual way; it was read as ${tidy}.`,
      written,
    ),
  };
}

const escapes = (path: string, at: string): Problem =>
  fault(
    'bag.path_escapes',
    `${at} lists a path that leads outside of the bag, as in an attack; do not use it, and ask the sender about it.`,
    path,
  );

const unlisted = (path: string, where: string): Problem =>
  fault(
    'bag.file_unlisted',
    `This file is not listed in ${where}: it was added after the bag was packed.`,
    path,
  );

function listedTwice(path: string, name: string, sameDigest: boolean, version: number): Problem {
  const message = `${name} lists this file twice${sameDigest ? '' : ', with different checksums'}.`;
  // Forbidden since 1.0; earlier drafts did not say.
  return sameDigest && version < 1
    ? warning('bag.duplicate_entry', message, path)
    : fault('bag.duplicate_entry', `${message} Ask for the bag again.`, path);
}

function looseMatch(path: string, match: { path: string; how: 'unicode' | 'case' | 'exact' }): Problem {
  return match.how === 'unicode'
    ? warning('bag.unicode_form', `The name is written in another Unicode form than the file's own.`, path)
    : warning(
        'bag.case_collision',
        `The manifest names this file twice, in different case: ${match.path}.`,
        path,
      );
}

function checkFetch(fetch: readonly FetchLine[], missing: ReadonlyMap<string, string>): Problem[] {
  const problems: Problem[] = [];
  const awaited = new Set<string>();
  for (const line of fetch) {
    const { path, problem } = resolvePath(line.path, true, 'fetch.txt');
    if (problem !== null) problems.push(problem);
    if (path !== null) awaited.add(path);
  }
  for (const [path, name] of missing) {
    if (awaited.has(path)) {
      problems.push(
        fault(
          'bag.not_fetched',
          'This file is only named by a web address in fetch.txt, and Assay opens no addresses; ask for a bag with the file in it.',
          path,
        ),
      );
    } else if (isSystemPath(path)) {
      problems.push(
        warning(
          'bag.system_file',
          `${name} lists a file that an operating system left behind; it is not there.`,
          path,
        ),
      );
    } else {
      problems.push(
        fault(
          'bag.file_missing',
          `${name} lists this file, and it is not there; ask for the bag again.`,
          path,
        ),
      );
    }
  }
  return problems;
}

function checkOxum(
  bag: Bag,
  payload: ReadonlyMap<string, Measured>,
  listed: ReadonlySet<string>,
  missingSystemFiles: number,
): Problem[] {
  const written = bag.info.get('payload-oxum')?.[0];
  if (written === undefined) return [];
  const match = /^(\d+)\.(\d+)$/.exec(written.trim());
  if (match === null) {
    return [warning('bag.oxum_invalid', `Payload-Oxum "${written}" is not bytes and files.`, 'bag-info.txt')];
  }
  let [bytes, files] = [0, missingSystemFiles];
  for (const [path, file] of payload) {
    if (isSystemPath(path) && !listed.has(path)) continue;
    bytes += file.sizeBytes;
    files += 1;
  }
  const bytesAgree = missingSystemFiles > 0 ? bytes <= Number(match[1]) : bytes === Number(match[1]);
  if (bytesAgree && files === Number(match[2])) return [];
  return [
    fault(
      'bag.oxum',
      `The bag says it holds ${match[1]} bytes in ${match[2]} files, and there are ${bytes} in ${files}; ask for it again.`,
      'bag-info.txt',
    ),
  ];
}
