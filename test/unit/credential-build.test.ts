import { existsSync, readFileSync } from 'node:fs';
import Ajv2019 from 'ajv/dist/2019.js';
import { describe, expect, it } from 'vitest';
import { buildCredential, identityHash } from '../../src/results/build-credential.ts';
import { canonicalise } from '../../src/results/canonicalise.ts';
import { offlineDocumentLoader } from '../../src/results/document-loader.ts';
import type { ReleasedResult } from '../../src/results/result-types.ts';
import { credentialSigner } from '../../src/results/sign-credential.ts';
import { anIssuer, aReleasedResult, aRubricUnit, idsInARow } from '../builders/a-released-result.ts';

const AT = '2026-11-23T11:00:00.000Z';
const CORPORA = '../shared/corpora';
// The second was written for VC 1.1 and wants its `issuanceDate`; VC 2.0 calls that `validFrom` (decision 0004).
const SCHEMAS: [string, string[]][] = [
  [`${CORPORA}/ob3/surf-schemas/ob_v3p0_achievementcredential_schema.json`, []],
  [
    `${CORPORA}/ob3/schemas/hropen-ob_v3p0_achievementcredential_schema_draft4.json`,
    ["must have required property 'issuanceDate'"],
  ],
];

function build(result: ReleasedResult = aReleasedResult()) {
  const built = buildCredential(result, anIssuer(), AT, idsInARow());
  if (!built.ok) throw new Error(built.error.message);
  // Through text, as a reader meets it; the test then may look inside freely.
  return JSON.parse(JSON.stringify(built.value));
}

async function signed(result?: ReleasedResult) {
  const outcome = await credentialSigner(anIssuer().signer, AT)(build(result));
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

function validatorOf(path: string) {
  const { $schema: _dialect, $id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
  return ajv.compile(schema);
}

const binaryOnly = () => {
  const unit = aRubricUnit({ passRule: { kind: 'all_met' }, credit: null, alignments: [] });
  return aReleasedResult(2, {
    unit: { ...unit, criteria: unit.criteria.filter(({ kind }) => kind === 'binary') },
    judgments: [{ criterion: 'c2', decision: { kind: 'binary', met: true }, rationale: '' }],
    total: null,
    evidence: [],
    learner: { name: 'Solo', identifier: 'L-2', email: null },
  });
};

describe('a credential', () => {
  it.each([
    ['a full result', aReleasedResult()],
    ['a binary result without evidence', binaryOnly()],
  ])('for %s leaves nothing outside the proof: it expands in safe mode', async (_name, result) => {
    const form = await canonicalise(build(result), offlineDocumentLoader());
    expect(form.ok ? '' : form.error.message).toBe('');
  });

  describe.each(SCHEMAS)('%s (skipped when ../shared is absent)', (path, objections) => {
    it.skipIf(!existsSync(path))('accepts it, but for what VC 1.1 called otherwise', async () => {
      const validate = validatorOf(path);
      for (const result of [aReleasedResult(), binaryOnly()]) {
        validate(await signed(result));
        expect((validate.errors ?? []).map(({ message }) => message)).toEqual(objections);
      }
    });
    it.skipIf(!existsSync(path))('can refuse', async () => {
      const validate = validatorOf(path);
      const { credentialSubject: _subject, ...hollow } = await signed();
      expect(validate(hollow)).toBe(false);
    });
  });

  it('has the shape of the published example', () => {
    const path = `${CORPORA}/native-example/example-ob3-signed.json`;
    if (!existsSync(path)) return;
    const example = JSON.parse(readFileSync(path, 'utf8'));
    const ours = build();
    const left = new Set(['credentialStatus', 'proof']);
    expect(Object.keys(ours)).toEqual(Object.keys(example).filter((key) => !left.has(key)));
    expect(ours['@context']).toEqual(example['@context']);
    const levels = (credential: typeof example) =>
      Object.keys(credential.credentialSubject.achievement.resultDescription[0].rubricCriterionLevel[0]);
    expect(levels(ours)).toEqual(expect.arrayContaining(levels(example)));
  });

  it('orders levels from the lowest', () => {
    const [levels] = build().credentialSubject.achievement.resultDescription;
    expect(levels.rubricCriterionLevel.map(({ points }: { points: string }) => points)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
    expect(levels.requiredLevel).toBe(levels.rubricCriterionLevel[2].id);
  });

  it('points every result at its description, with text for numbers', () => {
    const { achievement, result } = build().credentialSubject;
    const ids = achievement.resultDescription.map(({ id }: { id: string }) => id);
    expect(result.map((one: { resultDescription: string }) => one.resultDescription)).toEqual(ids);
    expect(achievement.resultDescription.map((one: { resultType: string }) => one.resultType)).toEqual([
      'RubricCriterionLevel',
      'Status',
      'RawScore',
      'RubricScore',
    ]);
    expect(result.map((one: { value?: string; status: string }) => [one.value, one.status])).toEqual([
      ['3', 'Completed'],
      [undefined, 'Completed'],
      ['14.5', 'Completed'],
      ['17.5', 'Completed'],
    ]);
  });

  it('says that an unmet criterion of a passed unit was not completed', () => {
    const result = aReleasedResult();
    const credential = build({
      ...result,
      judgments: [
        { criterion: 'c2', decision: { kind: 'binary', met: false }, rationale: 'None worn.' },
        ...result.judgments.filter(({ criterion }) => criterion !== 'c2'),
      ],
    });
    expect(credential.credentialSubject.result[0].status).toBe('Failed');
  });

  it('does not carry the learner, the assessors or what they wrote', () => {
    const text = JSON.stringify(build());
    for (const secret of [
      'Ada',
      'learner1@example.org',
      'L-1"',
      'Ann',
      'Mo Derator',
      'Clear plan',
      'Well done',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('can be matched to the learner by who knows the address', () => {
    const [email, identifier] = build().credentialSubject.identifier;
    expect(email.identityHash).toBe(identityHash('learner1@example.org', email.salt));
    expect(identifier.identityHash).toBe(identityHash('L-1', identifier.salt));
  });

  it('falls back on the hashed name where nothing better is known', () => {
    const learner = { name: 'Solo', identifier: null, email: null };
    const { identifier } = build(aReleasedResult(1, { learner })).credentialSubject;
    expect(identifier).toMatchObject([
      { identityType: 'name', identityHash: identityHash('Solo', identifier[0].salt) },
    ]);
  });

  it('names the bytes of the evidence by their digest', () => {
    const credential = build();
    const bytes = Buffer.from(aReleasedResult().evidence[0]?.sha256 ?? '', 'hex');
    expect(credential.relatedResource[0].digestSRI).toBe(`sha256-${bytes.toString('base64')}`);
    expect(credential.relatedResource[0].id).toBe(credential.evidence[0].id);
  });

  it('names one achievement for all learners of a unit version', () => {
    const [a, b] = [build(aReleasedResult(1)), build(aReleasedResult(2))];
    expect(a.credentialSubject.achievement).toEqual(b.credentialSubject.achievement);
  });

  it('is not made for a result that is not yet passed', () => {
    const outcome = buildCredential(aReleasedResult(1, { verdict: 'not_yet' }), anIssuer(), AT, idsInARow());
    expect(outcome).toMatchObject({ ok: false, error: { code: 'credential.not_passed' } });
  });
});
