import type { CommitmentOf } from '../domain/seals.ts';
import { hashOf } from './content-ids.ts';

/**
 * Promises an assessment without showing it: SHA-256 over the canonical form of salt, author and content. The author
 * is in it so that nobody can take over another's promise; the salt, 32 random bytes as hex, so that nobody can try
 * out what was promised.
 */
export const commitmentOf: CommitmentOf = ({ salt, author, body }) => hashOf({ salt, author, body });
