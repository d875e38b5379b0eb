import { stat } from 'node:fs/promises';
import type { HandlersOf } from '../../api/handlers.ts';
import type { resultsMethods } from '../../api/methods/results.ts';
import { exportModeratedBatch } from '../../app/batches/export-batch.ts';
import { confirmOutcomes, exportResults, listBatches, listResults } from '../../app/release.ts';
import { verifyFiles } from '../../app/verify-files.ts';
import { ok, refused } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function resultsHandlers({
  inside,
  command,
  pathOf,
  pathsOf,
}: Around): HandlersOf<typeof resultsMethods> {
  return {
    'results.list': ({ unit }) => inside(async (workspace) => ok(listResults(workspace, unit ?? null))),
    'outcomes.confirm': (input) =>
      command((workspace) => confirmOutcomes(workspace, input.command, input.submissions)),
    'results.export': (input, call) =>
      command(async (workspace) => {
        const into = await pathOf(input.to, 'write');
        if (!into.ok) return into;
        const isFolder = await stat(into.value).then(
          (info) => info.isDirectory(),
          () => false,
        );
        if (!isFolder)
          return refused('results.no_folder', 'The folder to export into is not there. Choose another.');
        return input.batch === undefined
          ? exportResults(workspace, { ...input, into: into.value }, call)
          : exportModeratedBatch(workspace, { ...input, batch: input.batch, into: into.value }, call);
      }),
    'results.batches': () => inside(async (workspace) => ok(listBatches(workspace))),
    'results.batch': ({ batch }) =>
      inside(async (workspace) => {
        const found = listBatches(workspace).find((one) => one.batch === batch);
        const fact = workspace.store.records.fact(batch);
        if (!found || fact?.type !== 'batch.exported')
          return refused('batch.unknown', 'This batch is not in the workspace.');
        return ok({ batch: found, submissions: fact.body.results.map((result) => result.submission) });
      }),
    'verify.files': async (input, call) => {
      const paths = await pathsOf(input.files);
      return paths.ok ? verifyFiles(paths.value, call) : paths;
    },
  };
}
