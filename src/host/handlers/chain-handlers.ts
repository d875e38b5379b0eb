import type { HandlersOf } from '../../api/handlers.ts';
import type { chainMethods } from '../../api/methods/chain.ts';
import { outcomeChain } from '../../app/chain/outcome-chain.ts';
import type { Around } from './around.ts';

export function chainHandlers({ inside }: Around): HandlersOf<typeof chainMethods> {
  return {
    'outcomes.chain': ({ submission }, call) =>
      inside((workspace) => outcomeChain(workspace, submission, call)),
  };
}
