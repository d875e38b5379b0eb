import { existsSync, readFileSync } from 'node:fs';
import { base58btc } from 'multiformats/bases/base58';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { generateKeyPair, signerOf } from '../../src/ledger/ed25519.ts';
import { bytesToSign, canonicalFormOf, sha256, verifyProof } from '../../src/results/data-integrity.ts';
import { loaderOf, OB_3_0_3, offlineDocumentLoader, VC_V2 } from '../../src/results/document-loader.ts';
import { credentialSigner, signJson } from '../../src/results/sign-credential.ts';

const VECTORS = '../shared/corpora/crypto/vc-di-eddsa';
const NOW = new Date('2026-11-23T12:00:00Z');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const text = (path: string) => readFileSync(path, 'utf8');
const json = (path: string) => JSON.parse(text(path));

// The vectors use a context that no package carries; the specification gives it in one line.
const exampleLoader = async () => {
  const v2 = await offlineDocumentLoader()(VC_V2);
  return loaderOf(
    new Map([
      [VC_V2, v2.document],
      [
        'https://www.w3.org/ns/credentials/examples/v2',
        { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
      ],
    ]),
  );
};

describe.skipIf(!existsSync(VECTORS))('the W3C eddsa vectors (skipped when ../shared is absent)', () => {
  const suites = [
    ['eddsa-rdfc-2022', 'DataInt'],
    ['eddsa-jcs-2022', 'JCS'],
  ] as const;

  it.each(suites)('%s has the published forms, hashes and signature', async (suite, mark) => {
    const file = (name: string) => text(`${VECTORS}/${suite}/${name}${mark}.txt`);
    const loader = await exampleLoader();
    const unsigned = json(`${VECTORS}/unsigned.json`);
    const config = json(`${VECTORS}/${suite}/proofConfig${mark}.json`);

    const documentForm = await canonicalFormOf(suite, unsigned, loader);
    const configForm = await canonicalFormOf(suite, config, loader);
    if (!documentForm.ok || !configForm.ok) throw new Error('not canonicalised');
    expect(documentForm.value).toBe(file('canonDoc'));
    expect(configForm.value).toBe(file('proofCanon'));
    expect(hex(sha256(documentForm.value))).toBe(file('docHash'));
    expect(hex(sha256(configForm.value))).toBe(file('proofHash'));
    const bytes = bytesToSign(configForm.value, documentForm.value);
    expect(hex(bytes)).toBe(file('combinedHash'));

    const seed = base58btc.decode(json(`${VECTORS}/keyPair.json`).privateKeyMultibase).slice(2);
    const signature = signerOf(seed).sign(bytes);
    expect(hex(signature)).toBe(file('sigHex'));
    expect(base58btc.encode(signature)).toBe(file('sigBTC58'));
  });

  it.each(suites)('%s: the published document holds, and no longer once changed', async (suite, mark) => {
    const loader = await exampleLoader();
    const signed = json(`${VECTORS}/${suite}/signed${mark}.json`);
    expect(await verifyProof(signed, signed.proof, loader, NOW)).toMatchObject({ kind: 'holds', suite });
    const changed = { ...signed, name: 'Alumna Credential' };
    expect((await verifyProof(changed, signed.proof, loader, NOW)).kind).toBe('fails');
    const redated = { ...signed.proof, created: '2023-02-24T23:36:39Z' };
    expect((await verifyProof(signed, redated, loader, NOW)).kind).toBe('fails');
  });

  it('our own proof of the vector is the published one, byte for byte', async () => {
    const seed = base58btc.decode(json(`${VECTORS}/keyPair.json`).privateKeyMultibase).slice(2);
    const unsigned = json(`${VECTORS}/unsigned.json`);
    const published = json(`${VECTORS}/eddsa-rdfc-2022/signedDataInt.json`);
    const signed = await credentialSigner(
      signerOf(seed),
      '2023-02-24T23:36:38Z',
      await exampleLoader(),
    )(unsigned);
    expect(signed).toEqual({ ok: true, value: { ...published, proof: [published.proof] } });
    expect(signJson(unsigned, signerOf(seed), '2023-02-24T23:36:38Z')).toEqual(
      json(`${VECTORS}/eddsa-jcs-2022/signedJCS.json`),
    );
  });

  it('Ed25519Signature2020 is said to be not checked, never to hold', async () => {
    const signed = json(`${VECTORS}/Ed25519Signature2020/signedEdSig.json`);
    const outcome = await verifyProof(signed, signed.proof, offlineDocumentLoader(), NOW);
    expect(outcome.kind).toBe('not_checked');
  });
});

describe('a proof', () => {
  const signer = signerOf(generateKeyPair().privateKey);
  const credential = {
    '@context': [VC_V2, OB_3_0_3],
    type: ['VerifiableCredential'],
    issuer: signer.did,
    credentialSubject: { id: 'urn:uuid:7c1f0e5e-6a5b-4f57-9a0f-0b1c7a5f2c11' },
  };
  const created = '2026-11-23T11:00:00.000Z';
  const loader = offlineDocumentLoader();
  const sign = async () => {
    const signed = await credentialSigner(signer, created)(credential);
    if (!signed.ok) throw new Error(signed.error.message);
    const proof = Array.isArray(signed.value.proof) ? signed.value.proof[0] : null;
    return { signed: signed.value, proof };
  };

  it('holds for what was signed', async () => {
    const { signed, proof } = await sign();
    expect(await verifyProof(signed, proof, loader, NOW)).toEqual({
      kind: 'holds',
      suite: 'eddsa-rdfc-2022',
      controller: signer.did,
      key: signer.did.slice('did:key:'.length),
      created,
    });
  });

  it('is not carried past a term that no context maps', async () => {
    const { signed, proof } = await sign();
    const injected = { ...signed, grade: 'Distinction' };
    const outcome = await verifyProof(injected, proof, loader, NOW);
    expect(outcome).toMatchObject({ kind: 'fails', reason: expect.stringContaining('grade') });
  });

  it.each([
    [{ cryptosuite: 'eddsa-2022' }, 'not_checked'],
    [{ cryptosuite: 'ecdsa-rdfc-2019' }, 'not_checked'],
    [{ type: 'Ed25519Signature2020' }, 'not_checked'],
    [{ previousProof: 'urn:x' }, 'not_checked'],
    [{ verificationMethod: 'did:web:example.org#key-1' }, 'not_checked'],
    [{ proofPurpose: 'authentication' }, 'fails'],
    [{ proofValue: 'z1' }, 'fails'],
    [{ proofValue: `z${'2'.repeat(1_000_000)}` }, 'fails'],
    [{ expires: '2026-11-23T11:59:00Z' }, 'fails'],
    [{ created: 'yesterday' }, 'fails'],
    [{ verificationMethod: 7 }, 'fails'],
  ])('with %j is %s', async (change, kind) => {
    const { signed, proof } = await sign();
    const outcome = await verifyProof(signed, { ...proof, ...change }, loader, NOW);
    expect(outcome.kind).toBe(kind);
  });

  it('under an unknown context fails, and names the context', async () => {
    const { signed, proof } = await sign();
    const strange = { ...signed, '@context': [VC_V2, 'https://evil.example/context'] };
    const outcome = await verifyProof(strange, proof, loader, NOW);
    expect(outcome).toMatchObject({
      kind: 'fails',
      reason: expect.stringContaining('https://evil.example/context'),
    });
  });

  it('over JSON covers every key whatever its order', async () => {
    const signed = signJson({ b: 1, a: { d: [1, 2], c: null } }, signer, created);
    const proof = signed.proof;
    expect((await verifyProof(JSON.parse(canonicalJson(signed)), proof, loader, NOW)).kind).toBe('holds');
    expect((await verifyProof({ ...signed, x: 1 }, proof, loader, NOW)).kind).toBe('fails');
  });
});
