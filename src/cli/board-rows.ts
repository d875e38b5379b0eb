import type { DisagreementRow } from '../api/shapes.ts';
import type { Session } from './session.ts';

const PAGE = 1000;

/** Every row of the board, heaviest first; a page at a time. */
export async function boardRows(session: Session, include: 'open' | 'all'): Promise<DisagreementRow[]> {
  const rows: DisagreementRow[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const page = await session.call('moderation.board', { include, offset, limit: PAGE });
    rows.push(...page.rows);
    if (offset + PAGE >= page.total) return rows;
  }
}
