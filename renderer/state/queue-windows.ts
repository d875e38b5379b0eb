import type { QueueFilter, QueueSort } from '../../src/api/shapes.ts';
import { api } from './api.ts';
import { createWindows } from './windows.ts';

export interface QueueQuestion {
  readonly filter: QueueFilter;
  readonly sort: QueueSort;
}

const FIRST: QueueQuestion = { filter: {}, sort: { by: 'received', descending: true } };

export const queue = createWindows(FIRST, (question, offset, limit) =>
  api.call('queue.list', { ...question, offset, limit }),
);
