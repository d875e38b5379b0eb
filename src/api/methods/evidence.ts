import { z } from 'zod';
import { ArtifactHash, SubmissionId } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import { type MethodContract, none } from './method.ts';

const ArchivePath = z.array(z.int().min(0)).max(8);

export const evidenceMethods = {
  'artifacts.saveCopy': {
    input: z.object({ artifact: ArtifactHash, to: shape.FileToken }),
    output: none,
    progress: true,
  },
  /** `entries` leads into archives within the archive; none is the artifact itself. */
  'archives.list': {
    input: z.object({ submission: SubmissionId, artifact: ArtifactHash, entries: ArchivePath }),
    output: shape.ArchiveListing,
    progress: true,
  },
  /** Takes one file out of an archive, so that it can be shown like any other artifact. */
  'archives.open': {
    input: z.object({ submission: SubmissionId, artifact: ArtifactHash, entries: ArchivePath.min(1) }),
    output: shape.Artifact,
    progress: true,
  },
  /** Where in the evidence of a submission all the words are. */
  'evidence.search': {
    input: z.object({ submission: SubmissionId, text: z.string().max(400) }),
    output: shape.EvidenceFound,
    progress: false,
  },
  'evidence.reading': { input: none, output: shape.EvidenceReading, progress: false },
  /** Reads for search what has not been read, to the end. The desktop does so by itself. */
  'evidence.readAll': { input: none, output: shape.EvidenceReading, progress: true },
} as const satisfies Record<string, MethodContract>;
