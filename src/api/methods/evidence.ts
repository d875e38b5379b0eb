import { z } from 'zod';
import { ArtifactHash } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import { type MethodContract, none } from './method.ts';

export const evidenceMethods = {
  'artifacts.saveCopy': {
    input: z.object({ artifact: ArtifactHash, to: shape.FileToken }),
    output: none,
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;
