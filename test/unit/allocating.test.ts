import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allocate, withdrawAllocation } from '../../src/app/allocate.ts';
import { readAllocationTable, writeAllocationTable } from '../../src/app/allocating/allocation-table.ts';
import { applyAllocations } from '../../src/app/allocating/apply-allocations.ts';
import { workloadsOfAll } from '../../src/app/allocating/describe-allocations.ts';
import { proposeSpread } from '../../src/app/allocating/propose-spread.ts';
import { saveDraft } from '../../src/app/assess.ts';
import { declareConflict } from '../../src/app/conflicts.ts';
import { loadSubmission } from '../../src/app/load-submission.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  anAssessment,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  type TestWorkspace,
} from '../builders/a-workspace.ts';

const unit = aUnit();
const DUE = '2099-06-30T23:59:59.999Z';

async function aScene(learners = 4) {
  const scene = await aWorkspace({
    people: { Ann: ['assessor'], Bob: ['assessor'], Cy: ['assessor'], Mo: ['moderator'] },
  });
  const submissions: SubmissionId[] = [];
  for (let at = 0; at < learners; at += 1)
    submissions.push(await aSubmission(scene.workspace, { unit, learner: `Learner ${at}` }));
  return { scene, submissions };
}
function markersOf(scene: TestWorkspace, submission: SubmissionId): string[] {
  const { store } = scene.workspace;
  const { view } = must(loadSubmission(scene.workspace, submission));
  return view.allocations.map(({ person, as }) => `${store.authority().nameOf(person)} ${as}`);
}

async function spreadTwice(
  scene: TestWorkspace,
  submissions: readonly SubmissionId[],
  { move = false, to = ['Ann', 'Bob', 'Cy'] }: { move?: boolean; to?: readonly string[] } = {},
) {
  const wanted = {
    submissions,
    people: to.map(scene.keyOf),
    markers: 2,
    sealed: false,
    seed: 'June',
    move,
  } as const;
  const proposed = must(await proposeSpread(scene.as('Mo'), wanted));
  const applied = must(
    await applyAllocations(scene.as('Mo'), randomUUID(), {
      wanted: proposed.proposed.map((one) => ({ ...one, sealed: false, due: DUE })),
      seed: proposed.seed,
      move,
    }),
  );
  return { proposed, applied };
}

