import type { HandlersOf } from '../../api/handlers.ts';
import type { backupMethods } from '../../api/methods/backup.ts';
import { awaited } from './awaited.ts';

export function backupHandlers(): HandlersOf<typeof backupMethods> {
  return {
    'backup.list': awaited,
    'backup.make': awaited,
    'backup.restore': awaited,
    'backup.restorePackage': awaited,
  };
}
