import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageIdentityOf } from '../../src/ledger/age-keys.ts';
import { keyNamed, seedNamed } from '../builders/a-chain.ts';
import { aNamedJson, anEvidence, aPackage, readWhole } from '../builders/a-package.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { must } from '../builders/a-workspace.ts';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc.integer({ min: 1, max: 600_000 }).map((size) => new Uint8Array(size).fill(size % 251)),
);
const evidence = fc.uniqueArray(fc.tuple(bytes, fc.boolean()), {
  maxLength: 6,
  selector: ([one]) => anEvidence(one).hash,
});
/** Records are lines of bytes to a package; that they are records, the ledger says. */
const records = fc.array(
  fc.record({
    bytes: fc.json().map((json) => Buffer.from(json)),
    signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
  }),
  { maxLength: 20 },
);

describe('any package', () => {
  it('gives back what went in, whatever it holds and whether or not it is encrypted', async () => {
    const folder = await aTempFolder();
    const identities = [await ageIdentityOf(seedNamed('ann'))];
    const jsons = fc.array(
      fc.json().map((json) => aNamedJson(JSON.parse(json))),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(records, jsons, evidence, fc.boolean(), async (recs, privates, files, isEncrypted) => {
        const wanted = files.map(([content, isText]) => anEvidence(content, isText));
        const path = await aPackage(folder, {
          records: recs,
          privates,
          evidence: wanted,
          encryptFor: isEncrypted ? [keyNamed('ann')] : [],
        });
        const whole = must(await readWhole(path, { identities }));
        expect(whole.records).toEqual(
          recs.map((one) => `${Buffer.from(one.signature).toString('hex')} ${one.bytes.toString('utf8')}`),
        );
        expect(whole.privates).toEqual(privates.map(({ hash, json }) => `${hash} ${json}`));
        expect(whole.evidence).toEqual(wanted.map(({ hash, sizeBytes }) => `${hash} ${sizeBytes}`));
      }),
      { numRuns: 60 },
    );
  });
});

describe('any change of a package', () => {
  it('is refused, or changes nothing that is read', async () => {
    const folder = await aTempFolder();
    const path = await aPackage(folder);
    const original = await readFile(path);
    const before = await readWhole(path);
    const changed = join(folder, 'changed.assay');
    const place = fc.nat(original.length);
    const splice = fc.tuple(place, fc.nat(40), fc.uint8Array({ maxLength: 40 }));
    const copied = fc.tuple(place, fc.nat(200), place);
    await fc.assert(
      fc.asyncProperty(fc.array(splice, { maxLength: 3 }), fc.option(copied), async (splices, copy) => {
        let now = Buffer.from(original);
        for (const [at, drop, put] of splices)
          now = Buffer.concat([now.subarray(0, at), put, now.subarray(at + drop)]);
        if (copy) original.copy(now, Math.min(copy[2], now.length), copy[0], copy[0] + copy[1]);
        await writeFile(changed, now);
        const read = await readWhole(changed);
        if (read.ok) expect(isDeepStrictEqual(read, before)).toBe(true);
        else expect(read.error.code).toMatch(/^package\.[a-z_]+$/);
      }),
      { numRuns: 400 },
    );
  });
});

describe('any bytes at all', () => {
  it('are refused as no package, or as a damaged one', async () => {
    const folder = await aTempFolder();
    const path = join(folder, 'any.assay');
    const start = (await readFile(await aPackage(folder))).subarray(0, 80).toString('latin1');
    const starts = fc.constantFrom('', 'PK\u0003\u0004', 'PK\u0005\u0006', 'age-encryption.org/v1\n', start);
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 300 }), async (head, rest) => {
        await writeFile(path, Buffer.concat([Buffer.from(head, 'latin1'), rest]));
        const read = await readWhole(path);
        expect(read.ok ? 'ok' : read.error.code).toMatch(/^package\.(not_package|damaged)$/);
      }),
      { numRuns: 200 },
    );
  });
});
