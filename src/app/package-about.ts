import { z } from 'zod';
import { ProposedAppointment } from '../api/shapes.ts';
import { PersonKey } from '../domain/ids.ts';

/** What an invitation says besides its records, in the manifest's `about`. */
export const InvitationAbout = z.object({
  proposed: ProposedAppointment,
  /** Somebody known who gets a key for another device, or in the place of a lost one. */
  person: z.object({ key: PersonKey, kind: z.enum(['device', 'replacement']) }).nullable(),
});

/** What an acceptance says: its sender's key is the new one. */
export const AcceptanceAbout = z.object({
  proposed: ProposedAppointment.nullable(),
  person: PersonKey.nullable(),
});
