import { aDraft } from '../builders/a-judgment.ts';
import { anAttemptBundle } from '../builders/a-resubmission.ts';
import { aLevels, aUnit } from '../builders/a-unit.ts';
import type { Desk } from './desk.ts';
import type { Screen } from './screens.ts';

const LEARNER = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria del Carmen Immaculata';
const LONG =
  'Plans, carries out and reviews work at height with everybody it may concern, in every kind of weather';

/** More of everything than one would wish: criteria, artifacts, and names in every direction. */
export function screensOfPlenty(desk: Desk): readonly Screen[] {
  const { window } = desk.assay;
  return [
    {
      name: 'plenty-mark',
      show: async () => {
        const submission = await plenty(desk);
        await window.evaluate((id) => {
          location.hash = `#/mark/${id}`;
        }, submission);
        await window.getByRole('region', { name: 'Rubric' }).waitFor();
        await window.getByText('200 artifacts').waitFor();
      },
    },
    {
      name: 'plenty-gaps',
      show: async () => {
        await window.keyboard.press('g');
        await window.getByRole('region', { name: 'Criteria and evidence' }).waitFor();
      },
      leave: () => window.keyboard.press('g'),
    },
    {
      name: 'plenty-missing',
      show: async () => {
        await window.keyboard.press('Control+Enter');
        await window.getByRole('region', { name: 'Before you can submit' }).waitFor();
      },
      leave: () => window.getByRole('button', { name: 'Close the list' }).click(),
    },
    {
      name: 'plenty-queue',
      show: async () => {
        await desk.room('Queue');
        await desk.row('Wolfeschlegel').click();
        await window.getByRole('region', { name: /^About Wolfe/ }).waitFor();
      },
    },
  ];
}

async function plenty(desk: Desk): Promise<string> {
  const { window } = desk.assay;
  const criteria = Array.from({ length: 60 }, (_, at) => ({
    ...aLevels(`c${at + 1}`),
    title: `${LONG} (${at + 1})`,
  }));
  const names = [
    'a report that says at length what was done',
    'تقرير السلامة في موقع العمل',
    '現場の安全に関する報告書',
  ];
  const files = Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [
      `${names[at % names.length]} ${at + 1}.txt`,
      { text: `Page ${at + 1}.`, for: `C${(at % 60) + 1}` },
    ]),
  );
  const unit = aUnit({ id: 'unit:plenty', criteria });
  await desk.room('Queue');
  await desk.actAs('Hannelore Achterberg');
  await desk.willChoose(await anAttemptBundle(files, { unit, learner: LEARNER }));
  return window.evaluate(
    async (draft) => {
      const { call, chooseFiles } = Reflect.get(globalThis, 'assay');
      const { value } = await call['bundles.import']({ files: [(await chooseFiles('bundles'))[0].token] });
      const submission = value[0].submissions[0];
      await call['drafts.save']({ submission, draft, revision: 0 });
      return submission;
    },
    { ...aDraft({}), feedback: 'What was strong, and what to do next. '.repeat(1316) },
  );
}
