import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/domain/ids.ts';
import { mayRecall } from '../../src/domain/submission-view.ts';
import { unitVersionIdOf } from '../../src/ledger/content-ids.ts';
import { AHistory, personKey } from '../builders/a-history.ts';
import { allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';

const unit = aUnit();
const good = allMet(unit);
const nearly = { ...good, c1: level('l3') };
const poor = { ...good, c1: level('l1') };

/** Ann and Bob are to seal, as first and second; Mo moderates, Root provides. */
function doubleMarked() {
  const history = new AHistory()
    .appoint('Ann', ['assessor'])
    .appoint('Bob', ['assessor'])
    .appoint('Cy', ['assessor'])
    .appoint('Mo', ['moderator'])
    .receive();
  const allocations = {
    Ann: history.allocate('Ann', { as: 'first' }),
    Bob: history.allocate('Bob', { as: 'second' }),
  };
  return { history, allocations };
}

/** Both have sealed: Ann `good`, Bob `nearly`. */
function bothSealed() {
  const { history, allocations } = doubleMarked();
  const seals = { Ann: history.seal('Ann', good), Bob: history.seal('Bob', nearly) };
  return { history, allocations, seals };
}

function bothOpened() {
  const both = bothSealed();
  const { history, seals } = both;
  // Who opens first says nothing about who is the first marker.
  const Bob = history.open('Bob', nearly, seals.Bob, [seals.Ann]);
  const Ann = history.open('Ann', good, seals.Ann, [seals.Bob]);
  return { ...both, opened: { Ann, Bob } };
}

const whyNot = (history: AHistory, record: RecordId) => history.view()?.notCounted.get(record) ?? null;
const standing = (history: AHistory) => history.view()?.assessments.map((one) => one.id);

describe('sealed allocations', () => {
  it('leave the submission awaiting its marks while seals are missing', () => {
    const { history } = doubleMarked();
    history.seal('Ann', good);
    expect(history.view()).toMatchObject({ state: 'awaiting', assessments: [], outcome: null });
  });
  it('settle as any two marks do once both are opened, the first marker’s first', () => {
    const { history, opened } = bothOpened();
    expect(history.view()).toMatchObject({
      state: 'auto_agreed',
      outcome: { how: 'auto_agreed', sources: [opened.Ann, opened.Bob] },
    });
    expect(history.view()?.notCounted.size).toBe(0);
  });
  it('come to no outcome while one of the two is still sealed', () => {
    const { history, seals } = bothSealed();
    history.open('Bob', nearly, seals.Bob, [seals.Ann]);
    expect(history.view()).toMatchObject({ state: 'partially_marked', outcome: null, compared: null });
  });
  it('are the same in whatever order the facts arrive', () => {
    const { history } = bothOpened();
    expect(history.view([...history.facts].reverse())).toEqual(history.view());
  });
  it('take assessments by nobody else', () => {
    const { history } = doubleMarked();
    const mark = history.assess('Cy', good);
    expect(whyNot(history, mark)).toContain('is allocated to others');
    expect(history.view()?.state).toBe('awaiting');
  });
  it('bind nobody any more once somebody else has withdrawn them', () => {
    const { history, allocations } = bothSealed();
    history.withdraw('Mo', allocations.Ann);
    history.withdraw('root', allocations.Bob);
    const mark = history.assess('Cy', good);
    expect(history.view()).toMatchObject({ state: 'provisional', outcome: { sources: [mark] } });
  });
  it('whoever was withdrawn need not be waited for', () => {
    const { history, allocations } = doubleMarked();
    const seal = history.seal('Bob', nearly);
    const early = history.open('Bob', nearly, seal, []);
    expect(whyNot(history, early)).toBe('It was opened before Ann had sealed.');
    history.withdraw('Mo', allocations.Ann);
    expect(standing(history)).toEqual([early]);
  });
  it('whoever is asked for a seal after others have opened takes nothing from them', () => {
    const { history, opened } = bothOpened();
    history.allocate('Cy', { as: 'second' });
    expect(standing(history)).toEqual([opened.Ann, opened.Bob]);
    expect(history.view()?.state).toBe('partially_marked');
  });
  it('what was opened before a third had sealed counts when it is opened again with all seals', () => {
    const { history, seals } = bothSealed();
    history.allocate('Cy', { as: 'second' });
    const early = history.open('Ann', good, seals.Ann, [seals.Bob]);
    const third = history.seal('Cy', good);
    expect(whyNot(history, early)).toBe('It was opened before Cy had sealed.');
    const again = history.open('Ann', good, seals.Ann, [seals.Bob, third]);
    expect(standing(history)).toEqual([again]);
  });
  it('made after a confirmation unsettle nothing', () => {
    const history = new AHistory().appoint('Ann', ['assessor']).appoint('Mo', ['moderator']).receive();
    const mark = history.assess('Ann', good);
    const confirmation = history.confirm('Mo');
    const allocation = history.allocate('Ann');
    expect(history.view()).toMatchObject({
      state: 'confirmed',
      outcome: { sources: [mark], record: confirmation },
    });
    expect(whyNot(history, allocation)).toBe('The outcome had been confirmed by then.');
  });
  it('a person asked both openly and sealed seals', () => {
    const { history } = doubleMarked();
    history.allocate('Ann', { sealed: false });
    const mark = history.assess('Ann', good);
    expect(whyNot(history, mark)).toBe('It was to be sealed first, and was not.');
  });
  it('do not forbid that the other is asked openly', () => {
    const history = new AHistory().appoint('Ann', ['assessor']).appoint('Bob', ['assessor']).receive();
    history.allocate('Ann', { as: 'first', sealed: false });
    history.allocate('Bob', { as: 'second' });
    const first = history.assess('Ann', good);
    const seal = history.seal('Bob', good);
    const second = history.open('Bob', good, seal, []);
    expect(standing(history)).toEqual([first, second]);
  });
});

describe('open allocations', () => {
  it('come to no outcome before everybody asked has marked, and leave others free to mark', () => {
    const history = new AHistory().appoint('Ann', ['assessor']).appoint('Bob', ['assessor']).receive();
    history.allocate('Bob', { sealed: false });
    const mark = history.assess('Ann', good);
    expect(history.view()).toMatchObject({ state: 'partially_marked', outcome: null });
    const second = history.assess('Bob', good);
    expect(history.view()).toMatchObject({ state: 'auto_agreed', outcome: { sources: [second, mark] } });
  });
});

describe('an assessment that was opened', () => {
  it('is replaced by a later one of its author that names it and says why, and people look then', () => {
    const { history, opened } = bothOpened();
    const later = history.assess('Bob', good, {
      supersedes: { assessment: opened.Bob, reason: 'I had overlooked page 3.' },
    });
    expect(history.view()).toMatchObject({ state: 'reconciling', outcome: null });
    expect(standing(history)).toEqual([opened.Ann, later]);
    expect(history.view()?.compared?.overall.at(-1)).toMatchObject({ rule: 'changed', within: false });
  });
  it('is not replaced by one that says nothing, gives no reason, or names another’s', () => {
    const { history, opened } = bothOpened();
    const marks = [
      history.assess('Bob', poor),
      history.assess('Bob', poor, { supersedes: { assessment: opened.Bob, reason: ' ' } }),
      history.assess('Bob', poor, { supersedes: { assessment: opened.Ann, reason: 'Better.' } }),
    ];
    expect(standing(history)).toEqual([opened.Ann, opened.Bob]);
    expect(marks.map((mark) => whyNot(history, mark))).toEqual([
      expect.stringContaining('past its seal'),
      expect.stringContaining('without saying why'),
      expect.stringContaining('not an earlier one of its author’s'),
    ]);
  });
  it('is not taken back', () => {
    const { history, opened } = bothOpened();
    const recall = history.recall('Bob', opened.Bob);
    expect(standing(history)).toContain(opened.Bob);
    expect(whyNot(history, recall)).toContain('not taken back');
    const view = history.view();
    expect(view && mayRecall(view, personKey('Bob')).reason).toContain('not taken back');
  });
});

describe('without seals', () => {
  it('a later assessment may name the earlier one and say why', () => {
    const history = new AHistory().appoint('Ann', ['assessor']).receive();
    const first = history.assess('Ann', poor);
    const later = history.assess('Ann', good, { supersedes: { assessment: first, reason: 'A slip.' } });
    expect(standing(history)).toEqual([later]);
  });
});

describe('a trainee’s assessment', () => {
  const trained = () =>
    new AHistory()
      .appoint('Ann', ['assessor'], { trainee: true })
      .appoint('Tim', ['assessor'], { trainee: true })
      .appoint('Bob', ['assessor'])
      .appoint('Mo', ['moderator'])
      .receive();
  it('stands once somebody who is no trainee has countersigned it', () => {
    const history = trained();
    const mark = history.assess('Ann', good);
    expect(history.view()).toMatchObject({
      state: 'awaiting',
      assessments: [],
      toCountersign: [{ id: mark }],
    });
    expect(whyNot(history, mark)).toBe(
      'Ann is a trainee: the assessment stands once somebody has countersigned it.',
    );
    history.countersign('Bob', mark);
    expect(history.view()).toMatchObject({
      state: 'provisional',
      outcome: { sources: [mark] },
      toCountersign: [],
    });
  });
  it('does not stand when it was returned, until another one is countersigned', () => {
    const history = trained();
    const mark = history.assess('Ann', poor);
    history.countersign('Mo', mark, false);
    expect(whyNot(history, mark)).toBe('Mo returned it.');
    expect(history.view()?.toCountersign).toEqual([]);
    const next = history.assess('Ann', good);
    history.countersign('Mo', next);
    expect(standing(history)).toEqual([next]);
  });
  it('is not countersigned by its author, another trainee, or somebody who is to mark it or has', () => {
    const history = trained();
    const mark = history.assess('Ann', good);
    const by = [history.countersign('Ann', mark), history.countersign('Tim', mark)];
    history.assess('Bob', good);
    by.push(history.countersign('Bob', mark));
    expect(by.map((one) => whyNot(history, one))).toEqual([
      'Nobody countersigns their own assessment.',
      'A trainee cannot countersign.',
      'Its author has assessed this submission themselves.',
    ]);
    expect(history.view()?.toCountersign).toHaveLength(1);
  });
  it('keeps whoever stands behind it from marking the submission', () => {
    const history = trained();
    const mark = history.assess('Ann', good);
    history.countersign('Bob', mark);
    const second = history.assess('Bob', good);
    expect(standing(history)).toEqual([mark]);
    expect(whyNot(history, second)).toBe('Its author stands behind another assessment of this submission.');
  });
  it('is no outcome’s source before it is countersigned', () => {
    const history = trained();
    const mark = history.assess('Ann', good);
    const signed = history.countersign('Bob', mark);
    const confirmation = history.confirm('Mo');
    expect(history.view()?.state).toBe('confirmed');
    const view = history.view(history.facts.filter((fact) => fact.id !== signed));
    expect(view?.state).toBe('awaiting');
    expect(view?.notCounted.get(confirmation)).toBe('It rests on an assessment that does not count.');
  });
});

describe('a newer version of the unit', () => {
  const next = aUnit({ versionLabel: '2027.1' });
  const confirmUnchanged = (history: AHistory, by: string, assessment: RecordId, version = next) =>
    history.state(by, 'assessment.confirmed_unchanged', {
      submission: history.content(good).submission,
      assessments: [assessment],
      unitVersion: unitVersionIdOf(version),
    });
  it('makes an open outcome stale, until somebody confirms that its assessments stand', () => {
    const history = new AHistory({ unit })
      .appoint('Ann', ['assessor'])
      .appoint('Mo', ['moderator'])
      .receive();
    const mark = history.assess('Ann', good);
    expect(history.view()?.isStale).toBe(false);
    history.currentUnit = next;
    expect(history.view()?.isStale).toBe(true);
    confirmUnchanged(history, 'Ann', mark);
    expect(history.view()?.isStale).toBe(false);
    history.currentUnit = aUnit({ versionLabel: '2027.2' });
    expect(history.view()?.isStale).toBe(true);
  });
  it('is confirmed by the assessor or whoever moderates, and nobody else', () => {
    const history = new AHistory({ unit })
      .appoint('Ann', ['assessor'])
      .appoint('Bob', ['assessor'])
      .appoint('Mo', ['moderator'])
      .receive();
    const mark = history.assess('Ann', good);
    history.currentUnit = next;
    const byBob = confirmUnchanged(history, 'Bob', mark);
    expect(history.view()?.isStale).toBe(true);
    expect(whyNot(history, byBob)).toContain('somebody else’s assessment');
    confirmUnchanged(history, 'Mo', mark);
    expect(history.view()?.isStale).toBe(false);
  });
  it('leaves what was confirmed as it is', () => {
    const history = new AHistory({ unit })
      .appoint('Ann', ['assessor'])
      .appoint('Mo', ['moderator'])
      .receive();
    history.assess('Ann', good);
    history.confirm('Mo');
    history.currentUnit = next;
    expect(history.view()?.isStale).toBe(false);
  });
});
