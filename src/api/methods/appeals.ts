import { z } from 'zod';
import {
  AppealAsker,
  AppealProcess,
  AppealResult,
  ClericalCheck,
} from '../../domain/appeals/appeal-facts.ts';
import { PersonKey, RecordId, SubmissionId, Timestamp } from '../../domain/ids.ts';
import { AgreedJudgment } from '../../domain/judgment.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

const appeal = { appeal: RecordId };
/** The appeal as it stands after the step. */
const step = { output: shape.Appeal, progress: false } as const;
const text = (max: number) => z.string().max(max);

/** Appeals about released outcomes: checked, reviewed or marked anew by people who had no part in them, decided. */
export const appealsMethods = {
  /** Open ones first, by when they are due. */
  'appeals.list': { input: none, output: z.array(shape.Appeal), progress: false },
  'appeals.get': { input: z.object(appeal), output: shape.AppealDetail, progress: false },
  'appeals.lodge': {
    input: z.object({
      ...command,
      submission: SubmissionId,
      asker: AppealAsker,
      grounds: text(20_000).trim().min(1),
      received: Timestamp,
      due: Timestamp.nullable(),
      mayLower: z.boolean(),
    }),
    ...step,
  },
  'appeals.check': {
    input: z.object({ ...command, ...appeal, holds: ClericalCheck, note: text(20_000) }),
    ...step,
  },
  'appeals.choose': {
    input: z.object({
      ...command,
      ...appeal,
      process: AppealProcess,
      remarkers: z.array(PersonKey).max(2),
      due: Timestamp.nullable(),
      reason: text(2000),
    }),
    ...step,
  },
  'appeals.decide': {
    input: z.object({
      ...command,
      ...appeal,
      result: AppealResult,
      judgments: z.array(AgreedJudgment).max(500),
      reason: text(20_000),
    }),
    ...step,
  },
  'appeals.withdraw': { input: z.object({ ...command, ...appeal, reason: text(2000) }), ...step },
  'appeals.close': { input: z.object({ ...command, ...appeal }), ...step },
} as const satisfies Record<string, MethodContract>;
