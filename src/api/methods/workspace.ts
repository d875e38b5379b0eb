import { z } from 'zod';
import * as shape from '../shapes.ts';
import { type MethodContract, none } from './method.ts';

export const workspaceMethods = {
  'workspace.recent': { input: none, output: z.array(shape.RecentWorkspace), progress: false },
  /** Creates and opens. Without a location the workspace lies in the application's own folder. */
  'workspace.create': {
    input: z.object({
      name: z.string().min(1).max(200),
      provider: z.string().min(1).max(200),
      person: z.string().min(1).max(200),
      location: shape.FileToken.optional(),
      /** Seals the private keys where the system has no keychain; then it must be given. */
      passphrase: z.string().min(8).max(1000).optional(),
    }),
    output: shape.WorkspaceInfo,
    progress: false,
  },
  /** Builds the demo workspace if it is not there yet, and opens it. */
  'workspace.demo': { input: none, output: shape.WorkspaceInfo, progress: true },
  'workspace.open': {
    input: z.object({
      recent: z.string().optional(),
      location: shape.FileToken.optional(),
      /** Asked for by the failure `key.passphrase_needed`. */
      passphrase: z.string().max(1000).optional(),
    }),
    output: shape.WorkspaceInfo,
    progress: false,
  },
  /**
   * Joins the workspace an invitation belongs to, in a folder of its own with a key of its own, writes the acceptance
   * to send back, and opens it. `words` are what both sides compare.
   */
  'workspace.join': {
    input: z.object({
      invitation: shape.FileToken,
      /** Where the acceptance is saved. */
      into: shape.FileToken,
      name: z.string().min(1).max(200),
      location: shape.FileToken.optional(),
      passphrase: z.string().min(8).max(1000).optional(),
    }),
    output: z.object({ workspace: shape.WorkspaceInfo, acceptance: shape.PackedFile, words: z.string() }),
    progress: false,
  },
  /** How private keys are sealed on this machine. */
  'workspace.sealing': { input: none, output: z.object({ keychain: z.boolean() }), progress: false },
  'workspace.close': { input: none, output: none, progress: false },
  /** `null` when no workspace is open. */
  'workspace.info': { input: none, output: shape.WorkspaceInfo.nullable(), progress: false },
  /** Small remembered choices: theme, pane sizes, key bindings. Not part of any workspace. */
  'settings.get': { input: none, output: z.record(z.string(), z.json()), progress: false },
  'settings.set': {
    input: z.object({ key: z.string().min(1).max(100), value: z.json() }),
    output: none,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
