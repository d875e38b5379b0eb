import type { Verification, VerifyCheck } from '../api/shapes.ts';
import { publicKeyOf } from '../ledger/did-key.ts';
import { type CredentialFacts, contextProblems, mentions, readCredential } from './credential-shape.ts';
import { CLOCK_SKEW_MS, type ProofOutcome, verifyProof, withoutProof } from './data-integrity.ts';
import { type DocumentLoader, offlineDocumentLoader } from './document-loader.ts';
import { shown } from './plain-text.ts';
import type { JsonObject } from './strict-json.ts';

const MAX_PROOFS = 8;

export interface CredentialVerification {
  readonly ok: boolean;
  readonly verdict: string;
  readonly checks: readonly VerifyCheck[];
  readonly says: Verification['says'];
  readonly facts: CredentialFacts | null;
}

export const holds = (name: string, message: string): VerifyCheck => ({
  name,
  ok: true,
  message,
  status: 'holds',
});
export const fails = (name: string, message: string): VerifyCheck => ({
  name,
  ok: false,
  message,
  status: 'fails',
});
/** `ok` says whether the verdict may still be yes without this. */
export const notChecked = (name: string, message: string, ok: boolean): VerifyCheck => ({
  name,
  ok,
  message,
  status: 'not_checked',
});

/**
 * Checks a credential offline. `ok` only if its shape, contexts, dates and at least one signature by the issuer's own
 * `did:key` were checked and hold, and no signature on it fails. Never throws on hostile input.
 */
export async function verifyCredential(
  document: JsonObject,
  now: Date,
  loader: DocumentLoader = offlineDocumentLoader(),
): Promise<CredentialVerification> {
  const read = readCredential(document);
  if ('problems' in read) {
    const [message = 'It is not a credential.'] = read.problems;
    return {
      ok: false,
      verdict: `Not verified: this is not a well-formed credential. ${message}`,
      checks: read.problems.map((problem) => fails('Structure', problem)),
      says: null,
      facts: null,
    };
  }
  const { facts } = read;
  const contexts = contextProblems(withoutProof(document));
  const outcomes = await proofOutcomes(document, loader, now, contexts);
  const byIssuer = outcomes.filter((outcome) => isByIssuer(outcome, facts.issuer));
  const checks = [
    holds('Structure', 'It has the parts that a credential needs.'),
    ...(contexts.length === 0
      ? [holds('Contexts', 'Every word in it is defined by contexts that travel with this program.')]
      : contexts.map((problem) => fails('Contexts', problem))),
    ...signatureChecks(outcomes, byIssuer.length > 0),
    issuerKeyCheck(outcomes, byIssuer.length > 0, facts.issuer),
    ...dateChecks(facts, now),
    ...limitsOfThisCheck(document, facts, byIssuer.length > 0),
  ];
  const ok = checks.every((check) => check.ok);
  return {
    ok,
    verdict: verdictOf(ok, checks, facts, 'credentialStatus' in document),
    checks,
    says: byIssuer.length > 0 && contexts.length === 0 ? inWords(facts) : null,
    facts,
  };
}

async function proofOutcomes(
  document: JsonObject,
  loader: DocumentLoader,
  now: Date,
  contexts: readonly string[],
): Promise<ProofOutcome[]> {
  const proofs = document.proof === undefined ? [] : [document.proof].flat();
  if (proofs.length > MAX_PROOFS) {
    return [
      {
        kind: 'fails',
        reason: `It carries ${proofs.length} signatures; more than ${MAX_PROOFS} are not checked.`,
      },
    ];
  }
  const outcomes: ProofOutcome[] = [];
  for (const proof of proofs) {
    outcomes.push(
      contexts.length > 0
        ? {
            kind: 'not_checked',
            reason: 'The signature was not checked, because the contexts are not known.',
          }
        : await verifyProof(document, proof, loader, now),
    );
  }
  return outcomes;
}

/** A `did:key` is its key: nothing needs to be looked up to know that the issuer controls it. */
function isByIssuer(outcome: ProofOutcome, issuer: string): boolean {
  return (
    outcome.kind === 'holds' && outcome.controller === issuer && isOwnKey(outcome.controller, outcome.key)
  );
}

export function isOwnKey(controller: string, key: string): boolean {
  return controller === `did:key:${key}` && publicKeyOf(controller) !== null;
}

