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
  'archives.list': {
    input: z.object({ artifact: ArtifactHash }),
    output: shape.ArchiveListing,
    progress: true,
  },
  /** Takes one file out of an archive, so that it can be shown like any other artifact. */
  'archives.open': {
    input: z.object({ artifact: ArtifactHash, entry: z.int().min(0) }),
    output: shape.Artifact,
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;
