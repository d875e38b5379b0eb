import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { StatedFact } from '../../src/app/state-facts.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { LearnerId } from '../../src/domain/ids.ts';
import { NO_VACS } from '../../src/domain/judgment.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { hashOf, submissionIdOf, unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { benchUnit } from './bench-workspace.ts';

const AT_A_TIME = 500;
const FILES_EACH = 2;
const FILE_BYTES = 25 * 1024;

/** So many submissions, each with two files, the names that go with it, and an assessment on eight criteria. */
export async function fillWorkspace(workspace: Workspace, submissions: number): Promise<void> {
  const unit = benchUnit(8);
  const unitVersion = unitVersionIdOf(unit);
  await state(workspace, [{ type: 'unit.published', body: { unit } }], []);
  for (let from = 0; from < submissions; from += AT_A_TIME) {
    const facts: StatedFact[] = [];
    const names: { hash: string; json: string }[] = [];
    const staging = await workspace.vault.stage();
    const hashes = [];
    for (let number = from; number < Math.min(from + AT_A_TIME, submissions); number += 1) {
      const staged = await Promise.all(
        Array.from({ length: FILES_EACH }, () => staging.add(Readable.from([randomBytes(FILE_BYTES)]))),
      );
      const learner = LearnerId.parse(number.toString(16).padStart(32, '0'));
      const artifacts = staged.map(({ hash, sizeBytes }) => ({
        hash,
        sizeBytes,
        mediaType: 'image/jpeg',
        claims: [],
        claimsUnit: true,
      }));
      hashes.push(...staged.map((one) => one.hash));
      const submission = submissionIdOf(unit.id, learner, hashes.slice(-FILES_EACH));
      const details = {
        salt: randomBytes(16).toString('hex'),
        learner: { name: `Learner ${number}`, identifier: `l-${number}`, email: null },
        title: `Portfolio ${number}`,
        description: '',
        bundle: { name: `${number}.zip`, kind: 'native', identifier: null },
        artifacts: staged.map(({ hash }, index) => ({
          hash,
          path: `evidence/${index}.jpg`,
          title: null,
          createdAt: null,
        })),
      };
      names.push({ hash: hashOf(details), json: canonicalJson(details) });
      facts.push(
        {
          type: 'submission.received',
          body: {
            submission,
            unit: unit.id,
            unitVersion,
            learner,
            attempt: 1,
            artifacts,
            details: hashOf(details),
          },
        },
        {
          type: 'assessment.submitted',
          body: {
            submission,
            unitVersion,
            evidence: hashes.slice(-FILES_EACH),
            judgments: unit.criteria.map(({ id }) => ({
              criterion: id,
              decision: { kind: 'binary' as const, met: number % 3 > 0 },
              rationale: 'Seen in the first photograph, and again at the end of the second.',
              anchors: [],
              vacs: NO_VACS,
              confidence: null,
            })),
            anchors: [],
            feedback: 'Good work.',
            actions: [],
            pleaseCheck: false,
          },
        },
      );
    }
    await staging.commit(hashes);
    await state(workspace, facts, names);
  }
}

async function state(
  workspace: Workspace,
  facts: readonly StatedFact[],
  privateJson: readonly { hash: string; json: string }[],
): Promise<void> {
  const stated = await workspace.state(facts, { privateJson });
  if (!stated.ok) throw new Error(stated.error.message);
}
