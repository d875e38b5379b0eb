import type { HandlersOf } from '../../api/handlers.ts';
import type { backupMethods } from '../../api/methods/backup.ts';
import { listBackups, makeBackup } from '../../app/backups.ts';
import { ok, refused } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function backupHandlers({ desk, inside, changed, pathOf }: Around): HandlersOf<typeof backupMethods> {
  return {
    'backup.list': async () => {
      const directory = desk.directory();
      return directory === null
        ? refused('workspace.none_open', 'Open a workspace first.')
        : ok(await listBackups(directory));
    },
    'backup.make': (_, call) => inside((workspace) => makeBackup(workspace, call)),
    'backup.restore': async ({ id, passphrase }, call) => {
      const restored = await desk.restore({ id, passphrase: passphrase ?? null }, call);
      changed();
      return restored;
    },
    'backup.restorePackage': async ({ file, location, passphrase }, call) => {
      const path = await pathOf(file);
      if (!path.ok) return path;
      const folder = location === undefined ? ok(null) : await pathOf(location, 'write');
      if (!folder.ok) return folder;
      const wanted = { file: path.value, folder: folder.value, passphrase: passphrase ?? null };
      const restored = await desk.restorePackage(wanted, call);
      if (restored.ok) changed();
      return restored;
    },
  };
}
