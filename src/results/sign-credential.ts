import { ok, type Result } from '../domain/result.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { bytesToSign, type Cryptosuite, canonicalFormOf, multibase } from './data-integrity.ts';
import { type DocumentLoader, offlineDocumentLoader } from './document-loader.ts';
import type { Signer } from './result-types.ts';
import type { JsonObject } from './strict-json.ts';

/** The verification method of a `did:key`: the key names itself twice. */
export function verificationMethodOf(did: string): string {
  return `${did}#${did.slice('did:key:'.length)}`;
}

/**
 * A function that adds an `eddsa-rdfc-2022` proof to one credential after another.
 * `created` is UTC, ISO 8601. The document it is given is not changed.
 */
export function credentialSigner(
  signer: Signer,
  created: string,
  loader: DocumentLoader = offlineDocumentLoader(),
): (credential: JsonObject) => Promise<Result<JsonObject>> {
  const options = proofOptions('eddsa-rdfc-2022', signer, created);
  // All credentials of a batch share the proof's options and contexts, so those are put in canonical form once.
  const optionForms = new Map<string, string>();
  return async (credential) => {
    const context = credential['@context'];
    const contextKey = canonicalJson(context ?? null);
    let config = optionForms.get(contextKey);
    if (config === undefined) {
      const form = await canonicalFormOf('eddsa-rdfc-2022', { '@context': context, ...options }, loader);
      if (!form.ok) return form;
      config = form.value;
      optionForms.set(contextKey, config);
    }
    const document = await canonicalFormOf('eddsa-rdfc-2022', credential, loader);
    if (!document.ok) return document;
    const proofValue = multibase(signer.sign(bytesToSign(config, document.value)));
    return ok({ ...credential, proof: [{ ...options, proofValue }] });
  };
}

/** Adds an `eddsa-jcs-2022` proof to any JSON object. The document it is given is not changed. */
export function signJson(document: JsonObject, signer: Signer, created: string): JsonObject {
  const context = document['@context'];
  const options = {
    ...(context === undefined ? {} : { '@context': context }),
    ...proofOptions('eddsa-jcs-2022', signer, created),
  };
  const bytes = bytesToSign(canonicalJson(options), canonicalJson(document));
  return { ...document, proof: { ...options, proofValue: multibase(signer.sign(bytes)) } };
}

function proofOptions(cryptosuite: Cryptosuite, signer: Signer, created: string) {
  return {
    type: 'DataIntegrityProof',
    cryptosuite,
    created,
    verificationMethod: verificationMethodOf(signer.did),
    proofPurpose: 'assertionMethod',
  };
}
