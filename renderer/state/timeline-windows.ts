import type { Input, Output } from '../../src/api/contract.ts';
import { api } from './api.ts';
import { createWindows } from './windows.ts';

export type Entry = Output<'ledger.timeline'>['entries'][number];
type TimelineQuestion = Pick<Input<'ledger.timeline'>, 'submission' | 'type'>;

const FIRST: TimelineQuestion = {};

export const timeline = createWindows(FIRST, async (question, offset, limit) => {
  const result = await api.call('ledger.timeline', { ...question, offset, limit });
  return result.ok ? { ok: true, value: { total: result.value.total, rows: result.value.entries } } : result;
});
