import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { commitmentOf } from '../../src/ledger/commitment.ts';
import { readRecord } from '../../src/ledger/record.ts';
import { FOUNDED, keyNamed } from '../builders/a-chain.ts';
import { allMet, level } from '../builders/a-judgment.ts';
import { ASealedMarking } from '../builders/a-sealed-marking.ts';

const marking = new ASealedMarking();
const good = allMet(marking.unit);
const poor = { ...good, c1: level('l1') };
const other = { ...good, c1: level('l2') };

/** Ann has sealed `good`, Bob `poor`, and Bob has opened: Ann could look now. */
function bobOpened() {
  const scene = new ASealedMarking();
  const ann = scene.seal('Ann', good);
  const bob = scene.seal('Bob', poor);
  const opened = scene.open(bob, [ann]);
  return { scene, ann, bob, opened };
}

describe('honest markers', () => {
  it('both count, and anybody can check both with the records alone', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const mine = scene.open(ann, [bob]);
    expect(scene.standing()).toEqual([mine, opened]);
    expect(scene.view().state).toBe('reconciling');
  });
});

describe('a cheat who looks first', () => {
  it('does not count with another mark than was sealed', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const changed = scene.open(ann, [bob], { body: scene.content(poor) });
    expect(scene.standing()).toEqual([opened]);
    expect(scene.whyNot(changed)).toBe('It differs from what was sealed: it was changed after sealing.');
  });

  it('does not count when only a word, a flag or an action differs', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const changes = [
      { feedback: 'Well done.' },
      { pleaseCheck: true },
      { actions: [{ criterion: ann.body.judgments[0]?.criterion ?? never(), text: 'Read it again.' }] },
      { judgments: ann.body.judgments.map((one) => ({ ...one, confidence: 'low' as const })) },
      { judgments: ann.body.judgments.toReversed() },
    ];
    for (const body of changes) {
      const changed = scene.open(ann, [bob], { body });
      expect(scene.whyNot(changed)).toContain('changed after sealing');
    }
    expect(scene.standing()).toEqual([opened]);
  });

  it('does not slip a field past the seal that this version does not know', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const smuggled = scene.open(ann, [bob], { body: { note: 'Bob says l1' } as never });
    expect(scene.standing()).toEqual([opened]);
    expect(scene.whyNot(smuggled)).toContain('changed after sealing');
  });

  it('gains nothing by forking their chain to seal again: what counts is the side that is settled on', () => {
    const scene = new ASealedMarking();
    const bob = scene.seal('Bob', poor);
    const first = scene.seal('Ann', good);
    const openedFirst = scene.open(first, [bob]);
    scene.open(bob, [first]);
    // Bob's marks are known. Ann takes an old copy of her chain and seals what Bob gave.
    scene.chain.rewind('Ann', 2);
    const second = scene.seal('Ann', poor);
    const openedSecond = scene.open(second, [bob]);
    const counting = () => {
      const { records } = scene.chain;
      // Whoever hears of the settlement, or of the other side, first sees the same.
      const [inOrder, reversed] = [records, records.toReversed()].map((order) =>
        [openedFirst, openedSecond].map((one) => scene.whyNot(one, order) === null),
      );
      expect(reversed).toEqual(inOrder);
      return inOrder;
    };
    expect(counting()).toEqual([false, false]);
    const { seq } = scene.chain.records.find(({ id }) => id === first.record)?.fact ?? never();
    const body = { author: keyNamed('Ann'), seq, keep: first.record, reason: 'It was sealed blind.' };
    scene.chain.sign('root', 'fork.settled', body);
    expect(counting()).toEqual([true, false]);
    expect(scene.standing()).toContain(openedFirst);
    expect(scene.standing()).not.toContain(openedSecond);
    // Opening the other seal once more, after it was set aside, is no way around it.
    expect(scene.whyNot(scene.open(second, [bob]))).not.toBeNull();
  });

  it('looks in vain after sealing nothing: what was never written cannot be opened', () => {
    const scene = new ASealedMarking();
    const empty = scene.seal('Ann', good, { commitment: 'a'.repeat(64) });
    const bob = scene.seal('Bob', poor);
    const opened = scene.open(bob, [empty]);
    const written = scene.open(empty, [bob], { body: scene.content(poor) });
    expect(scene.whyNot(written)).toContain('changed after sealing');
    scene.withdraw(scene.allocations.Ann, 'Mo');
    scene.withdraw(scene.allocations.Bob, 'Mo');
    const past = scene.assess('Ann', poor);
    expect(scene.whyNot(past)).toContain('past its seal');
    expect(scene.standing()).toEqual([opened]);
  });

  it('does not count with a second seal, however it is dated', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const convenient = scene.seal('Ann', poor, { at: FOUNDED });
    const second = scene.open(convenient, [bob]);
    expect(scene.whyNot(second)).toBe('It opens another seal of its author than the one that stands.');
    expect(scene.whyNot(convenient.record)).toBe('Another seal of the same person stands already.');
    const honest = scene.open(ann, [bob]);
    expect(scene.standing()).toEqual([honest, opened]);
  });

  it('cannot choose between two seals made beforehand by holding the first one back', () => {
    const scene = new ASealedMarking();
    const heldBack = scene.seal('Ann', poor);
    const shown = scene.seal('Ann', good);
    const bob = scene.seal('Bob', poor);
    // Bob had nothing but the second in hand when he opened.
    const opened = scene.open(bob, [shown]);
    const convenient = scene.open(heldBack, [bob]);
    expect(scene.whyNot(opened)).toBeNull();
    expect(scene.whyNot(convenient)).toBe('It opens another seal of its author than the one that stands.');
    // Nor by showing one to Bob and another to somebody else.
    const third = new ASealedMarking();
    third.allocate('Cy', 'second');
    const [one, two] = [third.seal('Ann', good), third.seal('Ann', poor)];
    const [b, c] = [third.seal('Bob', poor), third.seal('Cy', poor)];
    const honest = [third.open(b, [one, c]), third.open(c, [two, b])];
    for (const own of [one, two]) {
      const mine = third.open(own, [b, c]);
      expect(third.whyNot(mine)).toContain('sealed more than once');
    }
    expect(third.standing()).toEqual(honest);
  });

  it('does not get to choose by forking the chain', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const salt = randomBytes(32).toString('hex');
    const commitment = commitmentOf({ salt, author: keyNamed('Ann'), body: scene.content(poor) });
    const fork = scene.forked(ann.record, { submission: scene.submission, commitment });
    const second = { by: 'Ann', record: fork.id, salt, body: scene.content(poor) };
    const convenient = scene.open(second, [bob]);
    const records = [...scene.chain.records, fork];
    expect(scene.whyNot(convenient, records)).not.toBeNull();
    expect(scene.whyNot(opened, records)).toBeNull();
    expect(scene.standing(records)).toEqual([opened]);
  });

  it('does not count without a seal, however it is dated', () => {
    const scene = new ASealedMarking();
    const early = scene.assess('Ann', poor, {}, FOUNDED + 1);
    const late = scene.assess('Ann', poor);
    for (const mark of [early, late])
      expect(scene.whyNot(mark)).toBe('It was to be sealed first, and was not.');
    const ann = scene.seal('Ann', good);
    const after = scene.assess('Ann', poor);
    expect(scene.whyNot(after)).toContain('past its seal');
    expect(scene.open(ann, [])).toBeDefined();
    expect(scene.standing()).toEqual([]);
  });

  it('does not free themselves by withdrawing their own allocation, nor by a date before anybody was there', () => {
    const scene = new ASealedMarking();
    scene.appoint('Ann', 'moderator');
    const withdrawals = [
      scene.withdraw(scene.allocations.Ann, 'Ann'),
      scene.withdraw(scene.allocations.Ann, 'Ann', FOUNDED - 1),
    ];
    for (const one of withdrawals) expect(scene.whyNot(one)).not.toBeNull();
    const mark = scene.assess('Ann', poor);
    expect(scene.whyNot(mark)).toBe('It was to be sealed first, and was not.');
    // Nor by allocating it to themselves as something open.
    scene.allocate('Ann', 'first', { by: 'Ann', sealed: false });
    expect(scene.whyNot(mark)).toBe('It was to be sealed first, and was not.');
  });

  it('stays held to the seal when somebody else withdraws the allocation afterwards', () => {
    const { scene, ann, bob } = bobOpened();
    scene.withdraw(scene.allocations.Ann, 'Mo');
    scene.withdraw(scene.allocations.Bob, 'Mo');
    const changed = scene.open(ann, [bob], { body: scene.content(poor) });
    const past = scene.assess('Ann', poor);
    expect(scene.whyNot(changed)).toContain('changed after sealing');
    expect(scene.whyNot(past)).toContain('past its seal');
  });

  it('does not take the opened one back, nor replace it in silence', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const mine = scene.open(ann, [bob]);
    const recall = scene.chain.sign('Ann', 'assessment.recalled', {
      submission: scene.submission,
      assessment: mine,
    }).id;
    const silent = scene.assess('Ann', poor);
    expect(scene.standing()).toEqual([mine, opened]);
    for (const one of [recall, silent]) expect(scene.whyNot(one)).not.toBeNull();
  });

  it('who says that they changed their mind does not agree with the other by themselves', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const mine = scene.open(ann, [bob]);
    const later = scene.assess('Ann', poor, { supersedes: { assessment: mine, reason: 'A slip.' } });
    expect(scene.standing()).toEqual([later, opened]);
    expect(scene.view()).toMatchObject({ state: 'reconciling', outcome: null });
  });
});

