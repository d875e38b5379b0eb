import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Workspace } from '../../src/app/workspace.ts';
import type { TestWorkspace } from './a-workspace.ts';

/** Closes the workspace, changes its database past every guard, and opens it again. */
export async function tamperWith(made: TestWorkspace, sql: string): Promise<Workspace> {
  await made.workspace.close();
  const db = new Database(join(made.folder, 'workspace.sqlite'));
  db.exec('DROP TRIGGER records_are_never_changed; DROP TRIGGER records_are_never_removed;');
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  return made.reopen();
}
