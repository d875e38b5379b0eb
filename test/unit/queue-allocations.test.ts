import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { allocate } from '../../src/app/allocate.ts';
import { commentSight } from '../../src/app/search.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { allMet } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, must, type TestWorkspace } from '../builders/a-workspace.ts';

const unit = aUnit();
const JUNE = '2099-06-30T23:59:59.999Z';
const JULY = '2099-07-31T23:59:59.999Z';

async function aScene() {
  const scene = await aWorkspace({
    people: { Ann: ['assessor'], Bob: ['assessor'], Cy: ['assessor'], Mo: ['moderator'] },
  });
  const submission = await aSubmission(scene.workspace, { unit });
  return { scene, submission };
}
async function give(
  scene: TestWorkspace,
  submission: SubmissionId,
  to: string,
  { sealed, due }: { sealed: boolean; due: string | null },
) {
  const wanted = { submissions: [submission], person: scene.keyOf(to), as: 'first', sealed, due } as const;
  expect(must(await allocate(scene.as('Root'), randomUUID(), wanted)).allocated).toBe(1);
}
/** The row of the queue as this person sees it, and how many they are to mark. */
function seenBy(scene: TestWorkspace, name: string) {
  const workspace = scene.as(name);
  const { queue } = workspace.store;
  const sort = { by: 'received', descending: false } as const;
  const { rows } = queue.list(workspace.me(), {}, sort, 0, 10, commentSight(workspace));
  const [row] = rows;
  if (!row) throw new Error('it is in the queue');
  return {
    due: row.due,
    sealed: row.sealed,
    names: row.allocations.map((one) => one.person.name),
    expected: row.marks.expected,
    toMark: queue.counts(workspace.me(), commentSight(workspace)).toMark,
  };
}

it('the queue says whom a submission is allocated to and by when: to whoever is to mark it, only themselves', async () => {
  const { scene, submission } = await aScene();
  await give(scene, submission, 'Ann', { sealed: true, due: JULY });
  await give(scene, submission, 'Bob', { sealed: true, due: JUNE });
  const mine = { sealed: true, expected: 1, toMark: 1 };
  expect(seenBy(scene, 'Ann')).toEqual({ ...mine, due: JULY, names: ['Ann'] });
  expect(seenBy(scene, 'Bob')).toEqual({ ...mine, due: JUNE, names: ['Bob'] });
  const mo = seenBy(scene, 'Mo');
  expect([...mo.names].sort()).toEqual(['Ann', 'Bob']);
  expect(mo).toMatchObject({ due: JUNE, sealed: true, expected: 2 });
});

it('what is allocated to others is not to be marked by me, sealed or not', async () => {
  const { scene, submission } = await aScene();
  expect(seenBy(scene, 'Cy').toMark).toBe(1);
  await give(scene, submission, 'Ann', { sealed: false, due: null });
  expect(seenBy(scene, 'Cy')).toMatchObject({ toMark: 0, sealed: false, names: [] });
  expect(seenBy(scene, 'Ann').toMark).toBe(1);
});

it('what is marked is due no more, and the next mark is', async () => {
  const { scene, submission } = await aScene();
  await give(scene, submission, 'Ann', { sealed: false, due: JUNE });
  await give(scene, submission, 'Bob', { sealed: false, due: JULY });
  expect(seenBy(scene, 'Mo').due).toBe(JUNE);
  await anAssessment(scene.as('Ann'), submission, allMet(unit));
  expect(seenBy(scene, 'Mo').due).toBe(JULY);
  await anAssessment(scene.as('Bob'), submission, allMet(unit));
  expect(seenBy(scene, 'Mo').due).toBeNull();
});

it('whoever gives work out sees whom they gave it to although they could mark it, until it is theirs to mark', async () => {
  const { scene, submission } = await aScene();
  await give(scene, submission, 'Ann', { sealed: false, due: null });
  expect(seenBy(scene, 'Root').names).toEqual(['Ann']);
  expect(seenBy(scene, 'Cy').names).toEqual([]);
  await give(scene, submission, 'Root', { sealed: false, due: null });
  expect(seenBy(scene, 'Root').names).toEqual(['Root']);
});
