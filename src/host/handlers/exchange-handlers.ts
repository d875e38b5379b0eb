import type { HandlersOf } from '../../api/handlers.ts';
import type { exchangeMethods } from '../../api/methods/exchange.ts';
import { packPackage, planPackage } from '../../app/pack.ts';
import { previewPackages } from '../../app/preview-packages.ts';
import { takeInPackages } from '../../app/take-in.ts';
import type { Around } from './around.ts';

export function exchangeHandlers({
  desk,
  inside,
  command,
  pathOf,
  pathsOf,
}: Around): HandlersOf<typeof exchangeMethods> {
  return {
    'exchange.plan': (input) => inside((workspace) => planPackage(workspace, input)),
    'exchange.pack': async (input, call) => {
      const into = await pathOf(input.into, 'write');
      if (!into.ok) return into;
      return inside((workspace) => packPackage(workspace, { ...input, into: into.value }, call));
    },
    'exchange.inspect': async (input, call) => {
      const paths = await pathsOf(input.files);
      if (!paths.ok) return paths;
      // An invitation comes before there is a workspace to look at it from.
      if (!desk.current()) return previewPackages(null, paths.value, call);
      return inside((workspace) => previewPackages(workspace, paths.value, call));
    },
    'exchange.merge': async (input, call) => {
      const paths = await pathsOf(input.files);
      if (!paths.ok) return paths;
      return command((workspace) => takeInPackages(workspace, paths.value, call));
    },
  };
}
