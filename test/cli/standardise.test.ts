import { describe, expect, it } from 'vitest';
import { allMet } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

describe('assay standardise', () => {
  it('makes a set, lets nobody else mark, and approves who qualified', async () => {
    const unit = aUnit();
    const { workspace, as } = await aWorkspace({
      people: { Ann: ['assessor'], Max: ['assessor'], Mo: ['moderator'] },
    });
    const script = await aSubmission(as('Root'), { unit, learner: 'A' });
    await anAssessment(as('Max'), script, allMet(unit));
    const work = await aSubmission(as('Root'), { unit, learner: 'B' });
    as('Root');
    const { directory } = workspace;
    await workspace.close();
    const assay = aTerminal(await aTempFolder(), { ASSAY_WORKSPACE: directory });
    const as1 = ['--unit', unit.code, '--as', 'Mo'];
    const made = await assay(
      'standardise',
      'set',
      'Test',
      script,
      '--kind',
      'qualifying',
      '--required',
      ...as1,
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    expect((await assay('allocate', work, '--to', 'Ann')).out).toContain('has not qualified');
    expect((await assay('standardise', 'approve', 'Ann', ...as1)).err).toContain('has to qualify');
    expect((await assay('allocate', script, '--to', 'Ann')).code).toBe(0);
    const shown = await assay('standardise', 'show', unit.code, '--as', 'Mo');
    expect(shown.out).toContain('only approved markers are given work');
    expect(shown.out).toContain('Ann: qualifying; 0 of 1 within tolerance, 1 needed');
    const peeking = await assay('standardise', 'show', unit.code, '--as', 'Ann');
    expect(peeking.code).toBe(1);
    expect(peeking.out).toBe('');
  });
});
