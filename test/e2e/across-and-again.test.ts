import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { anAttemptBundle, FIRST_ATTEMPT, type Handed } from '../builders/a-resubmission.ts';
import { aUnit } from '../builders/a-unit.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const FIRST = 'Marit Oyelaran';
const PROVIDER = 'Hannelore Achterberg';
const MODERATOR = 'Shirin Vasconcelos';

const Listed = z.object({
  value: z.object({
    rows: z.array(
      z.object({
        submission: z.string(),
        learner: z.string(),
        unit: z.string(),
        unitCode: z.string(),
        state: z.string(),
        anonymous: z.boolean(),
      }),
    ),
  }),
});

let desk: Desk;

beforeAll(async () => {
  desk = deskAt(await launchAssay());
  await desk.isWelcomed();
  await desk.openDemo();
});
afterAll(() => desk?.assay.close());

const call = (method: string, input: unknown) =>
  desk.assay.window.evaluate(([name, value]) => Reflect.get(window, 'assay').call[name](value), [
    method,
    input,
  ] as const);

const everything = { filter: {}, sort: { by: 'received', descending: false }, offset: 0, limit: 100 };
const submissions = async () => Listed.parse(await call('queue.list', everything)).value.rows;

/** Presses Tab until that control has the focus; a ring of 60 stops is too long. */
async function tabTo(role: 'radio' | 'button' | 'grid' | 'checkbox', name: string | RegExp): Promise<void> {
  const { window } = desk.assay;
  const wanted = window.getByRole(role, { name }).first();
  await wanted.waitFor();
  for (let stop = 0; stop < 60; stop += 1) {
    if (await wanted.evaluate((element) => element.contains(document.activeElement))) return;
    await window.keyboard.press('Tab');
  }
  expect.fail(`Tab never came to ${role} ${name}`);
}

describe('one criterion across all submissions, with the keyboard alone', () => {
  pictureFailures(() => desk.assay);
  const list = () => desk.assay.window.getByRole('grid', { name: 'Submissions' });
  const onBench = (learner: string) =>
    desk.assay.window.getByRole('heading', { level: 2, name: learner }).waitFor();
  const row = (learner: string) => list().getByRole('row').filter({ hasText: learner });
  const says = (words: string) => desk.assay.window.getByText(words, { exact: true }).waitFor();
  const press = (key: string) => desk.assay.window.keyboard.press(key);

  it('is reached from the queue, by unit and criterion', async () => {
    const { window } = desk.assay;
    await desk.actAs(FIRST);
    await tabTo('radio', 'By submission');
    await press('ArrowRight');
    await press('Space');
    await tabTo('grid', 'By criterion');
    await press('Enter');
    await list().waitFor();
    await window.getByRole('region', { name: 'Rubric' }).waitFor();
  });

  it('begins with what is to do, and a digit judges it in the list as well', async () => {
    await says('5 of 7 judged');
    await onBench('Elias Koskela');
    await press('3');
    await says('6 of 7 judged');
    await row('Elias Koskela').getByText('Merit').waitFor();
  });

  it('goes on to the next to judge, to neighbours and to the next criterion, and stays with the submission', async () => {
    await press('n');
    await onBench('Daniel Okonkwo-Weir');
    await press('[');
    await press('[');
    await onBench('Elias Koskela');
    await press('j');
    await says('5 of 7 judged');
    await onBench('Elias Koskela');
    await press('k');
    await says('6 of 7 judged');
    await onBench('Elias Koskela');
  });

  it('scores nothing while one is typing, and undoes', async () => {
    const { window } = desk.assay;
    await press('c');
    await window.keyboard.type('Kept apart, 1 2 3 n j ] N');
    await press('Escape');
    await onBench('Elias Koskela');
    await row('Elias Koskela').getByText('Merit').waitFor();
    expect(await window.getByRole('textbox', { name: 'Rationale' }).inputValue()).toBe(
      'Kept apart, 1 2 3 n j ] N',
    );
    await press('4');
    await row('Elias Koskela').getByText('Distinction').waitFor();
    await press('Control+z');
    await row('Elias Koskela').getByText('Merit').waitFor();
    await press('Control+Shift+z');
    await row('Elias Koskela').getByText('Distinction').waitFor();
  });

  it('goes on by itself after a digit where one wants that, but not past a rationale that is due', async () => {
    const { window } = desk.assay;
    await press('n');
    await onBench('Daniel Okonkwo-Weir');
    await tabTo('checkbox', 'Go on after a digit');
    await press('Space');
    await press('j');
    await press('n');
    await onBench('Elias Koskela');
    await press('1');
    await row('Elias Koskela')
      .getByText(/rationale/i)
      .waitFor();
    await onBench('Elias Koskela');
    await press('2');
    await onBench('Daniel Okonkwo-Weir');
    await press('2');
    await says('Every submission is judged for this criterion.');
    await window.getByRole('checkbox', { name: 'Go on after a digit' }).focus();
    await press('Space');
  });

  it('keeps its place while one is in the full workbench', async () => {
    const { window } = desk.assay;
    await tabTo('button', 'Open in the workbench');
    await press('Enter');
    await window.getByRole('heading', { level: 1, name: /Daniel Okonkwo-Weir/ }).waitFor();
    await window.getByText('1 of 7 judged', { exact: true }).waitFor();
    await press('Alt+ArrowLeft');
    await onBench('Daniel Okonkwo-Weir');
  });

  it('hands in what is complete, and says what the others lack', async () => {
    const { window } = desk.assay;
    await press('k');
    for (let criterion = 1; criterion <= 7; criterion += 1) {
      await window.getByRole('heading', { level: 3, name: new RegExp(`^${criterion} `) }).waitFor();
      await onBench('Daniel Okonkwo-Weir');
      await press('2');
      await row('Daniel Okonkwo-Weir').getByText('To do').waitFor({ state: 'detached' });
      if (criterion < 7) await press('j');
    }
    await window.getByRole('banner').getByRole('status').getByText('Saved', { exact: true }).waitFor();
    await press('Control+Enter');
    const dialog = desk.dialog('Submit what is complete');
    await dialog.getByText('1 is complete').waitFor();
    await dialog
      .getByText(/are not complete|is not complete/)
      .first()
      .waitFor();
    await press('Enter');
    await dialog.getByText('1 submitted.').waitFor();
    await press('Escape');
    await row('Daniel Okonkwo-Weir').getByText('Submitted').waitFor();
  });
});

