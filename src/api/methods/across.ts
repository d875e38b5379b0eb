import { z } from 'zod';
import { CriterionId, SubmissionId, UnitId } from '../../domain/ids.ts';
import { Unit } from '../../domain/rubric.ts';
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
    output: z.object({
      next: z
        .object({
          submission: SubmissionId,
          /** Its place among all of them. */
          place: z.int(),
        })
        .nullable(),
    }),
    progress: false,
  },
  /** How far I have come with each criterion of a unit. */
  'across.progress': {
    input: z.object({ unit: UnitId }),
    output: z.object({
      unit: Unit,
      all: z.int(),
      /** Of each, in how many it is mine to judge, and judged. */
      criteria: z.array(z.object({ criterion: CriterionId, all: z.int(), judged: z.int() })),
    }),
    progress: false,
  },
  /** Which of my drafts of a unit can be submitted, and what the others lack. */
  'across.ready': { input: z.object({ unit: UnitId }), output: shape.ReadyToSubmit, progress: false },
} as const satisfies Record<string, MethodContract>;
