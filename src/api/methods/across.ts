import { z } from 'zod';
import { CriterionId, SubmissionId, UnitId } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import type { MethodContract } from './method.ts';

const across = { unit: UnitId, criterion: CriterionId };

export const acrossMethods = {
  /** The submissions of a unit that I mark or have marked, in order of receipt, with what I gave for one criterion. */
  'across.list': {
    input: z.object({
      ...across,
      filter: shape.AcrossFilter,
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({
      /** How many there are, and in how many of them the criterion is judged. */
      all: z.int(),
      judged: z.int(),
      /** How many the filter leaves. */
      total: z.int(),
      rows: z.array(shape.AcrossRow),
    }),
    progress: false,
  },
  /** The first that is not judged after this one, else the first of all; null where every one is. */
  'across.nextToJudge': {
    input: z.object({ ...across, after: SubmissionId.nullable() }),
    output: z.object({ submission: SubmissionId.nullable() }),
    progress: false,
  },
  /** Which of my drafts of a unit can be submitted, and what the others lack. */
  'across.ready': { input: z.object({ unit: UnitId }), output: shape.ReadyToSubmit, progress: false },
} as const satisfies Record<string, MethodContract>;
