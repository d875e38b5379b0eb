import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { PackageKind } from '../../src/api/shapes.ts';
import { isPackage } from '../../src/exchange/is-package.ts';
import { writePackage } from '../../src/exchange/write-package.ts';
import { ageIdentityOf } from '../../src/ledger/age-keys.ts';
import { didKeyOf } from '../../src/ledger/did-key.ts';
import { generateKeyPair } from '../../src/ledger/ed25519.ts';
import { keyNamed, seedNamed, signerNamed } from '../builders/a-chain.ts';
import { aNamedJson, aNewPackage, anEvidence, aPackage, readWhole } from '../builders/a-package.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, codeOf, must } from '../builders/a-workspace.ts';

const ann = () => ageIdentityOf(seedNamed('ann'));

describe('a package of any kind', () => {
  it.each(PackageKind.options.flatMap((kind) => [[kind, false] as const, [kind, true] as const]))(
    '%s, encrypted: %s, gives back what went in',
    async (kind, isEncrypted) => {
      const folder = await aTempFolder();
      const local = kind === 'backup' ? [aNamedJson({ draft: 1 })] : [];
      const wanted = aNewPackage(folder, {
        kind,
        local,
        about: { proposed: ['assessor'] },
        encryptFor: isEncrypted ? [keyNamed('ann'), keyNamed('root')] : [],
      });
      const written = must(await writePackage(wanted, aCall()));
      expect(await isPackage(wanted.out)).toBe(true);
      expect(written.sizeBytes).toBe((await readFile(wanted.out)).length);
      const whole = must(await readWhole(wanted.out, { identities: [await ann()], scratch: folder }));
      expect(whole.records).toEqual(
        wanted.records.map(
          ({ bytes, signature }) =>
            `${Buffer.from(signature).toString('hex')} ${Buffer.from(bytes).toString('utf8')}`,
        ),
      );
      expect(whole.privates).toEqual(wanted.privates.map(({ hash, json }) => `${hash} ${json}`));
      expect(whole.local).toEqual(local.map(({ hash, json }) => `${hash} ${json}`));
      expect(whole.evidence).toEqual(wanted.evidence.map(({ hash, sizeBytes }) => `${hash} ${sizeBytes}`));
      expect(whole.manifest).toMatchObject({
        kind,
        from: { key: keyNamed('root'), name: 'Root' },
        to: { key: keyNamed('ann'), name: 'Ann' },
        about: { proposed: ['assessor'] },
        records: 4,
        evidence: { count: 2, bytes: 30 },
      });
      // Neither a half package nor an unsealed one is left behind.
      expect(await readdir(folder)).toEqual(['test.assay']);
    },
  );
});

describe('a package that is not encrypted', () => {
  it('is a zip that any archiver reads', async () => {
    const folder = await aTempFolder();
    const path = await aPackage(folder);
    const zip = await yauzl.openPromise(path);
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    expect(names.map((name) => name.replace(/[0-9a-f]{64}/, '…'))).toEqual([
      'mimetype',
      'records.jsonl',
      'private.jsonl',
      'evidence/…',
      'evidence/…',
      'evidence.jsonl',
      'package.json',
      'package.sig',
    ]);
  });

  it('holds the same file of evidence once, however often it is given', async () => {
    const folder = await aTempFolder();
    const path = await aPackage(folder, { evidence: [anEvidence('same'), anEvidence('same')] });
    expect(must(await readWhole(path)).evidence).toHaveLength(1);
  });

  it('may hold nothing but its manifest', async () => {
    const path = await aPackage(await aTempFolder(), { records: [], privates: [], evidence: [] });
    expect(must(await readWhole(path))).toMatchObject({ records: [], privates: [], evidence: [] });
  });

  it('holds evidence of many pieces, and text that is deflated', async () => {
    const big = Buffer.alloc(3_000_000, 'abcdefg');
    const evidence = [anEvidence(big), anEvidence(big.subarray(1), true), anEvidence('')];
    const path = await aPackage(await aTempFolder(), { evidence });
    expect(must(await readWhole(path)).evidence).toEqual(
      evidence.map(({ hash, sizeBytes }) => `${hash} ${sizeBytes}`),
    );
    expect((await readFile(path)).length).toBeLessThan(3_100_000);
  });
});