function signatureChecks(outcomes: readonly ProofOutcome[], signedByIssuer: boolean): VerifyCheck[] {
  if (outcomes.length === 0) return [fails('Signature', 'Nobody signed it: anyone could have written it.')];
  return outcomes.map((outcome, at) => {
    const name = outcomes.length === 1 ? 'Signature' : `Signature ${at + 1}`;
    if (outcome.kind === 'holds') return holds(name, 'The signature fits: nothing was changed since.');
    if (outcome.kind === 'fails') return fails(name, outcome.reason);
    return notChecked(name, outcome.reason, signedByIssuer);
  });
}

function issuerKeyCheck(
  outcomes: readonly ProofOutcome[],
  signedByIssuer: boolean,
  issuer: string,
): VerifyCheck {
  const name = 'Issuer’s key';
  if (signedByIssuer) return holds(name, 'The signing key is the issuer’s own.');
  const holding = outcomes.filter((outcome) => outcome.kind === 'holds');
  const [signer] = holding;
  if (!signer) return notChecked(name, 'No signature holds, so there is no key to compare.', false);
  if (!issuer.startsWith('did:key:') && holding.some(({ controller }) => controller === issuer)) {
    return notChecked(
      name,
      `The signature fits a key that claims to be of ${shown(issuer)}; only that site can confirm it, and nothing is fetched.`,
      false,
    );
  }
  return fails(
    name,
    `It was signed by ${shown(signer.controller)}, but names ${shown(issuer)} as its issuer.`,
  );
}

function dateChecks(facts: CredentialFacts, now: Date): VerifyCheck[] {
  const { from, until } = facts;
  if (from !== null && Date.parse(from) > now.getTime() + CLOCK_SKEW_MS) {
    return [fails('Dates', `It is not valid before ${from}.`)];
  }
  if (until !== null && Date.parse(until) <= now.getTime())
    return [fails('Dates', `It expired on ${until}.`)];
  return [
    holds('Dates', until === null ? 'It is valid and has no end date.' : `It is valid until ${until}.`),
  ];
}

/** What offline checking cannot know. These do not make the verdict no, but people must read them. */
function limitsOfThisCheck(
  document: JsonObject,
  facts: CredentialFacts,
  signedByIssuer: boolean,
): VerifyCheck[] {
  const who = facts.issuerName === null ? 'the issuer you expect' : shown(facts.issuerName);
  const checks: VerifyCheck[] = [];
  if (signedByIssuer) {
    checks.push(
      notChecked(
        'Issuer known',
        `The key is right, but whether it belongs to ${who} you must know yourself: compare ${facts.issuer}.`,
        true,
      ),
    );
  }
  if ('credentialStatus' in document) {
    checks.push(
      notChecked(
        'Status',
        'Whether it was withdrawn since can only be learnt online, and nothing is fetched.',
        true,
      ),
    );
  }
  if (mentions(withoutProof(document), ['endorsement', 'endorsementJwt', 'verifiableCredential'])) {
    checks.push(
      notChecked('Enclosed credentials', 'Endorsements and credentials inside it were not checked.', true),
    );
  }
  return checks;
}

function verdictOf(
  ok: boolean,
  checks: readonly VerifyCheck[],
  facts: CredentialFacts,
  hasStatus: boolean,
): string {
  if (!ok) {
    const worst =
      checks.find(({ status }) => status === 'fails') ??
      checks.find((check) => !check.ok && check.name !== 'Structure');
    const why = worst?.message ?? 'Something did not hold.';
    return `${worst?.status === 'fails' ? 'Not verified.' : 'This could not be verified.'} ${why}`;
  }
  const withdrawal = hasStatus ? ' Whether it was withdrawn since was not checked.' : '';
  return `Verified: ${shown(facts.name)} is just as its issuer signed it. ${selfNamed(facts.issuerName, facts.issuer)}${withdrawal}`;
}

/** Whoever holds a key may call themselves anything, so the verdict must not say the name as a fact. */
export function selfNamed(name: string | null, did: string): string {
  return name === null
    ? `Make sure that you know the issuer’s key, ${did}.`
    : `The issuer calls itself ${shown(name)}: make sure that the key ${did} is theirs.`;
}

function inWords(facts: CredentialFacts): Verification['says'] {
  return {
    name: facts.name,
    issuer: facts.issuerName === null ? facts.issuer : `${facts.issuerName} (${facts.issuer})`,
    issuedAt: facts.issuedAt,
    results: [...facts.results],
  };
}
