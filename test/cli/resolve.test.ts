import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { addPerson } from '../../src/app/appoint.ts';
import { SubmissionId } from '../../src/domain/ids.ts';
import { allMet, judgments } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

const unit = aUnit();
const good = allMet(unit);

/** A submission that was taken in twice, of which a trainee has marked one; Ann and Bob have marked another learner’s. */
async function aScene() {
  const scene = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] } });
  const { workspace } = scene;
  const submission = await aSubmission(workspace, { unit });
  const fact = workspace.store.views.submission(submission)?.received;
  if (!fact) throw new Error('it was received');
  const other = SubmissionId.parse(submission.replace(/^./, (digit) => (digit === 'f' ? '0' : 'f')));
  must(await workspace.state([{ type: 'submission.received', body: { ...fact.body, submission: other } }]));
  const wanted = { name: 'Tia', roles: ['assessor'], units: 'all', trainee: true } as const;
  const tia = must(await addPerson(workspace, randomUUID(), wanted)).key;
  workspace.store.local.set('me', tia);
  await anAssessment(workspace, submission, good);
  const marked = await aSubmission(scene.as('Root'), { unit, learner: 'Marked Twice' });
  for (const name of ['Ann', 'Bob']) await anAssessment(scene.as(name), marked, good);
  scene.as('Root');
  await workspace.close();
  return { folder: scene.folder, submission, other, marked };
}

it('what only people can resolve is listed, shown and decided, by as much of its name as is needed', async () => {
  const { folder, other, marked } = await aScene();
  const assay = aTerminal(dirname(folder), { ASSAY_WORKSPACE: folder });

  const listed = await assay('resolve');
  expect(listed.out).toContain('has 2 submissions for');
  expect(listed.out).toContain('→ seen: Leave it as it is');
  expect(await assay('resolve', 'attempts', 'keep', '--json')).toMatchObject({
    code: 1,
    json: { error: { code: 'resolve.ambiguous' } },
  });
  const away = `keep:${other}`.slice(0, 20);
  expect(await assay('resolve', 'attempts', away, '--json')).toMatchObject({
    code: 1,
    json: { error: { code: 'resolve.reason_missing' } },
  });
  const decided = await assay('resolve', 'attempts', away, '--reason', 'It has every file.');
  expect(decided).toMatchObject({ code: 0, out: expect.stringMatching(/^Decided: .* Assess the /) });

  // What is set aside is found by its name, and taken up again.
  const aside = await assay('queue', '--set-aside', '--json');
  const [row] = aside.json as { submission: string; state: string }[];
  expect(row).toMatchObject({ state: 'set_aside' });
  expect((await assay('resume', row?.submission ?? '', '--reason', 'Both are needed.')).code).toBe(0);

  // A trainee’s assessment waits for whoever may stand behind it.
  expect((await assay('resolve', 'countersign', 'countersign', '--as', 'Mo')).code).toBe(0);
  expect((await assay('resolve', '--as', 'Mo')).out).not.toContain('countersignature');

  writeFileSync(
    join(dirname(folder), 'again.json'),
    JSON.stringify({ judgments: judgments(good), feedback: 'On second thoughts.' }),
  );
  const again = ['assess', marked, '--from', 'again.json', '--as', 'Ann'];
  expect(await assay(...again, '--supersede', 'A slip.', '--json')).toMatchObject({
    code: 0,
    json: { supersedes: { reason: 'A slip.' }, feedback: 'On second thoughts.' },
  });
});
