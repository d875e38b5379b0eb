import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { QueueFilter, QueueGrouping, QueueSort } from '../../src/api/shapes.ts';
import { CriterionId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { parseSearch } from '../../src/domain/search-terms.ts';
import { OutcomeState } from '../../src/domain/states.ts';
import { commentTexts } from '../../src/store/comment-texts.ts';
import { disagreementReader } from '../../src/store/disagreements.ts';
import { evidenceTexts } from '../../src/store/evidence-text.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { queueReader } from '../../src/store/queue.ts';
import { keyNamed } from '../builders/a-chain.ts';
import { queueWriter } from '../builders/a-queue.ts';

// Asks the queue of so many submissions everything a person can ask of it, in turn, and prints what each call took.
const [directory = '', submissionCount = ''] = process.argv.slice(2);
const COUNT = Number(submissionCount);
const ROUNDS = 40;
const UNITS = 200;
const CRITERIA = 12;
const me = keyNamed('ann');
const opened = openDatabase(join(directory, `queue-${COUNT}.sqlite`), { create: true });
if (!opened.ok) throw new Error(opened.error.message);
const db = opened.value;
const writer = queueWriter(db);

/** Numbers from 0 up to 1 that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const next = numbers(7);
const pick = <T>(all: readonly [T, ...T[]]): T => all[Math.floor(next() * all.length)] ?? all[0];
const GIVEN = [
  'Amina',
  'Bjørn',
  'Chloé',
  'Dmitri',
  'Emeka',
  'Fatima',
  'Gwen',
  'Hiroshi',
  'İpek',
  'José',
] as const;
const FAMILY = [
  'Abara',
  'Brown',
  'Castro',
  'Dvořák',
  'Evans',
  'Fischer',
  'García',
  'Haddad',
  'Ito',
  'Jones',
] as const;
const APART = {
  a: [keyNamed('ann')],
  b: [keyNamed('bob')],
  outOfTolerance: [1, 2].map((place) => ({
    criterion: CriterionId.parse(`c${place}`),
    title: `Criterion ${place}`,
    a: 'Proficient',
    b: 'Emerging',
    reason: 'Two levels apart, one is allowed',
  })),
  reasons: ['The totals lie 12 points apart'],
};
/** Words as often as words are: the second half as often as the first, the third a third as often, and so on. */
const VOCABULARY = Array.from({ length: 30_000 }, (_, index) => {
  let word = '';
  for (let seed = index + 1, left = 2 + (index % 4); left > 0; left -= 1) {
    seed = (seed * 7919 + 13) % 99_991;
    word += `${'bcdfghklmnprstvz'[seed % 16]}${'aeiou'[(seed >> 4) % 5]}`;
  }
  return word;
});
const wordsOf = (count: number) =>
  Array.from({ length: count }, () => VOCABULARY[Math.floor(VOCABULARY.length ** next()) - 1] ?? 'so').join(
    ' ',
  );
const PAGES = 2;
const WORDS_A_PAGE = 150;
const EARLY = ['awaiting', 'awaiting', 'partially_marked'] as const;
const receivedAt = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 61_007).toISOString();
const idOf = (index: number) => SubmissionId.parse(createHash('sha256').update(String(index)).digest('hex'));
const submissionAt = (index: number, state: OutcomeState) => {
  const unit = Math.floor(next() * UNITS);
  return {
    submission: idOf(index),
    unit: `urn:bench:unit-${unit}`,
    unitCode: `BENCH-${unit}`,
    criteria: CRITERIA,
    learnerName: `${pick(GIVEN)} ${pick(FAMILY)} ${Math.floor(next() * COUNT)}`,
    title: `Portfolio of work at the bench, part ${index}`,
    attempt: 1 + Math.floor(next() * 3),
    state,
    receivedAt: receivedAt(index),
    pleaseCheck: next() < 0.03,
    isStale: next() < 0.02,
    hasGaps: next() < 0.2,
  };
};

db.transaction(() => {
  const states: readonly [OutcomeState, ...OutcomeState[]] = [...EARLY, ...OutcomeState.options];
  for (let index = 0; index < COUNT; index += 1) {
    const state = pick(states);
    const row = submissionAt(index, state);
    writer.put(row);
    const part = { submission: row.submission, met: Math.floor(next() * 6), notYet: 2, pleaseCheck: false };
    const pages = Array.from({ length: PAGES }, () => wordsOf(WORDS_A_PAGE));
    writer.putEvidence(row.submission, createHash('sha256').update(`e${index}`).digest('hex'), pages);
    if (!['awaiting', 'partially_marked'].includes(state)) writer.putDisagreement(row.submission, APART);
    const person = keyNamed(pick(['ann', 'bob', 'cy']));
    if (state !== 'awaiting') {
      writer.putPart({ ...part, kind: 'assessment', person, toDo: 0 });
      writer.putComment(row.submission, person, wordsOf(40));
    } else if (next() < 0.1)
      writer.putPart({ ...part, kind: 'draft', person: me, toDo: 4, pleaseCheck: next() < 0.1 });
  }
})();

const evidence = evidenceTexts(db, { fact: () => null });
const comments = commentTexts(db, { records: { fact: () => null }, drafts: { get: () => null } });
const reader = queueReader(db, { evidence, comments });
/** A moderator, who may see every comment but of what they may still mark. Asked for with every question, as the application does. */
const sight = () => ({ assesses: true, reads: true });
const board = disagreementReader(db);
const disagreements = (include: 'open' | 'all', of: UnitId | null, offset: number) => {
  const question = { person: me, reads: null, include, unit: of };
  return [board.count(question), board.page(question, offset, 200)];
};
const byReceived: QueueSort = { by: 'received', descending: true };
const list = (filter: QueueFilter, sort = byReceived, offset = 0) =>
  reader.list(me, filter, sort, offset, 100, sight);
