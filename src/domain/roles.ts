import { z } from 'zod';

/** `eqa` is the external quality assurer: reads everything, changes nothing. */
export const Role = z.enum(['provider', 'assessor', 'moderator', 'adjudicator', 'eqa']);
export type Role = z.infer<typeof Role>;

/** Who reads the marks of others, definitive ones included. */
export const READERS: readonly Role[] = ['moderator', 'adjudicator', 'provider', 'eqa'];