describe('an encrypted package', () => {
  it('opens for nobody else', async () => {
    const folder = await aTempFolder();
    const path = await aPackage(folder, { encryptFor: [keyNamed('ann')] });
    const eve = await ageIdentityOf(seedNamed('eve'));
    expect(codeOf(await readWhole(path, { identities: [eve] }))).toBe('package.for_somebody_else');
    expect(codeOf(await readWhole(path))).toBe('package.for_somebody_else');
    expect(codeOf(await readWhole(path, { identities: [eve, await ann()] }))).toBe('ok');
  });

  it('shows nothing of what is in it', async () => {
    const path = await aPackage(await aTempFolder(), { encryptFor: [keyNamed('ann')] });
    const bytes = (await readFile(path)).toString('latin1');
    for (const told of ['Root', 'Judgments', 'did:key', 'package.json', 'mimetype'])
      expect(bytes).not.toContain(told);
  });

  it('is a file that any program for age opens', async () => {
    const path = await aPackage(await aTempFolder(), { encryptFor: [keyNamed('ann')] });
    const decrypter = new Decrypter();
    decrypter.addIdentity(await ann());
    const zip = await decrypter.decrypt(await readFile(path));
    expect(Buffer.from(zip.subarray(0, 2)).toString()).toBe('PK');
  });

  it('is not made for a key that anybody could open', async () => {
    const folder = await aTempFolder();
    const smallOrder = didKeyOf(Uint8Array.from([1, ...new Uint8Array(31)]));
    const refusal = await writePackage(aNewPackage(folder, { encryptFor: [smallOrder] }), aCall());
    expect(codeOf(refusal)).toBe('package.no_recipient');
    expect(await readdir(folder)).toEqual([]);
  });

  it('opens with the key that signs, for any key there is', async () => {
    for (let round = 0; round < 20; round += 1) {
      const pair = generateKeyPair();
      const path = await aPackage(await aTempFolder(), { encryptFor: [didKeyOf(pair.publicKey)] });
      expect(codeOf(await readWhole(path, { identities: [await ageIdentityOf(pair.privateKey)] }))).toBe(
        'ok',
      );
    }
  });
});