describe('work that is spread by lot', () => {
  it('gives every submission a first and a second marker, and everybody as much', async () => {
    const { scene, submissions } = await aScene(3);
    const { proposed, applied } = await spreadTwice(scene, submissions);
    expect(applied).toEqual({ allocated: 6, withdrawn: 0, refused: [] });
    expect(proposed.loads.map(({ after }) => after)).toEqual([2, 2, 2]);
    for (const one of submissions)
      expect(markersOf(scene, one)).toEqual([
        expect.stringMatching(/first$/),
        expect.stringMatching(/second$/),
      ]);
    const loads = workloadsOfAll(scene.as('Mo'), unit.id);
    const byName = Object.fromEntries(loads.map(({ person, toDo }) => [person.name, toDo]));
    expect(byName).toMatchObject({ Ann: 2, Bob: 2, Cy: 2, Root: 0 });
    // Spread once more, nothing is missing.
    expect((await spreadTwice(scene, submissions)).proposed.proposed).toEqual([]);
  });

  it('never goes to somebody with a conflict of interest, and says whom nobody was found for', async () => {
    const { scene, submissions } = await aScene(2);
    const [first = '' as SubmissionId] = submissions;
    for (const name of ['Ann', 'Bob'])
      must(
        await declareConflict(scene.as('Root'), randomUUID(), {
          person: scene.keyOf(name),
          submission: first,
          reason: 'Cousins.',
        }),
      );
    const { proposed } = await spreadTwice(scene, submissions);
    expect(markersOf(scene, first)).toEqual(['Cy first']);
    expect(proposed.left).toEqual([
      { submission: first, as: 'second', reason: 'Whoever could mark it marks it already.' },
    ]);
  });

  it('counts what people have to do already, in other units too', async () => {
    const { scene, submissions } = await aScene(4);
    const [one = '' as SubmissionId, two = '' as SubmissionId, ...rest] = submissions;
    const ann = { person: scene.keyOf('Ann'), as: 'first', sealed: false, due: null } as const;
    must(await allocate(scene.as('Mo'), randomUUID(), { submissions: [one, two], ...ann }));
    const wanted = { people: [scene.keyOf('Ann'), scene.keyOf('Bob')], markers: 1, sealed: false } as const;
    const proposed = must(
      await proposeSpread(scene.as('Mo'), { submissions: rest, ...wanted, seed: 's', move: false }),
    );
    expect(new Set(proposed.proposed.map(({ person }) => person))).toEqual(new Set([scene.keyOf('Bob')]));
  });

  it('moves what nobody has begun, and leaves what somebody has judged a criterion of', async () => {
    const { scene, submissions } = await aScene(3);
    const [opened = '' as SubmissionId, begun = '' as SubmissionId, done = '' as SubmissionId] = submissions;
    const toAnn = { person: scene.keyOf('Ann'), as: 'first', sealed: false, due: null } as const;
    must(await allocate(scene.as('Mo'), randomUUID(), { submissions, ...toAnn }));
    const nothing = { ...aDraft({}), judgments: [] };
    must(saveDraft(scene.as('Ann'), opened, nothing, 0));
    must(saveDraft(scene.as('Ann'), begun, aDraft(allMet(unit)), 0));
    await anAssessment(scene.as('Ann'), done, allMet(unit));
    const wanted = {
      submissions,
      people: [scene.keyOf('Bob')],
      markers: 1,
      sealed: false,
      seed: 's',
    } as const;
    const { proposed } = must(await proposeSpread(scene.as('Mo'), { ...wanted, move: true }));
    expect(proposed).toEqual([{ submission: opened, person: scene.keyOf('Bob'), as: 'first' }]);
    const applied = await applyAllocations(scene.as('Mo'), randomUUID(), {
      wanted: proposed.map((one) => ({ ...one, sealed: false, due: null })),
      move: true,
    });
    expect(must(applied)).toEqual({ allocated: 1, withdrawn: 1, refused: [] });
    expect(markersOf(scene, opened)).toEqual(['Bob first']);
    expect(markersOf(scene, begun)).toEqual(['Ann first']);
  });

  it('takes nothing away that nobody else is found for, nor what is settled, and says so of the loads', async () => {
    const { scene, submissions } = await aScene(2);
    const [open = '' as SubmissionId, settled = '' as SubmissionId] = submissions;
    const toAnn = { person: scene.keyOf('Ann'), as: 'first', sealed: false, due: null } as const;
    must(await allocate(scene.as('Mo'), randomUUID(), { submissions, ...toAnn }));
    await anAssessment(scene.as('Ann'), settled, allMet(unit));
    must(await confirmOutcomes(scene.as('Mo'), randomUUID(), [settled]));
    must(
      await declareConflict(scene.as('Root'), randomUUID(), {
        person: scene.keyOf('Bob'),
        submission: open,
        reason: 'Cousins.',
      }),
    );
    const people = [scene.keyOf('Ann'), scene.keyOf('Bob')];
    const all = { submissions, markers: 1 as const, sealed: false, seed: 's', move: true };
    const toBob = must(await proposeSpread(scene.as('Mo'), { ...all, people: [scene.keyOf('Bob')] }));
    expect(toBob.proposed).toEqual([]);
    const both = must(await proposeSpread(scene.as('Mo'), { ...all, people }));
    expect(both.proposed).toEqual([{ submission: open, person: scene.keyOf('Ann'), as: 'first' }]);
    const loads = new Map(both.loads.map((one) => [one.person, [one.before, one.after]]));
    expect(loads.get(scene.keyOf('Ann'))).toEqual([1, 1]);
  });

  it('is done once, however often the command comes', async () => {
    const { scene, submissions } = await aScene(1);
    const command = randomUUID();
    const wanted = submissions.map((submission) => ({
      submission,
      person: scene.keyOf('Ann'),
      as: 'first' as const,
      sealed: false,
      due: null,
    }));
    must(await applyAllocations(scene.as('Mo'), command, { wanted, move: false }));
    const { position } = scene.workspace.store.records;
    const before = position();
    must(await applyAllocations(scene.as('Mo'), command, { wanted, move: false }));
    expect(position()).toBe(before);
  });
});

