import { z } from 'zod';
import { PersonKey, SubmissionId } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import type { MethodContract } from './method.ts';

/** Kinds that are made by choosing what goes in; invitations and acceptances come from inviting and joining. */
const Packable = z.enum(['assignment', 'seal', 'judgments', 'moderation', 'workspace', 'backup']);

const wanted = {
  kind: Packable,
  /** Whom it is for; null for whoever gets it. */
  to: PersonKey.nullable(),
  /** Only these submissions; all that fit the kind when absent. */
  submissions: z.array(SubmissionId).max(100_000).optional(),
};

export const exchangeMethods = {
  /** What would go into a package, before it is made. */
  'exchange.plan': { input: z.object(wanted), output: shape.PackagePlan, progress: false },
  /**
   * Makes a package. `into` is a file to save as, or a folder. `encrypt` seals it for `to`; a backup that is for nobody
   * in particular with `passphrase`, which opens the keys in it as well.
   */
  'exchange.pack': {
    input: z.object({
      ...wanted,
      encrypt: z.boolean(),
      passphrase: z.string().min(8).max(1000).optional(),
      into: shape.FileToken,
    }),
    output: shape.PackedFile,
    progress: true,
  },
  /** What is in packages, and what they would add, without taking anything in. */
  'exchange.inspect': {
    input: z.object({ files: z.array(shape.FileToken).min(1).max(1000) }),
    output: z.array(shape.PackagePreview.or(shape.NotOpened)),
    progress: true,
  },
  /** Takes packages in. Each is whole or refused; the rest go on. */
  'exchange.merge': {
    input: z.object({ files: z.array(shape.FileToken).min(1).max(1000) }),
    output: z.array(shape.TakenIn),
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;
