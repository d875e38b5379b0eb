import type { HandlersOf } from '../../api/handlers.ts';
import type { bundlesMethods } from '../../api/methods/bundles.ts';
import type { Inspection } from '../../api/shapes.ts';
import { importBundles } from '../../app/import-bundles.ts';
import { inspectBundle } from '../../bundle/inspect-bundle.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function bundlesHandlers({ command, pathsOf }: Around): HandlersOf<typeof bundlesMethods> {
  return {
    'bundles.inspect': async (input, call) => {
      const paths = await pathsOf(input.files);
      if (!paths.ok) return paths;
      const inspections: Inspection[] = [];
      for (const [index, path] of paths.value.entries()) {
        call.progress({ phase: 'Looking inside', done: index, total: paths.value.length });
        inspections.push(await inspectBundle(path, { signal: call.signal }));
      }
      return ok(inspections);
    },
    'bundles.import': async (input, call) => {
      const paths = await pathsOf(input.files);
      if (!paths.ok) return paths;
      return command((workspace) => importBundles(workspace, paths.value, input, call));
    },
  };
}
