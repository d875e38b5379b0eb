import { randomUUID } from 'node:crypto';
import { allocate } from '../../src/app/allocate.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { decideMarker } from '../../src/app/standardisation/decide-marker.ts';
import { describeStandards } from '../../src/app/standardisation/describe-standards.ts';
import { makeSet } from '../../src/app/standardisation/make-set.ts';
import { plantSeeds } from '../../src/app/standardisation/plant-seeds.ts';
import { CriterionId, type RecordId, type SubmissionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { SetRule } from '../../src/domain/standardisation/standardisation-facts.ts';
import { aDraft, allMet, level, notYet, points } from './a-judgment.ts';
import { aUnit } from './a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, must } from './a-workspace.ts';

const id = () => randomUUID();
export const unit = aUnit();
export const GOOD = allMet(unit);
const LOW = unit.criteria.map(
  (one) =>
    [
      one.id,
      one.kind === 'levels' ? level(one.levels[0]?.id ?? '') : one.kind === 'numeric' ? points(0) : notYet,
    ] as const,
);
export const BAD: Record<string, Decision> = Object.fromEntries(LOW);
export const QUALIFYING = {
  kind: 'qualifying',
  passAtLeast: 1,
  validMonths: 6,
  isRequired: true,
} as const satisfies SetRule;
export const SEEDS: SetRule = { kind: 'seeds', oneIn: 2 };

/** Ann is a marker, Max marked the scripts, Mo moderates. */
export async function aScene() {
  const made = await aWorkspace({
    people: {
      Ann: ['assessor'],
      Bob: ['assessor'],
      Cid: ['assessor'],
      Max: ['assessor', 'moderator'],
      Mo: ['moderator'],
    },
  });
  let learners = 0;
  const fresh = () => {
    learners += 1;
    return aSubmission(made.as('Root'), { unit, learner: `Learner ${learners}` });
  };
  const settled = async () => {
    const submission = await fresh();
    await anAssessment(made.as('Max'), submission, GOOD);
    return submission;
  };
  const set = async (rule: SetRule, scripts: readonly SubmissionId[]): Promise<RecordId> =>
    must(await makeSet(made.as('Mo'), id(), { unit: unit.id, label: `${rule.kind} set`, rule, scripts }));
  const give = async (submission: SubmissionId, name: string): Promise<string | null> => {
    const wanted = { person: made.keyOf(name), as: 'first', sealed: false, due: null } as const;
    const given = must(await allocate(made.as('Root'), id(), { submissions: [submission], ...wanted }));
    return given.refused[0]?.reason ?? null;
  };
  const decide = async (
    name: string,
    decision: Parameters<typeof decideMarker>[2]['decision'],
    reason = 'R',
  ) => decideMarker(made.as('Mo'), id(), { unit: unit.id, person: made.keyOf(name), reason, decision });
  const marker = (name: string) => {
    const found = must(describeStandards(made.as('Mo'), unit.id)).markers;
    return found.find((one) => one.person === made.keyOf(name));
  };
  const mark = async (name: string, submission: SubmissionId, decisions = GOOD) => {
    const actions = Object.keys(decisions).map((one) => ({
      criterion: CriterionId.parse(one),
      text: 'Do it.',
    }));
    const draft = aDraft(decisions, decisions === BAD ? { feedback: 'Not yet.', actions } : {});
    const saved = must(saveDraft(made.as(name), submission, draft, 0));
    must(await submitAssessment(made.workspace, id(), submission, saved.revision));
  };
  const plant = async (
    name: string,
    along: readonly SubmissionId[] = [],
    how: Partial<Parameters<typeof plantSeeds>[2]> = {},
    command = id(),
  ) =>
    plantSeeds(made.as('Mo'), command, {
      unit: unit.id,
      person: made.keyOf(name),
      along,
      due: null,
      seed: 's',
      ...how,
    });
  /** The scripts among these that somebody was given. */
  const givenOf = (scripts: readonly SubmissionId[], name: string) =>
    scripts.filter((one) => made.workspace.store.views.submission(one)?.tested.has(made.keyOf(name)));
  return { ...made, fresh, settled, set, give, decide, marker, mark, plant, givenOf };
}
export const APPROVE = { kind: 'approve', scope: 'any', until: null } as const;

/** Ann has qualified and is approved; there are seeds. */
export async function anApproved(seeds = 3) {
  const scene = await aScene();
  const test = await scene.settled();
  await scene.set(QUALIFYING, [test]);
  await scene.give(test, 'Ann');
  await scene.mark('Ann', test);
  must(await scene.decide('Ann', APPROVE));
  const planted: SubmissionId[] = [];
  for (let at = 0; at < seeds; at += 1) planted.push(await scene.settled());
  await scene.set(SEEDS, planted);
  return { ...scene, test, seeds: planted };
}
