import type { DisagreementRow } from '../api/shapes.ts';
import { everyPage } from './every-page.ts';
import type { Session } from './session.ts';

/** Every row of the board, heaviest first. */
export const boardRows = (session: Session, include: 'open' | 'all'): Promise<DisagreementRow[]> =>
  everyPage((page) => session.call('moderation.board', { include, ...page }));
