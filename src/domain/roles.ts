import { z } from 'zod';

/** `eqa` is the external quality assurer: reads everything, changes nothing. */
export const Role = z.enum(['provider', 'assessor', 'moderator', 'adjudicator', 'eqa']);
export type Role = z.infer<typeof Role>;