describe('a cheat who lets others look', () => {
  it('does not count when they open before the others have sealed, nor do the others lose by it', () => {
    const scene = new ASealedMarking();
    const bob = scene.seal('Bob', poor);
    const early = scene.open(bob, []);
    expect(scene.whyNot(early)).toBe('It was opened before Ann had sealed.');
    expect(scene.view()).toMatchObject({ state: 'awaiting', assessments: [] });
    const ann = scene.seal('Ann', good);
    expect(scene.whyNot(early)).toBe('It was opened before Ann had sealed.');
    const honest = scene.open(ann, [bob]);
    expect(scene.standing()).toEqual([honest]);
  });

  it('does not count when they date the opening before anybody else was to seal', () => {
    const scene = new ASealedMarking();
    const bob = scene.seal('Bob', poor);
    const early = scene.open(bob, [], { at: FOUNDED + 1 });
    expect(scene.whyNot(early)).toBe('It says to have been opened before it was allocated.');
  });

  it('does not count with a seal that is not there, is their own, or is of another submission', () => {
    const scene = new ASealedMarking();
    const elsewhere = scene.receive('1');
    scene.allocate('Ann', 'first', { submission: elsewhere });
    const annElsewhere = scene.seal('Ann', good, { submission: elsewhere });
    const bob = scene.seal('Bob', poor);
    const again = scene.seal('Bob', poor);
    const invented = { ...bob, record: scene.submission as never };
    for (const seen of [[invented], [bob], [again], [annElsewhere]])
      expect(scene.whyNot(scene.open(bob, seen))).toBe('It was opened before Ann had sealed.');
  });
});

