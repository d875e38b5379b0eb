import { randomUUID } from 'node:crypto';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { anAttemptBundle, FIRST_ATTEMPT } from '../builders/a-resubmission.ts';
import { aUnit } from '../builders/a-unit.ts';
import type { Desk } from './desk.ts';
import type { Screen } from './screens.ts';

const ASSESSOR = 'Marit Oyelaran';
const PROVIDER = 'Hannelore Achterberg';

/** Marking across submissions, work that is handed in again, the evidence window and anonymous marking; the last, since all stays so. */
export function screensOfAgain(desk: Desk): readonly Screen[] {
  const { window } = desk.assay;
  const { keyboard } = window;
  const go = (hash: string) =>
    window.evaluate((to) => {
      location.hash = to;
    }, hash);
  return [
    {
      name: 'across-criteria',
      show: async () => {
        await desk.room('Queue');
        await desk.actAs(ASSESSOR);
        await go('#/across');
        await window.getByRole('grid', { name: 'By criterion' }).waitFor();
      },
    },
    {
      name: 'across',
      show: async () => {
        await window.getByRole('grid', { name: 'By criterion' }).focus();
        await keyboard.press('Enter');
        await window.getByRole('grid', { name: 'Submissions' }).waitFor();
        await window.getByRole('region', { name: 'Rubric' }).waitFor();
      },
    },
    {
      name: 'mark-again',
      show: async () => {
        const second = await handedInAgain(desk);
        await go(`#/mark/${second}`);
        await window.getByText('Since attempt 1').waitFor();
        await window.getByText('1 file changed · 2 as they were').waitFor();
      },
    },
    {
      name: 'again-changes',
      show: async () => {
        await keyboard.press('h');
        await desk.dialog('Since attempt 1').getByText('“photo.txt” changed').waitFor();
      },
    },
    {
      name: 'again-differences',
      show: async () => {
        await desk.dialog().getByRole('button', { name: 'Show differences: photo.txt' }).click();
        await window.getByText('1 line added · 1 line removed').waitFor();
      },
      leave: async () => {
        await keyboard.press('Escape');
        await desk.dialog().waitFor({ state: 'detached' });
      },
    },
    {
      name: 'evidence-elsewhere',
      show: async () => {
        const opened = desk.assay.app.waitForEvent('window');
        await keyboard.press('Shift+O');
        await (await opened).getByRole('main', { name: 'Evidence' }).waitFor();
        await window.getByText('Evidence is in its own window.').waitFor();
      },
      leave: async () => {
        const other = desk.assay.app.windows().find((page) => page !== window);
        await other?.close();
        await window.getByText('Evidence is in its own window.').waitFor({ state: 'detached' });
      },
    },
    {
      name: 'unit-anonymous',
      show: async () => {
        await desk.room('Queue');
        await desk.actAs(PROVIDER);
        await desk.room('Units');
        await desk.row('DIG-417').dblclick();
        await window.getByRole('checkbox', { name: /^Mark without/ }).focus();
        await keyboard.press('Space');
        await window.getByRole('checkbox', { name: /^Mark without/, checked: true }).waitFor();
      },
    },
    {
      name: 'queue-anonymous',
      show: async () => {
        await desk.room('Queue');
        await desk.row('Learner').first().click();
        await window.getByRole('region', { name: /^About Learner/ }).waitFor();
      },
    },
    {
      name: 'mark-anonymous',
      show: async () => {
        await desk.actAs(ASSESSOR);
        await desk.row('Learner').first().dblclick();
        await window.getByRole('heading', { level: 1, name: /^Learner/ }).waitFor();
        await window.getByRole('region', { name: 'Rubric' }).waitFor();
      },
    },
  ];
}

/** A learner's second attempt, of which one file of three changed; the first is marked by the assessor. */
async function handedInAgain(desk: Desk): Promise<string> {
  const { window } = desk.assay;
  const unit = aUnit();
  const call = (method: string, input: unknown) =>
    window.evaluate(([name, value]) => Reflect.get(globalThis, 'assay').call[name](value), [
      method,
      input,
    ] as const);
  const notes = Array.from({ length: 12 }, (_, line) => `Line ${line + 1}`).join('\n');
  const take = async (end: string): Promise<string> => {
    const files = { ...FIRST_ATTEMPT, 'photo.txt': { text: `${notes}\n${end}`, for: 'C2' } };
    await desk.willChoose(await anAttemptBundle(files, { unit, learner: 'Okafor Bright' }));
    const token = await window.evaluate(
      async () => (await Reflect.get(globalThis, 'assay').chooseFiles('bundles'))[0].token,
    );
    const { value } = await call('bundles.import', { files: [token] });
    return value[0].submissions[0];
  };
  await desk.room('Queue');
  await desk.actAs(PROVIDER);
  const first = await take('Rail: open');
  await desk.actAs(ASSESSOR);
  await call('drafts.save', { submission: first, draft: aDraft(allMet(unit)), revision: 0 });
  await call('assessments.submit', { command: randomUUID(), submission: first, revision: 1 });
  await desk.actAs(PROVIDER);
  const second = await take('Rail: closed');
  await desk.actAs(ASSESSOR);
  return second;
}
