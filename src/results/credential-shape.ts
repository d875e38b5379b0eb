import { z } from 'zod';
import { isDateTime } from './data-integrity.ts';
import { isKnownContext, VC_V1, VC_V2 } from './document-loader.ts';
import { shown } from './plain-text.ts';
import { isJsonObject, type JsonObject } from './strict-json.ts';

const text = z.string();
const textOrTexts = z.union([text, z.array(text).min(1)]);
const typed = (...accepted: string[]) =>
  textOrTexts.refine((value) => [value].flat().some((type) => accepted.includes(type)), {
    message: `is not ${accepted.join(' or ')}`,
  });
const dateTime = z.custom<string>(isDateTime, 'is not a date and time with a zone');
const identified = z.union([text.min(1), z.looseObject({ id: text.min(1), name: text.optional() })]);

const AnyCredential = z.looseObject({
  '@context': z.array(z.unknown()).min(1),
  id: text.min(1).optional(),
  type: typed('VerifiableCredential'),
  name: z.unknown().optional(),
  issuer: identified,
  validFrom: dateTime.optional(),
  validUntil: dateTime.optional(),
  issuanceDate: dateTime.optional(),
  expirationDate: dateTime.optional(),
  awardedDate: dateTime.optional(),
  credentialSubject: z.union([z.looseObject({}), z.array(z.looseObject({})).min(1)]),
});

const Level = z.looseObject({ id: text.min(1), type: typed('RubricCriterionLevel'), name: text });
const ResultDescription = z.looseObject({
  id: text.min(1),
  type: typed('ResultDescription'),
  name: text,
  resultType: text,
  rubricCriterionLevel: z.array(Level).optional(),
});
const Result = z.looseObject({
  type: typed('Result'),
  resultDescription: text.optional(),
  achievedLevel: text.optional(),
  value: text.optional(),
  status: z
    .enum(['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew'])
    .optional(),
});
const Subject = z.looseObject({
  id: text.min(1).optional(),
  type: typed('AchievementSubject'),
  identifier: z.unknown().optional(),
  achievement: z.looseObject({
    id: text.min(1),
    type: typed('Achievement'),
    name: text.min(1),
    description: text,
    criteria: z.looseObject({ id: text.optional(), narrative: text.optional() }),
    resultDescription: z.array(ResultDescription).optional(),
  }),
  result: z.array(Result).optional(),
});
const Badge = z.looseObject({
  ...AnyCredential.shape,
  id: text.min(1),
  name: text.optional(),
  issuer: z.union([
    text.min(1),
    z.looseObject({ id: text.min(1), type: typed('Profile'), name: text.optional() }),
  ]),
  credentialSubject: Subject,
  evidence: z.array(z.looseObject({ type: typed('Evidence') })).optional(),
});
type Badge = z.infer<typeof Badge>;

/** What a verifier needs of a credential, and what people want to read in it. */
export interface CredentialFacts {
  readonly id: string | null;
  readonly name: string;
  readonly issuer: string;
  readonly issuerName: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly issuedAt: string | null;
  readonly results: readonly { readonly criterion: string; readonly result: string }[];
}

/** What is wrong at a place of the document, for somebody who knows no schema. */
function misfit(document: JsonObject, path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The document is not a credential.';
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    document,
  );
  const place = shown(path.map(String).join('.'));
  return found === undefined ? `${place} is missing.` : `${place} is not what a credential has there.`;
}

