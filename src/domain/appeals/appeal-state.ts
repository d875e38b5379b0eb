import { z } from 'zod';

/** Where an appeal stands (DOMAIN: Appeal). A clerical check alone is decided from `checked`. */
export const AppealState = z.enum([
  'lodged',
  'checked',
  'review',
  'blind_remark',
  'double_blind',
  'upheld',
  'raised',
  'lowered',
  'remitted',
  'closed',
  'withdrawn',
]);
export type AppealState = z.infer<typeof AppealState>;

const DECIDED: ReadonlySet<AppealState> = new Set(['upheld', 'raised', 'lowered', 'remitted']);

/** Whether it was decided, and can still be decided otherwise. */
export const isAppealDecided = (state: AppealState): boolean => DECIDED.has(state);
export const isAppealOpen = (state: AppealState): boolean => state !== 'closed' && state !== 'withdrawn';
