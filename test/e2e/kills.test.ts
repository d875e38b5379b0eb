import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { deskAt } from './desk.ts';
import { type Hands, handsOn } from './hands.ts';
import { type LaunchedAssay, launchAssay } from './launch.ts';

/** In each life of the application: as many deaths as it takes before it would give up (four within a minute). */
const LIVES = 6;
const CORE_KILLS_PER_LIFE = 3;
const PAGE_KILLS_PER_LIFE = 3;

const userData = mkdtempSync(join(tmpdir(), 'assay-kills-'));
afterAll(() => rmSync(userData, { recursive: true, force: true }));

/** Chance that can be repeated. */
let state = 7;
function random(): number {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return state / 0x7fffffff;
}
const words = (letters: number) =>
  Array.from({ length: letters }, () => 'etaoin shrdlu,é'[Math.floor(random() * 15)]).join('');

const LABELS = {
  rationale: 'Rationale',
  feedback: 'Feedback to the learner',
  note: 'Note on the agreement as a whole (optional)',
};
type Field = keyof typeof LABELS;
const FIELDS = Object.keys(LABELS) as Field[];

interface Places {
  readonly marked: string;
  readonly reconciled: string;
}

/** The words of a field as they are on disk, asked of the core. */
const onDisk = (field: Field, { marked, reconciled }: Places) => {
  const ask = (method: string, submission: string, pick: string) =>
    `window.assay.call['${method}']({ submission: '${submission}' }).then((result) => result.ok ? (${pick}) ?? '' : undefined)`;
  if (field === 'note') return ask('agreements.draft', reconciled, 'result.value?.draft.note');
  const pick =
    field === 'feedback'
      ? 'result.value.draft.draft.feedback'
      : 'result.value.draft.draft.judgments[0]?.rationale';
  return ask('submissions.get', marked, pick);
};
const IN_FIELD = 'document.activeElement.value';
const IS_SAVED = "document.querySelector('header [role=status]')?.textContent.trim() === 'Saved'";

async function goTo(hands: Hands, field: Field, { marked, reconciled }: Places): Promise<void> {
  const hash = field === 'note' ? `#/moderate/${reconciled}` : `#/mark/${marked}`;
  await hands.see(`(() => { location.hash = '${hash}'; return true; })()`);
  // The first criterion's rationale is the one that is compared.
  if (field === 'rationale')
    await hands.see(
      `(() => { const first = document.querySelector('[data-rubric-pane] [data-criterion] button[aria-expanded]'); if (!first) return undefined; if (first.getAttribute('aria-expanded') !== 'true') first.click(); return true; })()`,
    );
  await hands.intoField(LABELS[field]);
}

/**
 * Types with pauses. `typed` is what the keys make of the field, which the page may be a few keys behind of;
 * `acknowledged` what was on screen when the header said “Saved”.
 */
async function typeOn(hands: Hands, letters: number): Promise<{ typed: string; acknowledged: string }> {
  let typed = await hands.see<string>(IN_FIELD);
  let acknowledged = '';
  for (let left = letters; left > 0; ) {
    const some = words(Math.min(left, 1 + Math.floor(random() * 3)));
    left -= some.length;
    typed += some;
    await hands.type(some);
    if (random() < 0.5) await pause(random() * 25);
    if (random() < 0.3)
      acknowledged = await hands.see<string>(`${IS_SAVED} ? ${IN_FIELD} : ${JSON.stringify(acknowledged)}`);
  }
  return { typed, acknowledged };
}

it(`words typed in the window survive ${LIVES * (CORE_KILLS_PER_LIFE + PAGE_KILLS_PER_LIFE + 1)} kills of core, page and application`, async () => {
  const killed = { core: 0, page: 0, application: 0 };
  let behind = 0;
  let places: Places | null = null;
  /** What each field held when it was last seen, and what of that was acknowledged. */
  let last: { field: Field; typed: string; acknowledged: string } | null = null;

  const isKept = (stored: string, typed: string, acknowledged: string) => {
    expect(typed.startsWith(stored), `“${stored}” was never on screen, “${typed}” was`).toBe(true);
    expect(stored.length).toBeGreaterThanOrEqual(acknowledged.length);
    behind = Math.max(behind, typed.length - stored.length);
  };

  for (let life = 0; life < LIVES; life += 1) {
    const assay: LaunchedAssay = await launchAssay({ userData });
    const hands = handsOn(assay);
    if (places === null) {
      await deskAt(assay).openDemo();
      places = await hands.see<Places>(
        `Promise.all([window.assay.call['queue.list']({ filter: { text: 'Rashid' }, sort: { by: 'received', descending: true }, offset: 0, limit: 1 }), window.assay.call['moderation.board']({ include: 'open', offset: 0, limit: 1 })]).then(([queue, board]) => ({ marked: queue.value.rows[0].submission, reconciled: board.value.rows[0].submission }))`,
      );
    } else {
      await hands.see(
        `window.assay.call['workspace.recent']({}).then((recent) => window.assay.call['workspace.open']({ recent: recent.value[0].id })).then((opened) => opened.ok || undefined)`,
      );
    }
    if (last) isKept(await hands.see(onDisk(last.field, places)), last.typed, last.acknowledged);

    for (let kill = 0; kill < CORE_KILLS_PER_LIFE; kill += 1) {
      const field = FIELDS[(life + kill) % FIELDS.length] ?? 'rationale';
      await goTo(hands, field, places);
      await typeOn(hands, 3 + Math.floor(random() * 12));
      const death = pause(random() * 60).then(() => hands.kill('core'));
      await typeOn(hands, 12);
      await death;
      await hands.type(words(5));
      killed.core += 1;
      // The window kept it all, and all of it ends up on disk.
      await hands.until(IS_SAVED);
      await hands.until(`${onDisk(field, places)}.then((stored) => stored === ${IN_FIELD} || undefined)`);
    }

    for (let kill = 0; kill < PAGE_KILLS_PER_LIFE; kill += 1) {
      const field = FIELDS[(life + kill) % FIELDS.length] ?? 'rationale';
      await goTo(hands, field, places);
      const { typed, acknowledged } = await typeOn(hands, 3 + Math.floor(random() * 15));
      await pause(random() * 20);
      await hands.kill('page');
      killed.page += 1;
      // It comes back by itself, in the same room.
      await hands.until(`location.hash.startsWith('${field === 'note' ? '#/moderate/' : '#/mark/'}')`);
      isKept(await hands.see(onDisk(field, places)), typed, acknowledged);
      await goTo(hands, field, places);
      await hands.until(`${onDisk(field, places)}.then((stored) => stored === ${IN_FIELD} || undefined)`);
    }

    const field = FIELDS[life % FIELDS.length] ?? 'rationale';
    await goTo(hands, field, places);
    last = { field, ...(await typeOn(hands, 3 + Math.floor(random() * 15))) };
    await pause(random() * 20);
    await assay.kill();
    killed.application += 1;
  }

  const assay = await launchAssay({ userData });
  const hands = handsOn(assay);
  await hands.see(
    `window.assay.call['workspace.recent']({}).then((recent) => window.assay.call['workspace.open']({ recent: recent.value[0].id })).then((opened) => opened.ok || undefined)`,
  );
  if (last && places) isKept(await hands.see(onDisk(last.field, places)), last.typed, last.acknowledged);
  await assay.close();
  console.info(`killed: ${JSON.stringify(killed)}; never more than ${behind} letters behind the screen`);
}, 400_000);
