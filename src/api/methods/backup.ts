import { z } from 'zod';
import * as shape from '../shapes.ts';
import { type MethodContract, none } from './method.ts';

export const backupMethods = {
  /** The copies this machine keeps by itself, newest first, and why the last one failed, if it did. */
  'backup.list': {
    input: none,
    output: z.object({ backups: z.array(shape.Backup), failed: z.string().nullable() }),
    progress: false,
  },
  'backup.make': { input: none, output: shape.Backup, progress: true },
  /**
   * Puts a copy of this workspace in its place and opens it; what was there is kept beside it. Records made since are
   * merged back where they can still be read.
   */
  'backup.restore': {
    input: z.object({ id: z.string().max(200), passphrase: z.string().max(1000).optional() }),
    output: shape.WorkspaceInfo,
    progress: true,
  },
  /**
   * Lays out a workspace from a backup package, in a folder of its own, and opens it. `passphrase` opens the package,
   * where it is encrypted with one, and the keys in it.
   */
  'backup.restorePackage': {
    input: z.object({
      file: shape.FileToken,
      location: shape.FileToken.optional(),
      passphrase: z.string().max(1000).optional(),
    }),
    /** `notes`: sentences, such as which evidence is not in it, since it was damaged where it was made. */
    output: z.object({ workspace: shape.WorkspaceInfo, notes: z.array(z.string()) }),
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;
