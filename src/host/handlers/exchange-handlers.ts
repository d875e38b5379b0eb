import type { HandlersOf } from '../../api/handlers.ts';
import type { exchangeMethods } from '../../api/methods/exchange.ts';
import { packPackage, planPackage } from '../../app/pack.ts';
import type { Around } from './around.ts';
import { awaited } from './awaited.ts';

export function exchangeHandlers({ inside, pathOf }: Around): HandlersOf<typeof exchangeMethods> {
  return {
    'exchange.plan': (input) => inside((workspace) => planPackage(workspace, input)),
    'exchange.pack': async (input, call) => {
      const into = await pathOf(input.into, 'write');
      if (!into.ok) return into;
      return inside((workspace) => packPackage(workspace, { ...input, into: into.value }, call));
    },
    'exchange.inspect': awaited,
    'exchange.merge': awaited,
  };
}
