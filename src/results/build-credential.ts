import { createHash } from 'node:crypto';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Unit } from '../domain/rubric.ts';
import { credentialIdOf, uuidOf } from './credential-ids.ts';
import { alignmentsOf, resultDescriptionsOf, resultsOf } from './describe-results.ts';
import { OB_3_0_3, OB_EXTENSIONS, VC_V2 } from './document-loader.ts';
import type { Issuer, ReleasedResult } from './result-types.ts';
import type { JsonObject } from './strict-json.ts';

const SCHEMA =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/**
 * An unsigned `OpenBadgeCredential` (Open Badges 3.0.3 on VC 2.0) for a passed result.
 * `at` is when it was released, UTC, ISO 8601. `newId` is called twice: the credential's id, then the salt.
 * The learner's name and address are in it only as salted hashes; rationales and assessors' names are not in it.
 * Refuses `credential.not_passed`: a badge says that something was achieved.
 */
export function buildCredential(
  result: ReleasedResult,
  issuer: Issuer,
  at: string,
  newId: () => string,
): Result<JsonObject> {
  if (result.verdict !== 'passed') {
    return refused(
      'credential.not_passed',
      'Only a passed result becomes a credential; the others are in the results table.',
    );
  }
  const id = credentialIdOf(newId());
  const salt = newId().replace(/[^A-Za-z0-9]/g, '');
  const { unit } = result;
  const title = unit.title === '' ? unit.code : unit.title;
  return ok({
    '@context': [VC_V2, OB_3_0_3, OB_EXTENSIONS],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    issuer: {
      id: issuer.signer.did,
      type: ['Profile'],
      name: issuer.name,
      ...(issuer.url ? { url: issuer.url } : {}),
    },
    validFrom: at,
    awardedDate: result.confirmedAt,
    credentialSubject: {
      id: uuidOf('subject', id, salt),
      type: ['AchievementSubject'],
      identifier: identities(result.learner, salt),
      narrative: provenance(result),
      ...(unit.credit ? { creditsEarned: unit.credit.value } : {}),
      achievement: achievementOf(result, title),
      result: resultsOf(result),
    },
    ...evidenceOf(result, id),
    credentialSchema: [{ id: SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
  });
}

function achievementOf(result: ReleasedResult, title: string): JsonObject {
  const { unit, unitVersion } = result;
  return {
    id: uuidOf('achievement', unitVersion),
    type: ['Achievement'],
    achievementType: 'Competency',
    name: title,
    description: unit.description === '' ? title : unit.description,
    ...(unit.code === '' ? {} : { humanCode: unit.code }),
    ...(unit.versionLabel === '' ? {} : { version: unit.versionLabel }),
    ...(unit.credit ? { creditsAvailable: unit.credit.value } : {}),
    criteria: { narrative: criteriaNarrative(unit) },
    ...alignmentsOf(unit.alignments, 'CFItem'),
    resultDescription: resultDescriptionsOf(result),
  };
}

/** Markdown: what had to be shown, and when it counts as passed. */
function criteriaNarrative(unit: Unit): string {
  const { passRule } = unit;
  const rule =
    passRule.kind === 'all_met'
      ? 'Every criterion must be met.'
      : passRule.kind === 'total_points'
        ? `A total of at least ${passRule.atLeast} points is needed, and every critical criterion must be met.`
        : `A weighted result of at least ${passRule.atLeast} % is needed, and every critical criterion must be met.`;
  return [
    'Portfolio evidence judged against the rubric of the unit.',
    ...unit.criteria.map(({ title, critical }) => `- ${title}${critical ? ' (critical)' : ''}`),
    rule,
    ...(unit.learningOutcomes.length > 0
      ? ['Learning outcomes:', ...unit.learningOutcomes.map((outcome) => `- ${outcome}`)]
      : []),
    ...(unit.expectedLevel ? [`Expected level: ${unit.expectedLevel}.`] : []),
    ...(unit.methods.length > 0
      ? [`Assessment methods: ${unit.methods.map((method) => method.replaceAll('_', ' ')).join(', ')}.`]
      : []),
    ...(unit.credit ? [`Credit: ${unit.credit.value} ${unit.credit.scheme}.`] : []),
  ].join('\n');
}

const HOW: Record<ReleasedResult['how'], string> = {
  single: 'marked once',
  auto_agreed: 'marked twice, within tolerance',
  agreed: 'agreed in moderation',
  adjudicated: 'decided by an adjudicator',
  appealed: 'decided on appeal',
};

function provenance(result: ReleasedResult): string {
  const assessors = result.assessors.length;
  const by = `${assessors} assessor${assessors === 1 ? '' : 's'}`;
  return `Attempt ${result.attempt}, judged by ${by}, ${HOW[result.how]}. Confirmed by the record ${result.outcomeRecord}.`;
}

function identities(learner: ReleasedResult['learner'], salt: string): JsonObject[] {
  const known = [
    { identityType: 'emailAddress', text: learner.email },
    { identityType: 'identifier', text: learner.identifier },
  ].flatMap(({ identityType, text }) => (text ? [{ identityType, text }] : []));
  const used = known.length > 0 ? known : [{ identityType: 'name', text: learner.name }];
  return used.map(({ identityType, text }) => ({
    type: 'IdentityObject',
    hashed: true,
    identityHash: identityHash(text, salt),
    identityType,
    salt,
  }));
}

/** Open Badges `IdentityHash`: `sha256$` and the hash of the identity followed by the salt. */
export function identityHash(identity: string, salt: string): string {
  return `sha256$${createHash('sha256')
    .update(identity.trim() + salt)
    .digest('hex')}`;
}

function evidenceOf(result: ReleasedResult, credential: string) {
  // One learner may hand in the same bytes under two names; a resource is named once.
  const distinct = new Map(result.evidence.map((piece) => [piece.sha256, piece]));
  if (distinct.size === 0) return {};
  const pieces = [...distinct.values()].map((piece) => ({
    ...piece,
    id: uuidOf('evidence', credential, piece.sha256),
  }));
  return {
    evidence: pieces.map(({ id, title, mediaType }) => ({
      id,
      type: ['Evidence'],
      name: title,
      genre: genreOf(mediaType),
    })),
    relatedResource: pieces.map(({ id, mediaType, sha256 }) => ({
      id,
      mediaType,
      digestSRI: `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`,
    })),
  };
}

function genreOf(mediaType: string): string {
  const family = mediaType.split('/')[0];
  if (family === 'image') return 'Photography';
  if (family === 'video') return 'Film';
  return family === 'audio' ? 'Sound recording' : 'Document';
}
