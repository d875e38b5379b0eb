import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { from as multikeyFrom } from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue, verifyCredential as verifyByOthers } from '@digitalbazaar/vc';
import { base58btc } from 'multiformats/bases/base58';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Verification } from '../../src/api/shapes.ts';
import { buildCredential } from '../../src/results/build-credential.ts';
import { offlineDocumentLoader } from '../../src/results/document-loader.ts';
import { credentialSigner, signJson } from '../../src/results/sign-credential.ts';
import { verifyPath } from '../../src/results/verify-path.ts';
import { anIssuer, aReleasedResult, idsInARow } from '../builders/a-released-result.ts';

const CORPORA = '../shared/corpora';
const EXAMPLE = `${CORPORA}/native-example/example-ob3-signed.json`;
const AT = '2026-11-23T11:00:00.000Z';
const now = new Date('2026-11-23T12:00:00Z');
const signal = new AbortController().signal;
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-verify-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function unsigned() {
  const built = buildCredential(aReleasedResult(), anIssuer(), AT, idsInARow());
  if (!built.ok) throw new Error(built.error.message);
  return JSON.parse(JSON.stringify(built.value));
}

async function signed(document = unsigned(), issuer = anIssuer()) {
  const outcome = await credentialSigner(issuer.signer, AT)(document);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return JSON.parse(JSON.stringify(outcome.value));
}

async function verify(document: unknown, at = now): Promise<Verification> {
  const path = join(folder, 'credential.json');
  await writeFile(path, typeof document === 'string' ? document : JSON.stringify(document));
  return verifyPath(path, { signal, now: at });
}

const status = (verification: Verification, name: string) =>
  verification.checks.find((check) => check.name === name)?.status;

describe('our own credential', () => {
  it('is verified, and says in words what was achieved', async () => {
    const verification = await verify(await signed());
    expect(verification).toMatchObject({ ok: true, kind: 'credential' });
    expect(verification.says).toEqual({
      name: 'Site risk assessment',
      issuer: `Example Training Ltd (${anIssuer().signer.did})`,
      issuedAt: '2026-11-20T14:05:00.000Z',
      results: [
        { criterion: 'Identifies hazards', result: 'Proficient · 3 · Completed' },
        { criterion: 'Wears protection', result: 'Completed' },
        { criterion: 'Knowledge test', result: '14.5 · Completed' },
        { criterion: 'Total', result: '17.5 · Completed' },
      ],
    });
  });

  it('does not prove whose key it is, and the verdict does not claim so', async () => {
    const verification = await verify(await signed());
    expect(status(verification, 'Issuer known')).toBe('not_checked');
    expect(verification.verdict).toContain('calls itself “Example Training Ltd”');
  });

  it('is accepted by @digitalbazaar/vc, which would have signed it the same', async () => {
    const credential = await signed();
    expect(await verifyByOthers(othersOptions(credential))).toMatchObject({ verified: true });
    const [proof] = credential.proof;
    const theirs = await issue({
      credential: unsigned(),
      suite: new DataIntegrityProof({ signer: await theirSigner(), date: AT, cryptosuite }),
      documentLoader: othersLoader,
    });
    // They write the date without milliseconds, so the signature is compared over their own options.
    const ours = await credentialSigner(anIssuer().signer, '2026-11-23T11:00:00Z')(unsigned());
    expect(
      ours.ok && z.array(z.looseObject({ proofValue: z.string() })).parse(ours.value.proof)[0]?.proofValue,
    ).toBe(theirs.proof.proofValue);
    expect(proof.cryptosuite).toBe('eddsa-rdfc-2022');
  });

  it.skipIf(!existsSync(EXAMPLE))(
    'and the published example hold for both verifiers (skipped when ../shared is absent)',
    async () => {
      expect((await verifyPath(EXAMPLE, { signal, now })).ok).toBe(true);
      const { credentialStatus: _online, ...rest } = read(EXAMPLE);
      const withStatus = { ...othersOptions(read(EXAMPLE)), checkStatus: async () => ({ verified: true }) };
      expect(await verifyByOthers(withStatus)).toMatchObject({ verified: true });
      expect(await verifyByOthers(othersOptions(rest))).toMatchObject({ verified: false });
      expect((await verify(rest)).ok).toBe(false);
    },
  );

  it('holds with an eddsa-jcs-2022 proof as well', async () => {
    expect((await verify(signJson(unsigned(), anIssuer().signer, AT))).ok).toBe(true);
  });

  it('holds when one of several proofs is of a kind not known, and fails when one is false', async () => {
    const credential = await signed();
    const [proof] = credential.proof;
    const unknown = { type: 'SomeProofType', created: AT };
    expect(await verify({ ...credential, proof: [unknown, proof] })).toMatchObject({ ok: true });
    const other = await signed({ ...unsigned(), name: 'Another' });
    expect(await verify({ ...credential, proof: [proof, ...other.proof] })).toMatchObject({ ok: false });
    expect(await verify({ ...credential, proof: [unknown] })).toMatchObject({ ok: false });
    expect(await verify({ ...credential, proof: [] })).toMatchObject({ ok: false });
    expect(await verify({ ...credential, proof: Array(1000).fill(proof) })).toMatchObject({ ok: false });
  });
});