describe('a learner who hands in again', () => {
  pictureFailures(() => desk.assay);
  const unit = aUnit();
  const press = (key: string) => desk.assay.window.keyboard.press(key);
  const notes = (end: string) => Array.from({ length: 12 }, (_, n) => `Line ${n + 1}`).join('\n') + end;

  async function take(files: Handed): Promise<string> {
    await desk.willChoose(await anAttemptBundle(files, { unit, learner: 'Okafor Bright' }));
    const token = await desk.assay.window.evaluate(
      async () => (await Reflect.get(window, 'assay').chooseFiles('bundles'))[0].token,
    );
    const taken = await call('bundles.import', { files: [token] });
    expect(taken).toMatchObject({ ok: true, value: [{ status: 'imported' }] });
    return taken.value[0].submissions[0];
  }

  let second: string;

  it('is at the second attempt, and the workbench says what changed since', async () => {
    const { window } = desk.assay;
    await desk.actAs(PROVIDER);
    const first = await take({ ...FIRST_ATTEMPT, 'photo.txt': { text: notes('\nRail: open'), for: 'C2' } });
    await desk.actAs(FIRST);
    const draft = aDraft(allMet(unit));
    expect(await call('drafts.save', { submission: first, draft, revision: 0 })).toMatchObject({ ok: true });
    expect(
      await call('assessments.submit', { command: randomUUID(), submission: first, revision: 1 }),
    ).toMatchObject({ ok: true });
    await desk.actAs(PROVIDER);
    second = await take({ ...FIRST_ATTEMPT, 'photo.txt': { text: notes('\nRail: closed'), for: 'C2' } });
    await desk.actAs(FIRST);
    await window.evaluate((id) => {
      location.hash = `#/mark/${id}`;
    }, second);
    await window.getByText('Since attempt 1').waitFor();
    await window.getByText('1 file changed · 2 as they were').waitFor();
    await window.getByText('2 criteria can be confirmed as they were').waitFor();
  });

  it('has the lines that differ shown', async () => {
    const { window } = desk.assay;
    await press('h');
    await desk.dialog('Since attempt 1').waitFor();
    await tabTo('button', 'Show differences: photo.txt');
    await press('Enter');
    const differences = window.getByRole('region', { name: 'Differences in photo.txt' });
    await differences.getByText('Rail: closed').waitFor();
    await window.getByText('1 line added · 1 line removed').waitFor();
    expect(await differences.getByRole('listitem').allTextContents()).toContain('9 lines the same');
    await tabTo('button', 'Back to what changed');
    await press('Enter');
    await differences.waitFor({ state: 'detached' });
  });

  it('has what was met confirmed in one go, undone and done again, and decided otherwise', async () => {
    const { window } = desk.assay;
    const judged = (count: number) => window.getByText(`${count} of 3 judged`, { exact: true }).waitFor();
    await desk.dialog().getByText('“photo.txt” changed').waitFor();
    await tabTo('button', 'Confirm 2 as they were');
    await press('Enter');
    await desk.dialog().waitFor({ state: 'detached' });
    await judged(2);
    await press('Control+z');
    await judged(0);
    await press('Control+Shift+z');
    await judged(2);
    await press('Shift+1');
    const note = window.getByText(/^Confirmed as it was in an earlier attempt/);
    await note.waitFor();
    await press('2');
    await note.waitFor({ state: 'detached' });
    await press('Control+z');
    await note.waitFor();
    await press('Shift+2');
    await press('2');
    await judged(3);
    await window.getByRole('button', { name: /^Submit/ }).press('Enter');
    await window
      .getByText(/^Submitted/)
      .first()
      .waitFor();
    expect(await call('submissions.get', { submission: second })).toMatchObject({
      value: { mine: { carried: [{ holds: true }, { holds: true }] } },
    });
  });
});

