import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupFiles, makeBackup } from '../../src/app/backups.ts';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { restoreBackup } from '../../src/app/restore.ts';
import { openWorkspace } from '../../src/app/workspace.ts';
import { logDamage } from '../../src/store/write-ahead-log.ts';
import { aFullWorkspace } from '../builders/a-full-workspace.ts';
import { aPictureOf } from '../builders/a-picture-of.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, aClock, must, SEALING } from '../builders/a-workspace.ts';

const PAGE = 4096;

/** The same numbers in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A byte to flip: where, and which of its bits. */
interface Flip {
  readonly offset: number;
  readonly mask: number;
}

/** What an app says of a folder: that it is damaged, where; or the picture it shows of it. */
async function looked(folder: string): Promise<{ damage: string } | { picture: string }> {
  const opened = await openWorkspace(folder, SEALING, aClock());
  if (!opened.ok) return { damage: opened.error.code };
  const workspace = opened.value;
  try {
    const checked = await checkLedger(workspace, aCall());
    if (!checked.ok) return { damage: checked.error.code };
    const wrong = checked.value.checks.find((check) => !check.ok);
    return wrong ? { damage: `${wrong.name}: ${wrong.message}` } : { picture: aPictureOf(workspace) };
  } finally {
    await workspace.close();
  }
}

const FLIPS = 500;
/** Of those that are told, so many are followed by restoring the backup. */
const RESTORED_EACH = 15;

it(`of ${FLIPS} flipped bytes of a database, spread over all its pages, each is told or changes nothing`, async () => {
  const { workspace, folder } = await aFullWorkspace();
  const picture = aPictureOf(workspace);
  const backup = must(await makeBackup(workspace, aCall()));
  await workspace.close();
  const whole = readFileSync(join(folder, 'workspace.sqlite'));
  const copy = join(await aTempFolder({ inMemory: true }), 'copy');
  cpSync(folder, copy, { recursive: true });
  const random = chance(7);
  const pages = whole.length / PAGE;
  const flips: Flip[] = Array.from({ length: FLIPS }, (_, index) => {
    // Every page in turn; mostly where something lies, since much of a small database is empty.
    const start = (index % pages) * PAGE;
    const written = [...whole.subarray(start, start + PAGE).entries()].flatMap(([at, byte]) =>
      byte ? [at] : [],
    );
    const within = random() < 0.8 ? written[Math.floor(random() * written.length)] : undefined;
    return {
      offset: start + (within ?? Math.floor(random() * PAGE)),
      mask: 1 << Math.floor(random() * 8),
    };
  });
  const told: string[] = [];
  let harmless = 0;
  const silent: string[] = [];
  for (const { offset, mask } of flips) {
    const damaged = Buffer.from(whole);
    damaged[offset] = (damaged[offset] ?? 0) ^ mask;
    for (const end of ['-wal', '-shm']) rmSync(join(copy, `workspace.sqlite${end}`), { force: true });
    writeFileSync(join(copy, 'workspace.sqlite'), damaged);
    const at = `page ${Math.floor(offset / PAGE) + 1}, byte ${offset % PAGE}, bit ${mask}`;
    const seen = await looked(copy).catch((error) => ({ damage: `fault: ${error.stack}` }));
    if ('damage' in seen) {
      if (/^(fault|database\.locked)/.test(seen.damage)) silent.push(`${at}: ${seen.damage}`);
      else told.push(seen.damage);
      if (told.length % RESTORED_EACH !== 0) continue;
      must(await restoreBackup(copy, backup.id, Date.now(), aCall()));
      const restored = await looked(copy);
      expect(restored, at).toEqual({ picture });
    } else if (seen.picture === picture) harmless += 1;
    else silent.push(`${at}: ${firstDifference(picture, seen.picture)}`);
  }
  expect(silent).toEqual([]);
  expect(told.length).toBeGreaterThan(FLIPS / 4);
  expect(harmless).toBeGreaterThan(0);
}, 600_000);

function firstDifference(a: string, b: string): string {
  const before = a.split('\n');
  const after = b.split('\n');
  const line = before.findIndex((one, index) => one !== after[index]);
  return `${before[line]?.slice(0, 300)} became ${after[line]?.slice(0, 300)}`;
}

