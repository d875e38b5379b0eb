import { z } from 'zod';
import { ProposedAppointment } from '../api/shapes.ts';
import { PersonKey, Sha256, Timestamp } from '../domain/ids.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { publicKeyOf } from '../ledger/did-key.ts';
import { verifyEd25519 } from '../ledger/ed25519.ts';
import type { RecordSigner } from '../ledger/record.ts';

/**
 * What a provider proposes to whoever is invited. It travels to them and comes back with their acceptance, so that the
 * provider need not keep it; the signature shows that it comes back as it went.
 */
const Proposal = z.strictObject({
  assay: z.literal('proposal'),
  v: z.literal(1),
  workspace: Sha256,
  by: PersonKey,
  at: Timestamp,
  appointment: ProposedAppointment.strict(),
  /** Somebody known who gets another key: of another device, or in the place of the one that is named. */
  person: z.strictObject({ key: PersonKey, kind: z.enum(['device', 'replacement']) }).nullable(),
});
export type Proposal = z.infer<typeof Proposal>;

const SignedProposal = z.strictObject({
  proposal: Proposal,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type SignedProposal = z.infer<typeof SignedProposal>;

/** What an invitation says beside its records. */
export const InvitationAbout = SignedProposal.extend({
  /** Whoever takes submissions in gives learners the pseudonyms that others give them (see `learnerIdOf`). */
  pseudonymKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type InvitationAbout = z.infer<typeof InvitationAbout>;

/** What an acceptance says: the proposal it answers. The new key is the one that signed the package. */
export const AcceptanceAbout = SignedProposal;

const bytesOf = (proposal: Proposal) => Buffer.from(canonicalJson(proposal));

export function signProposal(
  proposal: Omit<Proposal, 'assay' | 'v' | 'by'>,
  signer: RecordSigner,
): SignedProposal {
  const whole: Proposal = { assay: 'proposal', v: 1, by: signer.did, ...proposal };
  const signature = Buffer.from(signer.sign(bytesOf(whole))).toString('base64url');
  return { proposal: whole, signature };
}

/** Whether it is what its author signed, for this workspace. */
export function provesItself({ proposal, signature }: SignedProposal, workspace: string): boolean {
  const key = publicKeyOf(proposal.by);
  return (
    key !== null &&
    proposal.workspace === workspace &&
    verifyEd25519(key, bytesOf(proposal), Buffer.from(signature, 'base64url'))
  );
}
