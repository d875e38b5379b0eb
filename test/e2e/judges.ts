import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential } from '@digitalbazaar/vc';
import { offlineDocumentLoader } from '../../src/results/document-loader.ts';

const root = resolve(import.meta.dirname, '../..');

export interface CliRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command `assay` in a process of its own, as somebody else would. */
export function runAssay(...args: readonly string[]): Promise<CliRun> {
  // The binding was built for the window's runtime; this Node brings its own.
  const { ASSAY_SQLITE_BINDING: _windows, ...env } = process.env;
  const command = ['--disable-warning=ExperimentalWarning', resolve(root, 'src/cli/main.ts'), ...args];
  return new Promise((done) => {
    execFile(process.execPath, command, { env, maxBuffer: 64 << 20 }, (error, out, err) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ exitCode, out, err });
    });
  });
}

/** The credentials of a released batch. */
export function credentialsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /credential/i.test(path) && path.endsWith('.json'))
    .sort();
}

/** Whether the reference implementation accepts the credential. A `did:key` is resolved from its own text. */
export async function isVerifiedByOthers(credential: object): Promise<boolean> {
  const { verified } = await verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader,
    checkStatus: async () => ({ verified: true }),
  });
  return verified;
}

async function documentLoader(url: string) {
  if (!url.startsWith('did:key:')) return offlineDocumentLoader()(url);
  const [did = '', fragment] = url.split('#');
  const publicKeyMultibase = did.slice('did:key:'.length);
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: `${did}#${publicKeyMultibase}`,
    type: 'Multikey',
    controller: did,
    publicKeyMultibase,
  };
  const controller = {
    '@context': 'https://www.w3.org/ns/did/v1',
    id: did,
    verificationMethod: [method],
    assertionMethod: [method.id],
  };
  return { contextUrl: null, documentUrl: url, document: fragment === undefined ? controller : method };
}