describe('a unit that is marked anonymously', () => {
  pictureFailures(() => desk.assay);
  const press = (key: string) => desk.assay.window.keyboard.press(key);
  let hidden: z.infer<typeof Listed>['value']['rows'];
  const isOpen = (state: string) => state !== 'confirmed' && state !== 'released';
  const namesIn = (text: string) =>
    hidden.map(({ learner }) => learner).filter((name) => text.toLowerCase().includes(name.toLowerCase()));
  /** Everything on the page, said or only hinted at. */
  const page = () => desk.assay.window.evaluate(() => document.documentElement.outerHTML);

  it('is made so in its guide', async () => {
    const { window } = desk.assay;
    await desk.actAs(PROVIDER);
    hidden = (await submissions()).filter((row) => row.unitCode === 'DIG-417' && isOpen(row.state));
    expect(hidden.length).toBeGreaterThan(3);
    await desk.room('Units');
    await tabTo('grid', 'Units');
    await press('Home');
    await press('Enter');
    await tabTo('checkbox', 'Mark without knowing whose work it is');
    await press('Space');
    await window
      .getByText('Names inside the evidence itself, on a page or in a picture, are not hidden.')
      .waitFor();
    await window.getByRole('checkbox', { name: /^Mark without/, checked: true }).waitFor();
    expect((await submissions()).filter((row) => row.anonymous)).toHaveLength(hidden.length);
  });

  it.each(['Queue', 'Moderate', 'Results', 'Units', 'People', 'Log'] as const)(
    'names nobody whose outcome is open in %s',
    async (room) => {
      await desk.actAs(room === 'Moderate' ? MODERATOR : PROVIDER);
      await desk.room(room);
      if (room === 'Queue') {
        await desk.row('Learner').first().click();
        await desk.assay.window.getByRole('region', { name: /^About Learner/ }).waitFor();
      }
      if (room === 'Log')
        await desk.assay.window
          .getByText(/Assessed Learner/)
          .first()
          .waitFor();
      expect(namesIn(await page())).toEqual([]);
    },
  );

  it('names nobody on the bench, in reconciliation, across, or in what the palette finds', async () => {
    const { window } = desk.assay;
    await desk.actAs(FIRST);
    for (const { submission } of hidden) {
      await window.evaluate((id) => {
        location.hash = `#/mark/${id}`;
      }, submission);
      await window.getByRole('heading', { level: 1, name: /^Learner \w{5}/ }).waitFor();
      await window.getByText('Anonymous', { exact: true }).first().waitFor();
      const entries = await window
        .getByRole('navigation', { name: 'Evidence' })
        .getByRole('button', { name: /Evidence \d+ \(/ })
        .count();
      expect(entries).toBeGreaterThan(0);
      // What is on the pages themselves is not hidden; everything around them is.
      const around = await window.evaluate(() =>
        ['header', 'nav', '[aria-label="Rubric"]', '[aria-label="Progress"]']
          .flatMap((part) => [...document.querySelectorAll(part)])
          .map((part) => part.outerHTML)
          .join('\n'),
      );
      expect(namesIn(around)).toEqual([]);
    }
    const [one] = hidden;
    await press('Control+k');
    await window.keyboard.type(one?.learner ?? '');
    await window
      .getByText(/No .*found|Nothing/i)
      .first()
      .waitFor();
    // What was typed is said again; nothing is offered for it.
    expect(namesIn((await window.getByRole('option').allTextContents()).join('\n'))).toEqual([]);
    await press('Escape');
    await press('Escape');
    await window.evaluate(() => {
      location.hash = '#/across';
    });
    await tabTo('grid', 'By criterion');
    await press('Enter');
    await window.getByRole('grid', { name: 'Submissions' }).waitFor();
    expect(namesIn(await window.getByRole('grid', { name: 'Submissions' }).innerHTML())).toEqual([]);
    await desk.actAs(MODERATOR);
    const disputed = hidden.find(({ state }) => state === 'reconciling');
    await window.evaluate((id) => {
      location.hash = `#/moderate/${id}`;
    }, disputed?.submission);
    await window.getByRole('heading', { level: 1, name: /^Learner/ }).waitFor();
  });
});
