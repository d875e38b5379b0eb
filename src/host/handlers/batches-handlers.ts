import { join } from 'node:path';
import type { HandlersOf } from '../../api/handlers.ts';
import type { batchesMethods } from '../../api/methods/batches.ts';
import type { ModeratedBatch } from '../../api/shapes.ts';
import { confirmBatch } from '../../app/batches/confirm-batch.ts';
import { describeBatch, listModeratedBatches, moderatedBatch } from '../../app/batches/describe-batch.ts';
import { trySample } from '../../app/batches/describe-sample.ts';
import {
  closeMarking,
  decideBatch,
  drawBatchSample,
  openBatch,
  recordFinding,
  reopenBatch,
  verifyItem,
} from '../../app/batches/run-batch.ts';
import { saveDossier } from '../../app/dossier/save-dossier.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { RecordId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function batchesHandlers({
  inside,
  command,
  pathOf,
  resourcesDir,
}: Around): HandlersOf<typeof batchesMethods> {
  /** Takes a step, and gives the batch as it stands then. */
  const step = (batch: RecordId, work: (workspace: Workspace) => Promise<Result<RecordId>>) =>
    command(async (workspace): Promise<Result<ModeratedBatch>> => {
      const done = await work(workspace);
      return done.ok ? moderatedBatch(workspace, batch) : done;
    });
  return {
    'batches.list': ({ unit }) =>
      inside(async (workspace) => ok(listModeratedBatches(workspace, unit ?? null))),
    'batches.get': ({ batch }) => inside(async (workspace) => describeBatch(workspace, batch)),
    'batches.open': (input) =>
      command(async (workspace) => {
        const { label, unit, mode } = input;
        const opened = await openBatch(workspace, input.command, { label, unit, mode });
        return opened.ok ? moderatedBatch(workspace, opened.value) : opened;
      }),
    'batches.close': (input) =>
      step(input.batch, (workspace) =>
        closeMarking(workspace, input.command, input.batch, input.submissions ?? null),
      ),
    'batches.draw': (input) =>
      step(input.batch, (workspace) =>
        drawBatchSample(workspace, input.command, input.batch, { ...input, seed: input.seed ?? null }),
      ),
    'batches.find': (input) =>
      step(input.batch, (workspace) => recordFinding(workspace, input.command, input.batch, input)),
    'batches.verify': (input) =>
      step(input.batch, (workspace) =>
        verifyItem(workspace, input.command, input.batch, input.submission, input.as),
      ),
    'batches.decide': (input) =>
      step(input.batch, (workspace) =>
        decideBatch(workspace, input.command, input.batch, input.decision, input.reason),
      ),
    'batches.confirm': (input) =>
      step(input.batch, (workspace) => confirmBatch(workspace, input.command, input.batch)),
    'batches.reopen': (input) =>
      step(input.batch, (workspace) => reopenBatch(workspace, input.command, input.batch, input.reason)),
    'batches.dossier': async ({ batch, into }, call) => {
      const path = await pathOf(into, 'write');
      if (!path.ok) return path;
      const fontsDir = join(resourcesDir, 'fonts');
      return inside((workspace) => saveDossier(workspace, { batch, path: path.value, fontsDir }, call));
    },
    'sample.draw': ({ from, rule, seed }) =>
      inside(async (workspace) => trySample(workspace, from, { rule, seed })),
  };
}