describe('a cheat who uses somebody else’s', () => {
  it('does not count with another’s commitment, once that is opened', () => {
    const scene = new ASealedMarking();
    const ann = scene.seal('Ann', good);
    const sealOfAnn = scene.chain.records.find((one) => one.id === ann.record)?.fact;
    const { commitment } = sealOfAnn?.type === 'assessment.sealed' ? sealOfAnn.body : never();
    const copied = scene.seal('Bob', good, { commitment, salt: ann.salt });
    const mine = scene.open(ann, [copied]);
    const copy = scene.open(copied, [ann]);
    expect(scene.standing()).toEqual([mine]);
    expect(scene.whyNot(copy)).toContain('changed after sealing');
  });

  it('does not open what another has sealed', () => {
    const { scene, ann, bob, opened } = bobOpened();
    for (const by of ['Bob', 'Cy', 'Mo']) expect(scene.whyNot(scene.open(ann, [bob], { by }))).not.toBeNull();
    expect(scene.standing()).toEqual([opened]);
  });

  it('does not name another’s seal as the one they open', () => {
    const { scene, ann, bob } = bobOpened();
    const named = scene.open({ ...ann, record: bob.record }, [bob]);
    expect(scene.whyNot(named)).toBe('The seal it names is somebody else’s.');
    const invented = scene.open({ ...ann, record: scene.submission as never }, [bob]);
    expect(scene.whyNot(invented)).toBe('The seal it names is not here.');
  });
});

