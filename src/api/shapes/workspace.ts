import { z } from 'zod';
import { PersonKey } from '../../domain/ids.ts';
import { Role } from '../../domain/roles.ts';

export const WorkspaceInfo = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  /** Shown in the title bar; never used as a path by the renderer. */
  location: z.string(),
  isDemo: z.boolean(),
  /** `canSign` is false where this machine lacks the private key: everything can be read, nothing recorded. */
  me: z.object({
    key: PersonKey,
    name: z.string(),
    roles: z.array(Role),
    canSign: z.boolean(),
    /** Whether anybody appointed them yet, as far as is known here. */
    isAppointed: z.boolean(),
  }),
  /** `part`: this copy holds by design only what was sent to whoever works on it. */
  scope: z.enum(['whole', 'part']),
  /** Guards such as "nobody moderates their own work" apply once a second person is appointed. */
  guarded: z.boolean(),
  counts: z.object({
    toMark: z.int(),
    toReconcile: z.int(),
    toConfirm: z.int(),
    toExport: z.int(),
    toResolve: z.int(),
  }),
});
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>;

export const RecentWorkspace = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  openedAt: z.string(),
  exists: z.boolean(),
});
export type RecentWorkspace = z.infer<typeof RecentWorkspace>;