it('every flipped byte of an artifact is told, wherever it is', async () => {
  const { workspace, folder } = await aFullWorkspace();
  const artifacts = readdirSync(join(folder, 'vault'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  );
  const random = chance(3);
  for (const { parentPath, name } of artifacts) {
    const path = join(parentPath, name);
    const whole = readFileSync(path);
    for (const at of [
      0,
      whole.length - 1,
      ...Array.from({ length: 8 }, () => Math.floor(random() * whole.length)),
    ]) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(path, damaged);
      const { checks } = must(await checkLedger(workspace, aCall()));
      const wrong = checks.find((check) => !check.ok);
      expect(wrong?.name).toBe('evidence');
      expect(wrong?.message).toContain(`Byte ${at} is `);
    }
    writeFileSync(path, whole);
  }
  expect(artifacts.length).toBeGreaterThan(3);
  expect(must(await checkLedger(workspace, aCall())).ok).toBe(true);
});

describe('the log of a workspace that was killed', () => {
  /** The files as a kill leaves them: much is in the log alone. */
  async function killed() {
    const made = await aFullWorkspace();
    const left = join(await aTempFolder({ inMemory: true }), 'left');
    cpSync(made.folder, left, { recursive: true });
    const picture = aPictureOf(made.workspace);
    return { left, picture, log: readFileSync(join(left, 'workspace.sqlite-wal')), copy: `${left}-copy` };
  }
  const again = (left: string, copy: string, log: Buffer) => {
    rmSync(copy, { recursive: true, force: true });
    cpSync(left, copy, { recursive: true });
    writeFileSync(join(copy, 'workspace.sqlite-wal'), log);
  };

  it('is put right where a disk forgot a bit of it', async () => {
    const { left, picture, log, copy } = await killed();
    const random = chance(5);
    let putRight = 0;
    const frames = Math.floor((log.length - 32) / (PAGE + 24));
    for (let flip = 0; flip < 96; flip += 1) {
      // All of the header, the beginning and the end of frames, and anywhere but in the last frame, in whose end a bit
      // and one of its sum can stand for each other.
      const frame = 32 + Math.floor(random() * (frames - 1)) * (PAGE + 24);
      const within = [
        Math.floor(random() * 24),
        PAGE + 20 + Math.floor(random() * 4),
        Math.floor(random() * PAGE),
      ];
      const offset = flip < 32 ? flip : frame + (within[flip % 3] ?? 0);
      const damaged = Buffer.from(log);
      damaged[offset] = (damaged[offset] ?? 0) ^ (1 << Math.floor(random() * 8));
      again(left, copy, damaged);
      // Where several bits would make the sums fit, nobody can say which: it is told, and nothing is changed.
      const isProved = logDamage(Buffer.from(damaged))?.shouldBe !== null;
      const expected = isProved ? { picture } : { damage: 'database.log_damaged' };
      expect(await looked(copy), `byte ${offset} of ${log.length}`).toEqual(expected);
      if (isProved) putRight += 1;
    }
    expect(putRight).toBeGreaterThan(80);
  });

  it('is not taken for its end where more was damaged: the workspace goes on from there when that is chosen', async () => {
    const { left, log, copy } = await killed();
    const damaged = Buffer.from(log);
    const middle = Math.floor(log.length / 2);
    damaged.fill(0x55, middle, middle + 200);
    again(left, copy, damaged);
    expect(await looked(copy)).toEqual({ damage: 'database.log_damaged' });
    expect(await looked(copy)).toEqual({ damage: 'database.log_damaged' });
    const [kept, ...others] = (await backupFiles(copy)).filter(({ kind }) => kind === 'kept');
    expect(others).toEqual([]);
    must(await restoreBackup(copy, kept?.id ?? '', Date.now(), aCall()));
    expect(await looked(copy)).toMatchObject({ picture: expect.stringContaining('workspace.created') });
  });

  it('that only ends in what was not finished is older, without a word', async () => {
    const { left, log, copy } = await killed();
    for (const bytes of [0, 31, 32, 1000, Math.floor(log.length / 3), log.length - 1]) {
      again(left, copy, log.subarray(0, bytes));
      expect(await looked(copy)).not.toEqual({ damage: 'database.log_damaged' });
    }
  });
});