const unit = (round: number) => [UnitId.parse(`urn:bench:unit-${round % UNITS}`)];
const state = (round: number) => [
  OutcomeState.options[round % OutcomeState.options.length] ?? ('awaiting' as const),
];
const direction = (by: QueueSort['by'], round: number): QueueSort => ({ by, descending: round % 2 === 0 });
const sorts = ['received', 'learner', 'unit', 'state', 'progress', 'attempt'] as const;

/** One thing a person asks for; `round` makes each time a little different. */
const CALLS: Record<string, (round: number) => unknown> = {
  ...Object.fromEntries(
    sorts.map((by) => [`first rows by ${by}`, (round: number) => list({}, direction(by, round))]),
  ),
  'rows at half way, by learner': (round) => list({}, direction('learner', round), COUNT / 2 + round),
  'rows of one state': (round) => list({ states: state(round) }),
  'rows of one unit, by progress': (round) => list({ units: unit(round) }, direction('progress', round)),
  'rows I have begun': (round) => list({ mine: ['in_progress'] }, direction('progress', round)),
  'rows I have not begun, half way': (round) =>
    list({ mine: ['not_started'] }, direction('learner', round), Math.floor(COUNT / 4)),
  'rows to check, with gaps': () => list({ flags: ['please_check', 'gaps'] }),
  'everything at once': (round) =>
    list({ text: 'bench', units: unit(round), states: ['awaiting'], mine: ['not_started'], flags: ['gaps'] }),
  'text of one letter': (round) => list({ text: 'abcdefghij'[round % 10] ?? 'a' }),
  'text in few': (round) => list({ text: `part ${1000 + round}` }),
  'text in all, then typed on': (round) =>
    list({ text: 'portfolio of work at the bench'.slice(0, 1 + (round % 30)) }),
  'text in none': (round) => list({ text: `no such learner ${round}` }),
  'a rare word of the evidence': (round) => list({ text: VOCABULARY[20_000 + round * 97] ?? '' }),
  'a common word of the evidence': (round) => list({ text: VOCABULARY[200 + round * 7] ?? '' }),
  'the commonest words, which nearly every page has': (round) => list({ text: VOCABULARY[round] ?? '' }),
  'a word of the evidence, letter by letter': (round) =>
    list({ text: (VOCABULARY[900 + 13 * Math.floor(round / 6)] ?? '').slice(0, 3 + (round % 6)) }),
  'a name and a word of the evidence': (round) =>
    list({ text: `jones ${VOCABULARY[300 + round * 11] ?? ''}` }),
  'two words side by side': (round) =>
    list({ text: `"${VOCABULARY[400 + round]} ${VOCABULARY[30 + round]}"` }),
  'the same words, further down': (round) => list({ text: 'jones bira' }, byReceived, round * 5),
  'places of what is found, for a screen': (round) =>
    list({ text: VOCABULARY[200 + round * 7] ?? '' })
      .rows.slice(0, 30)
      .map(({ submission }) => evidence.bestHit(submission, parseSearch(VOCABULARY[200 + round * 7] ?? ''))),
  'groups by learner': (round) => grouped('learner', round),
  'groups by unit': (round) => grouped('unit', round),
  'groups by outcome, half way': (round) => grouped('state', round, COUNT / 2),
  'counts of ten saved filters': (round) =>
    reader.totals(
      me,
      Array.from({ length: 10 }, (_, at) => ({ units: unit(round + at), mine: ['not_started'] })),
      sight,
    ),
  'counts with a word of the evidence': (round) =>
    reader.facets(me, { text: VOCABULARY[250 + round * 9] ?? '' }, sight),
  'counts by unit, state and mine': () => reader.facets(me, {}, sight),
  'counts of one state': (round) => reader.facets(me, { states: state(round) }, sight),
  'counts with text': (round) => reader.facets(me, { text: `jones ${round}` }, sight),
  'counts in the frame': () => reader.counts(me, sight),
  'board of one unit': (round) => disagreements('open', unit(round)[0] ?? null, 0),
  'board of every unit': () => disagreements('open', null, 0),
  'board of all that two marked, its middle': () => disagreements('all', null, 30_000),
  'neighbours of a submission': (round) => reader.neighbours(idOf(Math.floor((COUNT * round) / ROUNDS))),
};

function grouped(by: QueueGrouping, round: number, offset = 0) {
  const asked = { filter: {}, sort: direction('received', round), sight };
  return reader.grouped(me, asked, { by, collapsed: [] }, offset, 200);
}
const changeOne = (round: number) => writer.put(submissionAt(round * 7, 'partially_marked'));
const timed = new Map<string, { readonly ms: number; readonly cpuMs: number }[]>();
const time = (name: string, work: () => unknown) => {
  const startMs = performance.now();
  const cpu = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(cpu);
  const call = { ms: performance.now() - startMs, cpuMs: (user + system) / 1000 };
  timed.set(name, [...(timed.get(name) ?? []), call]);
};
const steps = reader.prepare(me, sight)[Symbol.iterator]();
for (let isReady = false; !isReady; )
  time('made ready while nothing is asked, step by step', () => {
    isReady = steps.next().done ?? true;
  });
time('the very first rows, once ready', () => list({}));
for (const by of sorts) time('the first time in an order', () => list({}, { by, descending: false }));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, call] of Object.entries(CALLS)) time(name, () => call(round));
  changeOne(round);
  time('first rows after a change', () => list({}));
}
db.close();
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ peakBytes, calls: [...timed].map(([name, calls]) => ({ name, calls })) }));
