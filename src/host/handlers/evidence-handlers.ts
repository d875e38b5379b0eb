import type { HandlersOf } from '../../api/handlers.ts';
import type { evidenceMethods } from '../../api/methods/evidence.ts';
import { listArchive, openArchiveEntry } from '../../app/browse-archive.ts';
import { indexEvidence } from '../../app/index-evidence.ts';
import { searchEvidence } from '../../app/search.ts';
import { saveCopy } from '../../app/stored-evidence.ts';
import { ok, refused } from '../../domain/result.ts';
import { textExtractor } from '../../evidence/text/text-extractor.ts';
import type { Around } from './around.ts';

export function evidenceHandlers({ inside, pathOf }: Around): HandlersOf<typeof evidenceMethods> {
  return {
    'artifacts.saveCopy': (input, call) =>
      inside(async (workspace) => {
        const to = await pathOf(input.to, 'write');
        return to.ok ? saveCopy(workspace, input.artifact, to.value, call) : to;
      }),
    'evidence.search': ({ submission, text }) =>
      inside(async (workspace) => searchEvidence(workspace, submission, text)),
    'evidence.reading': () => inside(async ({ store }) => ok(store.evidence.progress())),
    'evidence.readAll': (_, call) =>
      inside(async (workspace) => {
        const extractor = textExtractor();
        try {
          await indexEvidence(workspace, extractor, {
            signal: call.signal,
            pause: () => new Promise((resolve) => setImmediate(resolve)),
            progress: ({ done, total }) =>
              call.progress({ phase: 'Reading evidence for search', done, total }),
          });
        } finally {
          await extractor.rest();
        }
        if (call.signal.aborted) return refused('call.cancelled', 'Stopped. What was read can be searched.');
        return ok(workspace.store.evidence.progress());
      }),
    'archives.list': (input, call) => inside((workspace) => listArchive(workspace, input, call)),
    'archives.open': (input, call) => inside((workspace) => openArchiveEntry(workspace, input, call)),
  };
}
