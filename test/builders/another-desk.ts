import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { aTempFolder } from './a-temp-folder.ts';
import { aClock, must, SEALING, type TestWorkspace } from './a-workspace.ts';

/** Another machine's copy of a workspace as it is now, with somebody else at the desk. From here on they differ. */
export async function aCopyOf(test: TestWorkspace, name: string): Promise<Workspace> {
  const folder = join(await aTempFolder(), 'copy');
  await test.workspace.close();
  await cp(test.folder, folder, { recursive: true });
  await test.reopen();
  const copy = must(await openWorkspace(folder, SEALING, aClock()));
  onTestFinished(() => copy.close().catch(() => {}));
  copy.store.local.set('me', test.keyOf(name));
  return copy;
}
