import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import type { StatedFact } from '../../src/app/state-facts.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { ArtifactHash, LearnerId, type SubmissionId } from '../../src/domain/ids.ts';
import { type Draft, NO_VACS } from '../../src/domain/judgment.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { hashOf, submissionIdOf, unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { benchUnit, openBenchWorkspace } from './bench-workspace.ts';
import { figuresOf, runSideBySide, type Side } from './side-by-side.ts';

// Submits assessments of a workspace with so many submissions, each beside one bare insert and one bare signature.
const [directory = '', submissionCount = '', criterionCount = ''] = process.argv.slice(2);
const ROUNDS = { warmUps: 30, rounds: 200 };
const REFERENCE = 'insert + Ed25519';
const unit = benchUnit(Number(criterionCount));
const workspace = await openBenchWorkspace(directory);
const submissions = await receiveSubmissions(workspace, unit, Number(submissionCount));
for (const id of submissions.slice(0, ROUNDS.warmUps + ROUNDS.rounds)) {
  const saved = saveDraft(workspace, id, draftFor(unit, id), 0);
  if (!saved.ok) throw new Error(saved.error.message);
}

const bare = bareInsert(join(directory, 'bare.sqlite'));
const { privateKey } = generateKeyPairSync('ed25519');
let bytes = workspace.store.records.after(workspace.store.records.position() - 1, 1)[0]?.bytes;
let next = 0;
const sides: Side[] = [
  {
    name: 'assay',
    async run() {
      const id = submissions[next];
      next += 1;
      if (id === undefined) throw new Error('no submission is left to assess');
      const startMs = performance.now();
      const submitted = await submitAssessment(workspace, `command-${next}`, id, 1);
      const ms = performance.now() - startMs;
      if (!submitted.ok) throw new Error(submitted.error.message);
      bytes = workspace.store.records.get(submitted.value.id)?.bytes;
      return { ms, peakBytes: null };
    },
  },
  {
    name: REFERENCE,
    run() {
      // The record the other side wrote last: all are of one size.
      const same = bytes ?? Buffer.alloc(0);
      const startMs = performance.now();
      bare.run(same, sign(null, same, privateKey));
      return { ms: performance.now() - startMs, peakBytes: null };
    },
  },
];
const timed = await runSideBySide(sides, ROUNDS);
const figures = figuresOf(sides, timed, { [REFERENCE]: 1.5 });
const peakBytes = process.resourceUsage().maxRSS * 1024;
await workspace.close();
const [ours, ...others] = figures.sides;
console.log(JSON.stringify({ ...figures, sides: [{ ...ours, peakBytes }, ...others] }));

function bareInsert(path: string): Database.Statement<[Buffer, Buffer]> {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'CREATE TABLE records (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL, signature BLOB NOT NULL)',
  );
  return db.prepare('INSERT INTO records (bytes, signature) VALUES (?, ?)');
}

async function receiveSubmissions(into: Workspace, about: Unit, count: number): Promise<SubmissionId[]> {
  const unitVersion = unitVersionIdOf(about);
  let facts: StatedFact[] = [{ type: 'unit.published', body: { unit: about } }];
  let privateJson: { hash: string; json: string }[] = [];
  const ids: SubmissionId[] = [];
  for (let index = 0; index < count; index += 1) {
    const learner = LearnerId.parse(randomBytes(16).toString('hex'));
    const hash = evidenceOf(index);
    const submission = submissionIdOf(about.id, learner, [hash]);
    const details = {
      salt: randomBytes(16).toString('hex'),
      learner: { name: `Learner ${index}`, identifier: String(index), email: null },
      title: `Portfolio ${index}`,
      description: '',
      bundle: { name: `${index}.zip`, kind: 'native', identifier: String(index) },
      artifacts: [{ hash, path: 'evidence/report.pdf', title: 'Report', createdAt: null }],
    };
    const artifact = { hash, sizeBytes: 10_000, mediaType: 'application/pdf', claims: [], claimsUnit: true };
    const body = { submission, unit: about.id, unitVersion, learner, attempt: 1, artifacts: [artifact] };
    facts.push({ type: 'submission.received', body: { ...body, details: hashOf(details) } });
    privateJson.push({ hash: hashOf(details), json: JSON.stringify(details) });
    ids.push(submission);
    // Bundles arrive a few at a time; all at once would be remembered as peak memory.
    if (facts.length < 100 && index < count - 1) continue;
    const stated = await into.state(facts, { privateJson });
    if (!stated.ok) throw new Error(stated.error.message);
    facts = [];
    privateJson = [];
  }
  return ids;
}

function evidenceOf(index: number): ArtifactHash {
  return ArtifactHash.parse(index.toString(16).padStart(64, '0'));
}

function draftFor(about: Unit, id: SubmissionId): Draft {
  return {
    judgments: about.criteria.map((criterion, index) => ({
      criterion: criterion.id,
      decision: { kind: 'binary', met: index % 4 !== 3 },
      rationale: 'Seen on page 3: the guard was checked before the machine was started, each time.',
      anchors: [],
      vacs: NO_VACS,
      confidence: 'high',
    })),
    anchors: [],
    feedback: `Well kept records throughout. ${id.slice(0, 8)}`,
    actions: [],
    pleaseCheck: false,
  };
}
