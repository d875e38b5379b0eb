import type { QueueFilter, QueueRow } from '../api/shapes.ts';
import { everyPage } from './every-page.ts';
import type { Session } from './session.ts';

/** Every row of the queue that a filter lets through, in order of receipt. */
export const queueRows = (session: Session, filter: QueueFilter): Promise<QueueRow[]> =>
  everyPage((page) =>
    session.call('queue.list', { filter, sort: { by: 'received', descending: false }, ...page }),
  );
