import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { createWorkspace, openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { aCall, aClock, must, PASSPHRASE, SEALING } from '../builders/a-workspace.ts';
import { type Flow, flows, saidIn } from './points/flows.ts';
import { bundledChild, run } from './points/run-child.ts';

const KILLS = 500;
const AT_ONCE = 3;
/** Evenly over each thing that is done, so that all of it takes minutes; every point there is with EVERY_POINT=1. */
const killsOf = ({ kills = 60 }: Flow) =>
  process.env.EVERY_POINT === '1' ? Number.POSITIVE_INFINITY : kills;

let place = '';
let child = '';
let runs = 0;
let kills = 0;
beforeAll(async () => {
  place = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'assay-kills-'));
  child = await bundledChild(join(place, 'child'));
}, 120_000);
afterAll(() => rm(place, { recursive: true, force: true }));

/** Does the work in a copy of its workspace, and kills it at a point. */
async function once(flow: Flow, killAt: number) {
  runs += 1;
  const folder = join(place, String(runs));
  if (flow.folder !== null) await cp(flow.folder, folder, { recursive: true });
  const into = join(folder, 'exported');
  if ('into' in flow.work) await mkdir(into);
  const work = 'into' in flow.work ? { ...flow.work, into } : flow.work;
  return { folder, ...(await run(child, { ...work, folder, passphrase: PASSPHRASE }, killAt)) };
}

async function opened(flow: Flow, folder: string): Promise<Workspace> {
  const workspace = await openWorkspace(folder, SEALING, aClock(Date.parse('2027-01-01T09:00:00.000Z')));
  if (workspace.ok || flow.work.work !== 'found') return must(workspace);
  // What was not founded yet is founded by doing it again.
  const wanted = { name: 'W', provider: 'P', person: 'Root', isDemo: false, sealing: SEALING };
  return must(await createWorkspace({ ...wanted, directory: folder }, aClock()));
}

async function look(flow: Flow, folder: string, lines: readonly string[], at: string): Promise<void> {
  const workspace = await opened(flow, folder).catch((error) => {
    throw new Error(`${at}: ${error.message}`, { cause: error });
  });
  try {
    const { checks } = must(await checkLedger(workspace, aCall()));
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    await flow.check(workspace, saidIn(lines), folder);
  } catch (error) {
    throw new Error(`${at}: ${error instanceof Error ? error.message : error}`, { cause: error });
  } finally {
    await workspace.close();
  }
  await rm(folder, { recursive: true, force: true });
}

describe('killed at any point where it writes, before it or in the middle, all is whole afterwards:', () => {
  it.each(Object.entries(flows))(
    '%s',
    async (_, prepare) => {
      const flow = await prepare();
      const whole = await once(flow, 0);
      await look(flow, whole.folder, whole.lines, 'to its end');
      const points = Number(saidIn(whole.lines)('points')[0]);
      const each = Math.max(1, points / killsOf(flow));
      const left = Array.from({ length: Math.floor(points / each) }, (_, index) =>
        Math.ceil((index + 1) * each),
      );
      const wanted = left.length;
      let killed = 0;
      const worker = async () => {
        for (let killAt = left.shift(); killAt !== undefined; killAt = left.shift()) {
          const ran = await once(flow, killAt);
          if (ran.wasKilled) killed += 1;
          await look(flow, ran.folder, ran.lines, `killed at ${killAt} of ${points}`);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      // Of two runs, one may reach its end in a few steps less.
      expect(killed).toBeGreaterThan(wanted * 0.9);
      kills += killed;
    },
    400_000,
  );

  it(`${KILLS} times and more`, () => expect(kills).toBeGreaterThanOrEqual(KILLS));
});
