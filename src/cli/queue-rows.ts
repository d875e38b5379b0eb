import type { QueueFilter, QueueRow } from '../api/shapes.ts';
import type { Session } from './session.ts';

const PAGE = 1000;

/** Every row of the queue that a filter lets through, in order of receipt; a page at a time. */
export async function queueRows(session: Session, filter: QueueFilter): Promise<QueueRow[]> {
  const sort = { by: 'received' as const, descending: false };
  const rows: QueueRow[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await session.call('queue.list', { filter, sort, offset, limit: PAGE });
    rows.push(...page.rows);
    if (offset + PAGE >= page.total) return rows;
  }
}