describe('a cheat who was not asked', () => {
  it('does not come in by sealing', () => {
    const { scene, ann, bob, opened } = bobOpened();
    const cy = scene.seal('Cy', good);
    expect(scene.whyNot(cy.record)).toBe('It was sealed by somebody who was not asked to seal.');
    const mark = scene.open(cy, [ann, bob]);
    expect(scene.whyNot(mark)).toContain('allocated to others');
    expect(scene.standing()).toEqual([opened]);
  });

  it('allocates to nobody, and withdraws nothing', () => {
    const scene = new ASealedMarking();
    const allocation = scene.allocate('Cy', 'first', { by: 'Cy' });
    const withdrawal = scene.withdraw(scene.allocations.Bob, 'Ann');
    for (const one of [allocation, withdrawal]) expect(scene.whyNot(one)).toContain('is not appointed as');
    expect(scene.view().allocations.map((one) => one.person)).toEqual(['Ann', 'Bob'].map(keyNamed));
  });

  it('does not unseat a marker by opening against another seal of theirs', () => {
    const { scene, ann, bob, opened } = bobOpened();
    // A key that somebody made up, with a seal and an opening of its own.
    const eve = scene.seal('Eve', good);
    scene.open(eve, [ann]);
    const mine = scene.open(ann, [bob]);
    expect(scene.standing()).toEqual([mine, opened]);
  });
});

describe('a commitment', () => {
  it('cannot be tried out: without the salt the same marks promise something else each time', () => {
    const scene = new ASealedMarking();
    const ann = scene.seal('Ann', good);
    const sealed = scene.chain.records.find((one) => one.id === ann.record);
    const text = sealed?.bytes.toString('utf8') ?? '';
    expect(text).not.toContain(ann.salt);
    // Every mark there is to give, with every salt that somebody might think of.
    const guesses = ['', '0'.repeat(64), ann.record, keyNamed('Ann'), scene.submission];
    for (const salt of guesses)
      for (const decisions of [good, poor, other]) {
        const guess = commitmentOf({ salt, author: keyNamed('Ann'), body: scene.content(decisions) });
        expect(text).not.toContain(guess);
      }
    expect(ann.salt).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs between people and submissions even where somebody uses a salt twice', () => {
    const scene = new ASealedMarking();
    const elsewhere = scene.receive('1');
    const salt = createHash('sha256').update('used twice').digest('hex');
    const promised = [
      { salt, author: keyNamed('Ann'), body: scene.content(good) },
      { salt, author: keyNamed('Bob'), body: scene.content(good) },
      { salt, author: keyNamed('Ann'), body: scene.content(good, elsewhere) },
    ];
    expect(new Set(promised.map(commitmentOf)).size).toBe(3);
  });
});

it('every record a cheat made is a record like any other: kept, signed and readable', () => {
  const { scene, ann, bob } = bobOpened();
  scene.open(ann, [bob], { body: scene.content(poor) });
  scene.seal('Ann', poor);
  const store = scene.store();
  expect(store.records.count()).toBe(scene.chain.records.length);
  for (const record of scene.chain.records)
    expect(readRecord(record.bytes, record.signature)).toMatchObject({ ok: true });
});

function never(): never {
  throw new Error('it is there');
}
