import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chainFacts, type StatedFact } from '../../src/app/state-facts.ts';
import { ArtifactHash, LearnerId, type PersonKey, type RecordId } from '../../src/domain/ids.ts';
import type { Judgment } from '../../src/domain/judgment.ts';
import { NO_VACS } from '../../src/domain/judgment.ts';
import { submissionIdOf, unitVersionIdOf, workspaceIdOf } from '../../src/ledger/content-ids.ts';
import { signerOf } from '../../src/ledger/ed25519.ts';
import type { SignedRecord } from '../../src/ledger/record.ts';
import { benchUnit } from './bench-workspace.ts';

// Writes so many records as packages hold them: a provider takes submissions in, two assessors mark each, and a
// moderator confirms. Prints the workspace's id.
const [path = '', count = ''] = process.argv.slice(2);
const RECORDS = Number(count);
const PEOPLE = 5;
const EACH = 4;
const submissions = Math.floor((RECORDS - PEOPLE) / EACH);
const FOUNDED = Date.parse('2026-01-01T09:00:00.000Z');
const unit = benchUnit(8);
const unitVersion = unitVersionIdOf(unit);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** One person’s chain, an item a second. */
class Author {
  readonly #signer: ReturnType<typeof signerOf>;
  #head: SignedRecord | null = null;
  #at: number;

  constructor(name: string, at: number) {
    this.#signer = signerOf(Buffer.from(sha256(name), 'hex'));
    this.#at = at;
  }
  get key(): PersonKey {
    return this.#signer.did;
  }
  async state(fact: StatedFact): Promise<RecordId> {
    const head = this.#head && { seq: this.#head.fact.seq, id: this.#head.id };
    const [record] = chainFacts({ workspace, signer: this.#signer, head, at: this.#at }, [fact]);
    if (!record) throw new Error('a fact is one record');
    this.#head = record;
    this.#at += 1000;
    await write(record);
    return record.id;
  }
}

const file = createWriteStream(path);
let held: string[] = [];
async function write({ bytes, signature }: SignedRecord): Promise<void> {
  held.push(`${signature.toString('base64url')} ${bytes.toString('utf8')}\n`);
  if (held.length < 500) return;
  if (!file.write(held.join(''))) await once(file, 'drain');
  held = [];
}

const nonce = 'bench';
const root = new Author('root', FOUNDED);
const workspace = workspaceIdOf(root.key, nonce);
const day = (number: number) => FOUNDED + number * 24 * 60 * 60 * 1000;
const assessors = [new Author('ann', day(30)), new Author('bob', day(40))] as const;
const moderator = new Author('mo', day(60));
await root.state({
  type: 'workspace.created',
  body: { name: 'Bench', provider: 'Bench College', nonce, isDemo: false },
});
for (const [person, role] of [
  [assessors[0], 'assessor'],
  [assessors[1], 'assessor'],
  [moderator, 'moderator'],
] as const) {
  const from = new Date(FOUNDED).toISOString();
  const body = { person: person.key, name: role, roles: [role], units: 'all' as const, from, until: null };
  await root.state({ type: 'person.appointed', body });
}
await root.state({ type: 'unit.published', body: { unit } });

const received = Array.from({ length: submissions }, (_, index) => {
  const learner = LearnerId.parse(sha256(`learner ${index}`).slice(0, 32));
  const artifacts = Array.from({ length: 3 }, (_, artifact) =>
    ArtifactHash.parse(sha256(`evidence ${index} ${artifact}`)),
  );
  return { learner, artifacts, submission: submissionIdOf(unit.id, learner, artifacts) };
});
for (const [index, { submission, learner, artifacts }] of received.entries()) {
  await root.state({
    type: 'submission.received',
    body: {
      submission,
      unit: unit.id,
      unitVersion,
      learner,
      attempt: 1,
      artifacts: artifacts.map((hash) => ({
        hash,
        sizeBytes: 48_000,
        mediaType: 'application/pdf',
        claims: [],
        claimsUnit: true,
      })),
      details: sha256(`details ${index}`),
    },
  });
}
const marks: RecordId[][] = received.map(() => []);
for (const [marker, assessor] of assessors.entries()) {
  for (const [index, { submission, artifacts }] of received.entries()) {
    const judgments = judgmentsOf(index, marker);
    const body = { submission, unitVersion, evidence: artifacts, judgments, anchors: [], actions: [] };
    const feedback = `Well kept records throughout. ${submission.slice(0, 8)}`;
    const assessment: StatedFact = {
      type: 'assessment.submitted',
      body: { ...body, feedback, pleaseCheck: false },
    };
    marks[index]?.push(await assessor.state(assessment));
  }
}
for (const [index, { submission }] of received.entries()) {
  const judgments = judgmentsOf(index, 0).map(({ criterion, decision, rationale }) => ({
    criterion,
    decision,
    rationale,
    from: marks[index]?.[0] ?? null,
  }));
  const body = { submission, how: 'auto_agreed' as const, sources: marks[index] ?? [], agreement: null };
  await moderator.state({
    type: 'outcome.confirmed',
    body: { ...body, judgments, verdict: 'not_yet', total: null },
  });
}
file.end(held.join(''));
await once(file, 'finish');
console.log(JSON.stringify({ workspace, records: PEOPLE + submissions * EACH }));

/** In one of ten submissions the markers differ. */
function judgmentsOf(index: number, marker: number): Judgment[] {
  return unit.criteria.map((criterion, number) => ({
    criterion: criterion.id,
    decision: {
      kind: 'binary',
      met: number % 4 !== 3 || (index % 10 === 0 && marker === 1),
    },
    rationale: 'Seen on page 3: the guard was checked before the machine was started, each time.',
    anchors: [],
    vacs: NO_VACS,
    confidence: 'high',
  }));
}
