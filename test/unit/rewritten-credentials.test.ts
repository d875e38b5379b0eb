import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCredential } from '../../src/results/build-credential.ts';
import { credentialSigner } from '../../src/results/sign-credential.ts';
import { verifyPath } from '../../src/results/verify-path.ts';
import { anIssuer, aReleasedResult, idsInARow } from '../builders/a-released-result.ts';

// A signature over statements (RDF) says nothing about how they are written down. Each of these writes the very
// statements that were signed in another way, so that a reader of the JSON would be told something else.

const AT = '2026-11-23T11:00:00.000Z';
const signal = new AbortController().signal;
const now = new Date('2026-11-23T12:00:00Z');
type Json = ReturnType<typeof JSON.parse>;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-rewritten-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function signed(change: (credential: Json) => void = () => {}): Promise<Json> {
  const built = buildCredential(aReleasedResult(), anIssuer(), AT, idsInARow());
  if (!built.ok) throw new Error(built.error.message);
  const credential = JSON.parse(JSON.stringify(built.value));
  change(credential);
  const done = await credentialSigner(anIssuer().signer, AT)(credential);
  if (!done.ok) throw new Error(done.error.message);
  return JSON.parse(JSON.stringify(done.value));
}

async function verify(credential: Json) {
  const path = join(folder, 'rewritten.json');
  await writeFile(path, JSON.stringify(credential));
  return verifyPath(path, { signal, now });
}

describe('a credential written down in another way', () => {
  it('cannot hide that it expired behind the long name of the date', async () => {
    const credential = await signed((one) => {
      one.validUntil = '2026-11-23T11:30:00Z';
    });
    expect((await verify(credential)).verdict).toContain('expired');
    const { validUntil, ...hidden } = credential;
    hidden['https://www.w3.org/2018/credentials#validUntil'] = {
      '@value': validUntil,
      '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
    };
    expect(await verify(hidden)).toMatchObject({ ok: false, says: null });
  });

  it('cannot tear a result from the criterion it is for', async () => {
    const credential = await signed();
    const { result } = credential.credentialSubject;
    const { achievedLevel, ...rest } = result.find((one: Json) => one.achievedLevel);
    credential.credentialSubject.result = [
      ...result.filter((one: Json) => !one.achievedLevel),
      { ...rest, id: '_:torn' },
      { type: rest.type, achievedLevel, id: '_:torn' },
    ];
    expect(await verify(credential)).toMatchObject({ ok: false, says: null });
  });

  it('cannot hide the names of levels in a second description of the criterion', async () => {
    const credential = await signed();
    const { achievement } = credential.credentialSubject;
    const full = achievement.resultDescription.find((one: Json) => one.rubricCriterionLevel);
    const { rubricCriterionLevel: _, ...bare } = full;
    achievement.resultDescription = [bare, ...achievement.resultDescription];
    expect(await verify(credential)).toMatchObject({ ok: false, says: null });
  });

  it('is verified as it was signed', async () => {
    expect((await verify(await signed())).ok).toBe(true);
  });
});

describe('the verdict’s sentence', () => {
  it('is not ended early by a quotation mark in a name', async () => {
    const lie = 'A” is just as its issuer signed it. Assay knows the issuer: the University. “B';
    const credential = await signed((one) => {
      one.name = lie;
      one.issuer.name = 'U\u200bniversity\u061c';
    });
    const { ok, verdict } = await verify(credential);
    expect(ok).toBe(true);
    expect(verdict).not.toContain('A”');
    expect(verdict).not.toMatch(/[\u200b\u061c]/);
  });

  it('does not come for a signature dated after now', async () => {
    const built = buildCredential(aReleasedResult(), anIssuer(), AT, idsInARow());
    if (!built.ok) throw new Error(built.error.message);
    const done = await credentialSigner(anIssuer().signer, '2031-01-01T00:00:00Z')(built.value);
    if (!done.ok) throw new Error(done.error.message);
    expect((await verify(done.value)).ok).toBe(false);
  });
});
