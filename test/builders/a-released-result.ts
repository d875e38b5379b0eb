import { createHash } from 'node:crypto';
import { LevelId, RecordId, SubmissionId, UnitVersionId } from '../../src/domain/ids.ts';
import { Unit } from '../../src/domain/rubric.ts';
import { signerOf } from '../../src/ledger/ed25519.ts';
import type { Issuer, ReleasedResult } from '../../src/results/result-types.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A unit with a criterion of every kind, aligned, with levels out of any accidental order. */
export function aRubricUnit(change: Partial<Unit> = {}): Unit {
  const common = { code: null, description: '', critical: false, weight: 1, alignments: [] };
  return Unit.parse({
    id: 'unit:hs-2',
    code: 'HS-2',
    title: 'Site risk assessment',
    versionLabel: '2026.1',
    description: 'Plans and records a site risk assessment.',
    learningOutcomes: ['Plan a visit', 'Record what was found'],
    expectedLevel: 'EQF 4',
    methods: ['observation', 'professional_discussion'],
    recommendedPriorLearning: null,
    credit: { value: 2.5, scheme: 'ECTS' },
    alignments: [
      {
        uri: 'https://case.example/ims/case/v1p1/CFItems/0b3c1a52',
        code: 'HS-2.1',
        statement: 'Assess risk',
        framework: 'H&S',
      },
    ],
    criteria: [
      {
        ...common,
        id: 'c1',
        kind: 'levels',
        title: 'Identifies hazards',
        critical: true,
        alignments: [
          { uri: 'https://case.example/c1', code: null, statement: 'Identifies hazards', framework: null },
        ],
        levels: [
          { id: 'l1', label: 'Emerging', descriptor: 'Names few hazards', points: 1 },
          { id: 'l2', label: 'Developing', descriptor: '', points: 2 },
          { id: 'l3', label: 'Proficient', descriptor: 'Names the hazards that matter', points: 3 },
          { id: 'l4', label: 'Expert', descriptor: 'Foresees hazards', points: 4 },
        ],
        requiredLevel: 'l3',
      },
      {
        ...common,
        id: 'c2',
        kind: 'binary',
        title: 'Wears protection',
        metDescriptor: 'Yes',
        notYetMetDescriptor: 'No',
      },
      {
        ...common,
        id: 'c3',
        kind: 'numeric',
        title: 'Knowledge test',
        min: 0,
        max: 20,
        step: 0.5,
        passMark: 12,
        guidance: '',
      },
    ],
    passRule: { kind: 'total_points', atLeast: 14 },
    ...change,
  });
}

/** A passed result with evidence, or what the test says instead. */
export function aReleasedResult(number = 1, change: Partial<ReleasedResult> = {}): ReleasedResult {
  const unit = change.unit ?? aRubricUnit();
  return {
    submission: SubmissionId.parse(sha256(`submission ${number}`)),
    unit,
    unitVersion: UnitVersionId.parse(sha256('unit version')),
    attempt: 1,
    learner: {
      name: `Ada Löwe ${number}`,
      identifier: `L-${number}`,
      email: `learner${number}@example.org`,
    },
    judgments: [
      { criterion: 'c1', decision: { kind: 'level', level: LevelId.parse('l3') }, rationale: 'Clear plan.' },
      { criterion: 'c2', decision: { kind: 'binary', met: true }, rationale: '' },
      { criterion: 'c3', decision: { kind: 'numeric', points: 14.5 }, rationale: 'Sound, "mostly".' },
    ],
    feedback: 'Well done.\nKeep going.',
    actions: [],
    verdict: 'passed',
    total: { points: 17.5, max: 24 },
    how: 'agreed',
    moderatedBy: 'Mo Derator',
    assessors: ['Ann Assessor', 'Bob Assessor'],
    outcomeRecord: RecordId.parse(sha256(`outcome ${number}`)),
    confirmedAt: '2026-11-20T14:05:00.000Z',
    evidence: [
      {
        sha256: sha256(`evidence ${number}`),
        title: 'risk assessment.pdf',
        mediaType: 'application/pdf',
        sizeBytes: 1200,
      },
      {
        sha256: sha256(`photo ${number}`),
        title: 'site – north.jpg',
        mediaType: 'image/jpeg',
        sizeBytes: 80000,
      },
    ],
    ...change,
  };
}

/** An issuer with a fixed key. */
export function anIssuer(seedByte = 7): Issuer {
  return {
    name: 'Example Training Ltd',
    url: 'https://training.example/',
    signer: signerOf(new Uint8Array(32).fill(seedByte)),
  };
}

/** Ids in a row, shaped as UUIDs. */
export function idsInARow(start = 1): () => string {
  let next = start;
  return () => `00000000-0000-4000-8000-${(next++).toString(16).padStart(12, '0')}`;
}