describe('a credential is refused', () => {
  it('when another signed in the issuer’s name', async () => {
    const verification = await verify(await signed(unsigned(), anIssuer(9)));
    expect(verification).toMatchObject({ ok: false, says: null });
    expect(status(verification, 'Issuer’s key')).toBe('fails');
  });

  it('when its issuer can only be asked online', async () => {
    const document = unsigned();
    document.issuer.id = 'did:web:training.example';
    const { did } = anIssuer().signer;
    const key = did.slice('did:key:'.length);
    const credential = await signed(document);
    const claimed = { ...credential.proof[0], verificationMethod: `did:web:training.example#${key}` };
    const verification = await verify({ ...credential, proof: [claimed] });
    expect(verification).toMatchObject({ ok: false, says: null });
  });

  it('before it is valid and after it expired', async () => {
    const credential = await signed({ ...unsigned(), validUntil: '2027-01-01T00:00:00Z' });
    expect((await verify(credential)).ok).toBe(true);
    expect(status(await verify(credential, new Date('2026-11-23T10:00:00Z')), 'Dates')).toBe('fails');
    expect(status(await verify(credential, new Date('2027-01-01T00:00:00Z')), 'Dates')).toBe('fails');
  });

  it.each([
    ['an injected word', { grade: 'Distinction' }],
    ['an unknown context', { '@context': ['https://www.w3.org/ns/credentials/v2', 'https://x.example/'] }],
    ['a context of its own', { '@context': ['https://www.w3.org/ns/credentials/v2', { grade: 'urn:x' }] }],
    ['no context', { '@context': undefined }],
    ['a keyword', { '@included': [] }],
    ['another type', { type: ['VerifiableCredential'] }],
    ['no issuer', { issuer: undefined }],
    ['an issuer in words', { issuer: 'Example Training Ltd' }],
    ['no subject', { credentialSubject: undefined }],
    ['a date that is none', { validFrom: 'last week' }],
    ['a day that is none', { validFrom: '2026-13-45T00:00:00Z' }],
  ])('with %s', async (_name, change) => {
    const verification = await verify({ ...(await signed()), ...change });
    expect(verification.ok).toBe(false);
    expect(verification.verdict).toMatch(/^(Not verified|This could not be verified)[.:] ./);
  });

  it.each(['word.jwt', 'image.svg', 'image.png'])('for now in the form of %s, saying so', async (name) => {
    const path = join(folder, name);
    const bytes = {
      'word.jwt': 'eyJhbGciOiJSUzI1NiJ9.e30.x',
      'image.svg': '<svg/>',
      'image.png': '\x89PNG\r\n',
    }[name];
    await writeFile(path, bytes ?? '', 'latin1');
    expect(await verifyPath(path, { signal })).toMatchObject({
      ok: false,
      kind: 'unknown',
      verdict: expect.stringContaining('cannot be checked yet'),
    });
  });

  it('rejects nothing but a cancel', async () => {
    expect((await verifyPath(join(folder, 'nowhere'), { signal })).ok).toBe(false);
    expect((await verifyPath(folder, { signal })).ok).toBe(false);
    await expect(verifyPath(folder, { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

// Where we and the oracle part is written down, with who is right, in docs/decisions/0004-credentials.md.
const PROOF_NOT_REACHED = new Set([
  'ob3/validator-clr20/simple.json',
  'ob3/validator-ob30/simple-eddsa-2022.json',
  'ob3/validator-ob30/simple-err-issued.json',
  'ob3/validator-ob30/simple-err-issuer.json',
]);

const Oracle = z.record(z.string(), z.object({ offlineVerify: z.union([z.boolean(), z.string()]) }));

describe.skipIf(!existsSync(CORPORA))(
  'the 1EdTech and SURF fixtures (skipped when ../shared is absent)',
  () => {
    const oracle = existsSync(CORPORA) ? Oracle.parse(read(`${CORPORA}/ob3/ORACLE.json`)) : {};

    it.each(Object.entries(oracle))('%s', async (path, { offlineVerify }) => {
      const verification = await verifyPath(join(CORPORA, path), { signal, now });
      // Each is unsigned, broken, or of an issuer on https, whom nobody can confirm offline.
      expect(verification).toMatchObject({ ok: false, says: null });
      const signatures = verification.checks.filter(({ name }) => name.startsWith('Signature'));
      const anyHolds = signatures.some(({ status }) => status === 'holds');
      expect(anyHolds).toBe(offlineVerify === true && !PROOF_NOT_REACHED.has(path));
      if (anyHolds) expect(status(verification, 'Issuer’s key')).toBe('not_checked');
    });
  },
);

async function theirSigner() {
  const { did } = anIssuer().signer;
  const publicKeyMultibase = did.slice('did:key:'.length);
  const secret = Uint8Array.from([0x80, 0x26, ...new Uint8Array(32).fill(7)]);
  const pair = await multikeyFrom({
    type: 'Multikey',
    id: `${did}#${publicKeyMultibase}`,
    controller: did,
    publicKeyMultibase,
    secretKeyMultibase: base58btc.encode(secret),
  });
  return pair.signer();
}

function othersOptions(credential: object) {
  return {
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: othersLoader,
    now,
  };
}

/** The reference implementation wants DID documents; a `did:key` is resolved from its own text. */
async function othersLoader(url: string) {
  if (!url.startsWith('did:key:')) return offlineDocumentLoader()(url);
  const [did = '', fragment] = url.split('#');
  const id = `${did}#${did.slice('did:key:'.length)}`;
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id,
    type: 'Multikey',
    controller: did,
    publicKeyMultibase: did.slice('did:key:'.length),
  };
  const controller = {
    '@context': 'https://www.w3.org/ns/did/v1',
    id: did,
    verificationMethod: [method],
    assertionMethod: [id],
  };
  return { contextUrl: null, documentUrl: url, document: fragment ? method : controller };
}
