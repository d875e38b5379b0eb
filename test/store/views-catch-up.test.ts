import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { saveDraft } from '../../src/app/assess.ts';
import { CriterionId, UnitId } from '../../src/domain/ids.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { aDraft, met } from '../builders/a-judgment.ts';
import { aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';

describe('a step that changes views', () => {
  it('has them rebuilt once, when the workspace is opened next', async () => {
    const { workspace, folder, reopen } = await aWorkspace();
    const submission = await aSubmission(workspace);
    const before = workspace.store.views.digest();
    await workspace.close();
    const db = new Database(join(folder, 'workspace.sqlite'));
    db.exec('UPDATE views_built_from SET position = 0; DELETE FROM submissions');
    db.close();
    const again = await reopen();
    expect(again.store.views.digest()).toBe(before);
    expect(again.store.views.submission(submission)).not.toBeNull();
    // What is up to date is left alone.
    await again.close();
    const later = new Database(join(folder, 'workspace.sqlite'));
    later.exec("UPDATE submissions SET title = 'touched'");
    later.close();
    const last = await reopen();
    const sort = { by: 'received', descending: false } as const;
    const { rows } = last.store.queue.list(last.me(), {}, sort, 0, 1);
    expect(rows[0]?.title).toBe('touched');
  });

  it('learns what drafts decided before it came', async () => {
    const db = new Database(':memory:');
    const [first = '', second = '', third = ''] = MIGRATIONS;
    db.exec(first);
    db.exec(second);
    const add = db.prepare("INSERT INTO drafts VALUES (?, 'ann', ?, 1, '2026', 0, 0, 0, 0)");
    add.run('s1', JSON.stringify(aDraft({ c1: met })));
    add.run('s2', 'not { json');
    add.run('s3', JSON.stringify({ judgments: [{ criterion: 'c1', decision: null }, 'x', null] }));
    db.exec(third);
    const decided = () => db.prepare('SELECT * FROM draft_decisions').all();
    expect(decided()).toEqual([{ person: 'ann', criterion: 'c1', submission: 's1' }]);
    // And keeps in step with whatever is written later, readable or not.
    db.exec("UPDATE drafts SET draft = 'broken' WHERE submission = 's1'");
    expect(decided()).toEqual([]);
    db.close();
  });

  it('keeps what a draft decides in step with the draft', async () => {
    const { workspace } = await aWorkspace();
    const submission = await aSubmission(workspace);
    must(saveDraft(workspace, submission, aDraft({ c2: met }), 0));
    const across = (criterion: string) =>
      workspace.store.across.page(
        { me: workspace.me(), unit: UnitId.parse('unit:hs-2'), criterion: CriterionId.parse(criterion) },
        'judged',
        0,
        9,
      ).total;
    expect([across('c1'), across('c2')]).toEqual([0, 1]);
    workspace.store.drafts.drop(submission, workspace.me());
    expect(across('c2')).toBe(0);
  });
});
