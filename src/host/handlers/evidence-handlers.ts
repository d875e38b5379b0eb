import type { HandlersOf } from '../../api/handlers.ts';
import type { evidenceMethods } from '../../api/methods/evidence.ts';
import { listArchive, openArchiveEntry } from '../../app/browse-archive.ts';
import { saveCopy } from '../../app/stored-evidence.ts';
import type { Around } from './around.ts';

export function evidenceHandlers({ inside, pathOf }: Around): HandlersOf<typeof evidenceMethods> {
  return {
    'artifacts.saveCopy': (input, call) =>
      inside(async (workspace) => {
        const to = await pathOf(input.to, 'write');
        return to.ok ? saveCopy(workspace, input.artifact, to.value, call) : to;
      }),
    'archives.list': (input, call) => inside((workspace) => listArchive(workspace, input, call)),
    'archives.open': (input, call) => inside((workspace) => openArchiveEntry(workspace, input, call)),
  };
}
