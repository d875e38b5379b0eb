import type { Input, Output } from '../../src/api/contract.ts';
import { api } from './api.ts';
import { createWindows } from './windows.ts';

export type BoardRow = Output<'moderation.board'>['rows'][number];
type BoardQuestion = Pick<Input<'moderation.board'>, 'unit' | 'include'>;

const FIRST: BoardQuestion = { include: 'open' };

/** The board of disagreements, heaviest first. */
export const board = createWindows(FIRST, (question, offset, limit) =>
  api.call('moderation.board', { ...question, offset, limit }),
);
