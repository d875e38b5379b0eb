import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
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
    expect(await window.getByLabel('Rationale').inputValue()).toBe('Kept apart, 1 2 3 n j ] N');
    await press('Control+z');
    await press('Control+z');
    await row('Elias Koskela').getByText('To do').waitFor();
    await says('5 of 7 judged');
    await press('Control+Shift+z');
    await row('Elias Koskela').getByText('Merit').waitFor();
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
      .getByText(/needs a rationale/)
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
    for (let step = 0; step < 6; step += 1) {
      await press('j');
      await window.getByRole('region', { name: 'Rubric' }).waitFor();
      await onBench('Daniel Okonkwo-Weir');
      await press('4');
      await window.getByRole('banner').getByRole('status').getByText('Saved', { exact: true }).waitFor();
    }
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
