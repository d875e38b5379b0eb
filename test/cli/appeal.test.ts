import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { level } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aRelease } from '../builders/an-appeal.ts';
import { aTerminal } from './a-terminal.ts';

it('an appeal is lodged, checked, reviewed, decided and closed, and what it changed is released again', async () => {
  const { workspace, submission, folder } = await aRelease();
  await workspace.close();
  const place = await aTempFolder();
  const assay = aTerminal(place, { ASSAY_WORKSPACE: folder });
  const about = submission.slice(0, 12);
  writeFileSync(
    join(place, 'c1.json'),
    JSON.stringify([{ criterion: 'c1', decision: level('l4'), rationale: 'Page 3.' }]),
  );

  const lodged = await assay('appeal', 'lodge', about, '--grounds', 'Page 3', '--as', 'Root', '--json');
  expect(lodged.json).toMatchObject({ state: 'lodged', next: 'check', mayLower: false });
  const early = await assay('appeal', 'decide', about, 'upheld', '--reason', 'r', '--as', 'Ada');
  expect([early.code, early.err]).toEqual([1, expect.stringContaining('Choose how it is dealt with first.')]);
  await assay('appeal', 'check', about, '--as', 'Ada');
  const own = await assay('appeal', 'choose', about, 'review', '--as', 'Mo');
  expect(own.err).toContain('You had a part in this outcome.');
  await assay('appeal', 'choose', about, 'review', '--as', 'Ada');
  const decided = await assay(
    ...['appeal', 'decide', about, 'raised', '--judgments', 'c1.json', '--reason', 'Seen', '--as', 'Ada'],
  );
  expect(decided.out).toContain('raised; next: close');
  const closed = await assay('appeal', 'close', about, '--as', 'Root');
  expect(closed.out).toContain('next: release the changed outcome');
  const shown = await assay('appeal', 'show', about, '--as', 'Ada');
  expect(shown.out).toContain('Decided the appeal about Lea');
});