/** The facts, or every way in which the document is not a credential (at most ten). */
export function readCredential(document: JsonObject): { facts: CredentialFacts } | { problems: string[] } {
  const kinds = [document.type].flat();
  const isBadge = kinds.includes('OpenBadgeCredential') || kinds.includes('AchievementCredential');
  const parsed = isBadge ? Badge.safeParse(document) : AnyCredential.safeParse(document);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.slice(0, 10).map(({ path }) => misfit(document, path)),
    };
  }
  const { data } = parsed;
  const from = data.validFrom ?? data.issuanceDate ?? null;
  if (isBadge && from === null) return { problems: ['It does not say from when it is valid.'] };
  const badge = isBadge ? Badge.parse(document) : null;
  const twice = badge === null ? null : describedTwice(badge);
  if (twice !== null) return { problems: [`It describes ${shown(twice)} in two places.`] };
  const { issuer } = data;
  return {
    facts: {
      id: data.id ?? null,
      name:
        typeof data.name === 'string'
          ? data.name
          : (badge?.credentialSubject.achievement.name ?? 'A credential'),
      issuer: typeof issuer === 'string' ? issuer : issuer.id,
      issuerName: typeof issuer === 'string' ? null : (issuer.name ?? null),
      from,
      until: data.validUntil ?? data.expirationDate ?? null,
      issuedAt: data.awardedDate ?? from,
      results: badge ? resultsInWords(badge) : [],
    },
  };
}

/** An id that two results, criteria or levels share: one statement could be taken apart and read in two ways. */
function describedTwice({ credentialSubject }: Badge): string | null {
  const descriptions = credentialSubject.achievement.resultDescription ?? [];
  const named = [
    ...(credentialSubject.result ?? []),
    ...descriptions,
    ...descriptions.flatMap(({ rubricCriterionLevel }) => rubricCriterionLevel ?? []),
  ];
  const seen = new Set<unknown>();
  for (const { id } of named) {
    if (typeof id === 'string' && seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

function resultsInWords({ credentialSubject }: Badge): { criterion: string; result: string }[] {
  const descriptions = credentialSubject.achievement.resultDescription ?? [];
  return (credentialSubject.result ?? []).map((result) => {
    const about = descriptions.find(({ id }) => id === result.resultDescription);
    const level = about?.rubricCriterionLevel?.find(({ id }) => id === result.achievedLevel);
    const parts = [level?.name, result.value, result.status].filter((part) => part !== undefined);
    return { criterion: about?.name ?? 'Result', result: parts.join(' · ') };
  });
}

// Other keywords, the long names of words, and nodes named `_:…` that can be taken apart: each can move a claim to
// where no reader of the JSON looks, under the same signature.
const VALUE_KEYWORDS = new Set(['@value', '@language', '@direction', '@type']);

/**
 * What in the document's contexts and keywords would let it mean something else than it seems to say, in words.
 * Only contexts that travel with Assay are accepted: a signature covers meanings, and contexts give the meanings.
 */
export function contextProblems(document: JsonObject): string[] {
  const problems = new Set<string>();
  const first = [document['@context']].flat()[0];
  if (first !== VC_V2 && first !== VC_V1) {
    problems.add('Its first context is not that of W3C Verifiable Credentials.');
  }
  const pending: unknown[] = [document];
  while (pending.length > 0 && problems.size < 10) {
    const value = pending.pop();
    if (Array.isArray(value)) {
      for (const member of value) pending.push(member);
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        if (key === '@context') for (const problem of unknownContexts(member)) problems.add(problem);
        else if (key.startsWith('@') && !('@value' in value && VALUE_KEYWORDS.has(key))) {
          problems.add(`It uses the keyword ${shown(key)}, which credentials have no need of.`);
        } else if (key.includes(':')) {
          problems.add(`It says ${shown(key)} where readers look for the short word.`);
        } else pending.push(member);
      }
    } else if (typeof value === 'string' && value.startsWith('_:')) {
      problems.add(`It calls a part of itself ${shown(value)}, so that parts could be moved about unseen.`);
    }
  }
  return [...problems];
}

function unknownContexts(context: unknown): string[] {
  return [context].flat().flatMap((one) => {
    if (typeof one !== 'string')
      return ['It brings its own definitions of words instead of naming published ones.'];
    return isKnownContext(one)
      ? []
      : [`The context ${shown(one)} does not travel with this program, and nothing is fetched.`];
  });
}

/** Whether any part of the document has a value under one of these names. */
export function mentions(document: JsonObject, names: readonly string[]): boolean {
  const pending: unknown[] = [document];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) for (const member of value) pending.push(member);
    else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        if (names.includes(key) && [member].flat().length > 0) return true;
        pending.push(member);
      }
    }
  }
  return false;
}
