import { z } from 'zod';
import { ArtifactHash } from './ids.ts';

/**
 * Everything about a submission that could name its learner: held beside the ledger, named in it by salted hash,
 * erasable without touching a record.
 */
export const SubmissionDetails = z.object({
  salt: z.string().min(16).max(100),
  learner: z.object({
    name: z.string().max(400).nullable(),
    identifier: z.string().max(400).nullable(),
    email: z.string().max(400).nullable(),
  }),
  title: z.string().max(2000),
  description: z.string().max(20000),
  bundle: z.object({
    name: z.string().max(1000),
    kind: z.string().max(20),
    identifier: z.string().max(400).nullable(),
  }),
  /** In the order of the record's artifacts; one artifact may lie at several paths. */
  artifacts: z.array(
    z.object({
      hash: ArtifactHash,
      path: z.string().max(4000),
      title: z.string().max(2000).nullable(),
      createdAt: z.string().max(100).nullable(),
    }),
  ),
});
export type SubmissionDetails = z.infer<typeof SubmissionDetails>;
