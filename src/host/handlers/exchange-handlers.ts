import type { HandlersOf } from '../../api/handlers.ts';
import type { exchangeMethods } from '../../api/methods/exchange.ts';
import { awaited } from './awaited.ts';

export function exchangeHandlers(): HandlersOf<typeof exchangeMethods> {
  return {
    'exchange.plan': awaited,
    'exchange.pack': awaited,
    'exchange.inspect': awaited,
    'exchange.merge': awaited,
  };
}