describe('writing a package', () => {
  it.each([[false], [true]])(
    'leaves out evidence that is damaged or unreadable, and says so in the manifest (encrypted: %s)',
    async (isEncrypted) => {
      const whole = [anEvidence('first'), anEvidence('words and words', true), anEvidence('last')];
      const changed = { ...anEvidence('evidence'), open: anEvidence('changed!').open };
      const unreadable = {
        ...anEvidence('on a bad sector'),
        async *open() {
          yield Buffer.from('on a');
          throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
        },
      };
      const [first, ...rest] = whole;
      if (!first) throw new Error('there are three');
      const pair = generateKeyPair();
      const wanted = aNewPackage(await aTempFolder(), {
        evidence: [first, changed, unreadable, ...rest],
        encryptFor: isEncrypted ? [didKeyOf(pair.publicKey)] : [],
      });
      const written = must(await writePackage(wanted, aCall()));
      expect(written.leftOut).toEqual([changed.hash, unreadable.hash]);
      const identities = [await ageIdentityOf(pair.privateKey)];
      const read = must(await readWhole(wanted.out, { identities }));
      expect(read.manifest).toMatchObject({
        leftOut: [changed.hash, unreadable.hash],
        evidence: { count: 3 },
        records: wanted.records.length,
      });
      expect(read.evidence).toHaveLength(3);
      expect(read.records).toHaveLength(wanted.records.length);
    },
  );

  it('says nothing of it in a manifest where all is whole', async () => {
    const read = must(await readWhole(await aPackage(await aTempFolder())));
    expect(read.manifest).not.toHaveProperty('leftOut');
  });

  it('is refused where evidence goes on changing, and leaves what was there', async () => {
    const folder = await aTempFolder();
    await writeFile(join(folder, 'test.assay'), 'what was there');
    let reads = 0;
    const steady = anEvidence('evidence');
    const evidence = [
      { ...anEvidence('damaged'), open: anEvidence('changed!').open },
      {
        ...steady,
        open: () => {
          reads += 1;
          return reads === 1 ? steady.open() : anEvidence('changed!').open();
        },
      },
    ];
    const refusal = await writePackage(aNewPackage(folder, { evidence }), aCall());
    expect(codeOf(refusal)).toBe('package.evidence_changed');
    expect(await readdir(folder)).toEqual(['test.assay']);
    expect(await readFile(join(folder, 'test.assay'), 'utf8')).toBe('what was there');
  });

  it.each([[false], [true]])('leaves nothing when it is cancelled (encrypted: %s)', async (isEncrypted) => {
    const folder = await aTempFolder();
    const stop = new AbortController();
    const evidence = [
      {
        ...anEvidence('x'),
        async *open() {
          yield Buffer.from('x');
          stop.abort();
          yield Buffer.from('y');
        },
      },
    ];
    const wanted = aNewPackage(folder, { evidence, encryptFor: isEncrypted ? [keyNamed('ann')] : [] });
    await expect(writePackage(wanted, aCall({ signal: stop.signal }))).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it('throws what a source throws, and leaves nothing', async () => {
    const folder = await aTempFolder();
    const evidence = [
      {
        ...anEvidence('x', true),
        // biome-ignore lint/correctness/useYield: it fails before its first piece.
        async *open(): AsyncGenerator<Uint8Array> {
          throw new Error('the disk is gone');
        },
      },
    ];
    for (const encryptFor of [[], [keyNamed('ann')]])
      await expect(writePackage(aNewPackage(folder, { evidence, encryptFor }), aCall())).rejects.toThrow(
        'the disk is gone',
      );
    expect(await readdir(folder)).toEqual([]);
  });

  it('asks for the next piece only when the last one is on its way to the disk', async () => {
    // Memory is bounded by the piece: however much is packed, what has been asked for and not written stays small.
    const folder = await aTempFolder();
    const piece = Buffer.alloc(256 * 1024, 1);
    let asked = 0;
    let most = 0;
    const sizes = { written: 0 };
    const pieces = 400;
    const evidence = [
      {
        ...anEvidence(Buffer.alloc(piece.length * pieces, 1)),
        async *open() {
          for (let index = 0; index < pieces; index += 1) {
            asked += piece.length;
            const { size } = await stat(join(folder, 'test.assay.partial'));
            sizes.written = size;
            most = Math.max(most, asked - size);
            yield piece;
          }
        },
      },
    ];
    must(await writePackage(aNewPackage(folder, { evidence }), aCall()));
    expect(asked).toBe(piece.length * pieces);
    expect(most).toBeLessThan(2 * 1024 * 1024);
    expect(sizes.written).toBeGreaterThan(0);
  });

  it('tells how far it has come, to the end', async () => {
    const told: string[] = [];
    const progress = ({ phase, done, total }: { phase: string; done: number; total: number }) =>
      void told.push(`${phase} ${done}/${total}`);
    must(await writePackage(aNewPackage(await aTempFolder()), aCall({ progress })));
    expect(told).toEqual([
      'Packing records 0/4',
      'Packing evidence 0/30',
      'Packing evidence 4/30',
      'Packing evidence 30/30',
    ]);
  });
});

it('a signer of another key signs for nobody but itself', async () => {
  const folder = await aTempFolder();
  const signer = { did: keyNamed('root'), sign: signerNamed('eve').sign };
  const path = await aPackage(folder, { from: { name: 'Root', signer } });
  const refusal = await readWhole(path);
  expect(refusal).toMatchObject({ error: { code: 'package.damaged', at: 'package.json' } });
});
