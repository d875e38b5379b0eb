import { randomBytes } from 'node:crypto';
import { FACTS } from '../domain/facts.ts';
import type { Result } from '../domain/result.ts';
import type { SealedContent } from '../domain/seals.ts';
import { wellFormed } from '../domain/well-formed.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { commitmentOf } from '../ledger/commitment.ts';
import type { StatedResult, StateOptions, Workspace } from './workspace.ts';

const SALT_BYTES = 32;

const Content = FACTS['assessment.submitted'].omit({ seal: true });

/**
 * Seals an assessment as whoever is at the desk. Its content and salt stay on this machine, in the same transaction,
 * until it is opened.
 */
export function stateSeal(
  workspace: Workspace,
  content: SealedContent,
  more: StateOptions,
): Promise<Result<StatedResult>> {
  const author = workspace.me();
  // Just what will be signed when it is opened: read back from the text that a record would hold.
  const body = Content.parse(JSON.parse(canonicalJson(wellFormed(content))));
  const salt = randomBytes(SALT_BYTES).toString('hex');
  const commitment = commitmentOf({ salt, author, body });
  return workspace.state([{ type: 'assessment.sealed', body: { submission: body.submission, commitment } }], {
    ...more,
    keepSealed: { person: author, salt, body },
  });
}
