import { expect, it, onTestFinished } from 'vitest';
import { allMet, level } from '../../builders/a-judgment.ts';
import { aTempFolder } from '../../builders/a-temp-folder.ts';
import { aUnit } from '../../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace } from '../../builders/a-workspace.ts';
import { aCore } from './a-core.ts';
import { aPage, type Desk, type Watched } from './a-page.ts';

const HOST_KILLS = 79;
const WHOLE_KILLS = 79;
/** Half a second a kill on a quiet machine, mostly the start of the next core. */
const LIMIT_MS = 400_000;

/** Chance that can be repeated (mulberry32): a failure names its seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function aDesk() {
  const unit = aUnit();
  const { workspace, folder, as } = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'] } });
  const marked = await aSubmission(workspace, { unit, learner: 'Marked' });
  const reconciled = await aSubmission(workspace, { unit, learner: 'Reconciled' });
  const a = await anAssessment(as('Ann'), reconciled, allMet(unit));
  const b = await anAssessment(as('Bob'), reconciled, { ...allMet(unit), c1: level('l1') });
  await as('Root').close();
  const desk: Desk = { marked, reconciled, between: { a, b } };
  const core = aCore(await aTempFolder(), folder);
  onTestFinished(core.end);
  await core.start();
  return { desk, core };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What is stored was on screen once, and is no older than what was last acknowledged. Gives how many states newer. */
function isKept(stored: string, watched: Watched): number {
  const at = watched.states.lastIndexOf(stored);
  expect(at, `what is stored was never on screen: ${stored}`).toBeGreaterThanOrEqual(0);
  expect(at, 'an acknowledged state was lost').toBeGreaterThanOrEqual(watched.acknowledged);
  return watched.states.length - 1 - at;
}

it(
  `words survive ${HOST_KILLS} kills of the core while they are typed: the page keeps them, and all end up stored`,
  async () => {
    const { desk, core } = await aDesk();
    const random = chance(1);
    const page = await aPage(core, desk, random);
    let typed = 0;
    for (let kill = 1; kill <= HOST_KILLS; kill += 1) {
      const strokes = Math.floor(random() * 40);
      for (let stroke = 0; stroke < strokes; stroke += 1) {
        page.act();
        typed += 1;
        await pause(random() * 8);
      }
      page.act();
      const death = pause(random() * 6).then(core.kill);
      for (let stroke = 0; stroke < 4; stroke += 1) {
        page.act();
        await pause(random() * 4);
      }
      await death;
      page.calls.lose();
      // People type on while it starts again.
      for (let stroke = 0; stroke < 5; stroke += 1) page.act();
      await core.start();
      core.join(page.calls);
      await page.isSaved();
      expect(page.conflicts(), `kill ${kill}`).toBe(false);
      expect(await page.stored(), `kill ${kill}`).toEqual(page.onScreen());
      typed += 10;
    }
    console.info(`${HOST_KILLS} kills of the core, ${typed} keys and presses, nothing lost`);
  },
  LIMIT_MS,
);

it(
  `words survive ${WHOLE_KILLS} kills of page and core together, up to the last acknowledged save`,
  async () => {
    const { desk, core } = await aDesk();
    const random = chance(2);
    let typed = 0;
    let lost = 0;
    let ahead = 0;
    for (let kill = 1; kill <= WHOLE_KILLS; kill += 1) {
      const page = await aPage(core, desk, random);
      const strokes = 1 + Math.floor(random() * 40);
      for (let stroke = 0; stroke < strokes; stroke += 1) {
        page.act();
        typed += 1;
        await pause(random() * 8);
      }
      await pause(random() * 6);
      const dies = core.kill();
      // From here nothing that the page hears counts: it is dead as well.
      const { draft, agreement } = page;
      const heard = [draft.acknowledged, agreement.acknowledged];
      await dies;
      await core.start();
      const next = await aPage(core, desk, random);
      const stored = await next.stored();
      draft.acknowledged = heard[0] ?? 0;
      agreement.acknowledged = heard[1] ?? 0;
      for (const behind of [isKept(stored.draft, draft), isKept(stored.agreement, agreement)]) {
        lost += behind;
        ahead = Math.max(ahead, behind);
      }
      expect(next.onScreen()).toEqual(stored);
    }
    console.info(
      `${WHOLE_KILLS} kills of page and core, ${typed} keys and presses; ${lost} not on disk yet, never more than ${ahead} at once`,
    );
  },
  LIMIT_MS,
);
