import type { HandlersOf } from '../../api/handlers.ts';
import type { resolveMethods } from '../../api/methods/resolve.ts';
import { awaited } from './awaited.ts';

export function resolveHandlers(): HandlersOf<typeof resolveMethods> {
  return {
    'resolve.list': awaited,
    'resolve.decide': awaited,
  };
}
