import { z } from 'zod';

export const VerifyCheck = z.object({
  name: z.string(),
  ok: z.boolean(),
  message: z.string(),
  status: z.enum(['holds', 'fails', 'not_checked']),
});
export type VerifyCheck = z.infer<typeof VerifyCheck>;

export const Verification = z.object({
  path: z.string(),
  ok: z.boolean(),
  kind: z.enum(['credential', 'batch', 'workspace', 'unknown']),
  /** The verdict in one sentence. */
  verdict: z.string(),
  checks: z.array(VerifyCheck),
  /** What the credential says, for people. Present only when the proof holds. */
  says: z
    .object({
      name: z.string(),
      issuer: z.string(),
      issuedAt: z.string().nullable(),
      results: z.array(z.object({ criterion: z.string(), result: z.string() })),
    })
    .nullable(),
});
export type Verification = z.infer<typeof Verification>;
