import { z } from 'zod';
import { PersonKey, UnitId } from '../../domain/ids.ts';
import { Role } from '../../domain/roles.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

export const peopleMethods = {
  'people.list': { input: none, output: z.array(shape.Person), progress: false },
  /** Makes a key for them on this machine and appoints them. */
  'people.add': {
    input: z.object({
      ...command,
      name: z.string().min(1).max(200),
      roles: z.array(Role).min(1),
      units: z.union([z.literal('all'), z.array(UnitId)]),
    }),
    output: shape.Person,
    progress: false,
  },
  /** From now on this machine acts as that person, whose key it holds. */
  'people.actAs': { input: z.object({ person: PersonKey }), output: shape.WorkspaceInfo, progress: false },
} as const satisfies Record<string, MethodContract>;