describe('an allocation', () => {
  it('is taken from somebody who has begun only by whoever says so, and what they wrote is kept', async () => {
    const { scene, submissions } = await aScene(1);
    const [submission = '' as SubmissionId] = submissions;
    const toAnn = { submissions, person: scene.keyOf('Ann'), as: 'first', sealed: false, due: null } as const;
    must(await allocate(scene.as('Mo'), randomUUID(), toAnn));
    const draft = aDraft(allMet(unit));
    must(saveDraft(scene.as('Ann'), submission, draft, 0));
    const { view } = must(loadSubmission(scene.as('Mo'), submission));
    const [own] = view.allocations;
    if (!own) throw new Error('it is allocated');
    const allocation = own.record;
    const withdraw = (evenBegun: boolean) =>
      withdrawAllocation(scene.as('Mo'), randomUUID(), { allocation, reason: 'Ill.', evenBegun });
    const refusal = await withdraw(false);
    expect(codeOf(refusal)).toBe('allocation.begun');
    must(await withdraw(true));
    expect(markersOf(scene, submission)).toEqual([]);
    expect(scene.workspace.store.drafts.get(submission, scene.keyOf('Ann'))?.draft.judgments).toHaveLength(
      draft.judgments.length,
    );
  });
});

describe('a table of allocations', () => {
  it('that was written, filled in and read again allocates as it says', async () => {
    const { scene, submissions } = await aScene(3);
    const [one = '', two = '', three = ''] = submissions;
    const path = join(await aTempFolder(), 'table.csv');
    must(await writeAllocationTable(scene.as('Mo'), submissions, path));
    const [header, ...rows] = readFileSync(path, 'utf8').trim().split('\r\n');
    expect(header).toBe('submission,learner,unit,marker,as,sealed,due');
    expect(rows).toHaveLength(3);
    const filled = (id: string, cells: string) =>
      rows.find((row) => row.startsWith(id))?.replace(/,,,,$/, cells);
    writeFileSync(
      path,
      [header, filled(one, ',ann,second,yes,2099-06-30'), filled(two, ',Bob,,,'), filled(three, ',,,,')].join(
        '\n',
      ),
    );
    const read = must(await readAllocationTable(scene.as('Mo'), path));
    expect(read).toEqual({
      wanted: [
        { submission: one, person: scene.keyOf('Ann'), as: 'second', sealed: true, due: DUE },
        { submission: two, person: scene.keyOf('Bob'), as: 'first', sealed: false, due: null },
      ],
      unchanged: 1,
      problems: [],
    });
    must(await applyAllocations(scene.as('Mo'), randomUUID(), { wanted: read.wanted, move: false }));
    must(await writeAllocationTable(scene.as('Mo'), submissions, path));
    expect(must(await readAllocationTable(scene.as('Mo'), path))).toEqual({
      wanted: [],
      unchanged: 3,
      problems: [],
    });
  });

  it('tells of each row what is wrong with it', async () => {
    const { scene, submissions } = await aScene(1);
    const [id = ''] = submissions;
    const path = join(await aTempFolder(), 'table.csv');
    const rows = [
      `${id};Ann;third;no;`,
      `${id};Nobody;first;no;`,
      `${id};Mo;first;no;`,
      `${id};Ann;first;maybe;`,
      `${id};Ann;first;no;31.12.2026`,
      `ffffffff;Ann;first;no;`,
      `${id};Ann;first;no;`,
      `${id};Ann;second;no;`,
    ];
    writeFileSync(path, ['Submission;Marker;As;Sealed;Due', ...rows].join('\r\n'));
    const { wanted, problems } = must(await readAllocationTable(scene.as('Mo'), path));
    expect(wanted).toHaveLength(1);
    expect(problems.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '2: “third” is not “first” or “second”.',
      '3: Nobody here is called “Nobody”.',
      '4: Mo is not appointed as assessor.',
      '5: “maybe” is not “yes” or “no”.',
      '6: “31.12.2026” is no date. Write it as 2026-12-31.',
      '7: There is no submission “ffffffff”. Use the id that the queue’s table has.',
      '9: The same marker has this submission in another row.',
    ]);
  });

  it('is refused where it is none, and shown to nobody who does not allocate', async () => {
    const { scene, submissions } = await aScene(1);
    const folder = await aTempFolder();
    const path = join(folder, 'table.csv');
    expect(codeOf(await readAllocationTable(scene.as('Mo'), join(folder, 'none.csv')))).toBe(
      'allocation.no_table',
    );
    writeFileSync(path, 'a,b\n1,2\n');
    expect(codeOf(await readAllocationTable(scene.as('Mo'), path))).toBe('allocation.not_a_table');
    expect(codeOf(await writeAllocationTable(scene.as('Ann'), submissions, path))).toBe(
      'allocation.not_allowed',
    );
  });
});
