import { randomUUID } from 'node:crypto';
import { saveAgreementDraft } from '../../src/app/agreement-drafts.ts';
import { saveDraft } from '../../src/app/assess.ts';
import { saveComment } from '../../src/app/comments.ts';
import { indexEvidence } from '../../src/app/index-evidence.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { CriterionId } from '../../src/domain/ids.ts';
import { textExtractor } from '../../src/evidence/text/text-extractor.ts';
import { aDraft, allMet, level } from './a-judgment.ts';
import { aUnit } from './a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, must, type TestWorkspace } from './a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);

/**
 * A small workspace with one of each: people, a unit, a confirmed outcome, two assessments that part with an agreement
 * half made, a draft, a comment in the bank, and evidence ready to be searched. Root is at the desk.
 */
export async function aFullWorkspace(): Promise<TestWorkspace> {
  const made = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'] } });
  const confirmed = await aSubmission(made.workspace, { unit, learner: 'C. Ek' });
  await anAssessment(made.as('Ann'), confirmed, good);
  must(await confirmOutcomes(made.as('Root'), randomUUID(), [confirmed]));
  const parted = await aSubmission(made.workspace, { unit, learner: 'D. Roy' });
  const a = await anAssessment(made.as('Ann'), parted, good);
  const b = await anAssessment(made.as('Bob'), parted, { ...good, c1: level('l1') });
  const root = made.as('Root');
  must(saveAgreementDraft(root, parted, { between: { a, b }, choices: [], note: 'Half agreed' }, 0));
  const drafted = await aSubmission(root, { unit, learner: 'E. Fox' });
  must(saveDraft(root, drafted, aDraft(good, { feedback: 'Half a sentence' }), 0));
  const criterion = CriterionId.parse('c1');
  must(saveComment(root, { unit: unit.id, criterion, decision: null, text: 'Name the hazard.' }));
  const extractor = textExtractor();
  const { signal } = new AbortController();
  await indexEvidence(root, extractor, { signal, pause: async () => {} });
  await extractor.rest();
  return made;
}
