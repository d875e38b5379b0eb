import { describe, expect, it } from 'vitest';
import { mayRecall } from '../../src/domain/submission-view.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { AHistory, day, personKey } from '../builders/a-history.ts';
import { allMet, level, met, points } from '../builders/a-judgment.ts';
import { aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';

const unit = aUnit();
const good = allMet(unit);
const nearly = { ...good, c1: level('l3') };
const poor = { ...good, c1: level('l1') };
/** Ann and Bob assess, Mo moderates, Root provides. */
const guarded = () =>
  new AHistory()
    .appoint('Ann', ['assessor'])
    .appoint('Bob', ['assessor'])
    .appoint('Mo', ['moderator'])
    .receive();

describe('the state of a submission', () => {
  it('nothing is known of one that was not received', () => {
    expect(new AHistory().view()).toBeNull();
  });
  it('awaits its first mark', () => {
    expect(guarded().view()).toMatchObject({ state: 'awaiting', outcome: null, assessments: [] });
  });
  it('is provisional on one mark, which is its only source', () => {
    const history = guarded();
    const mark = history.assess('Ann', good);
    expect(history.view()).toMatchObject({
      state: 'provisional',
      outcome: { how: 'single', sources: [mark], verdict: 'passed', by: null },
    });
  });
  it('agrees by itself on two marks within tolerance', () => {
    const history = guarded();
    const marks = [history.assess('Ann', good), history.assess('Bob', nearly)];
    const view = history.view();
    expect(view).toMatchObject({
      state: 'auto_agreed',
      weight: 0,
      outcome: { how: 'auto_agreed', sources: marks },
    });
    expect(view?.outcome?.judgments[0]).toMatchObject({ decision: level('l4'), from: marks[0] });
  });
  it('names the mark a value was taken from, and none for a mean', () => {
    const numeric = aUnit({ criteria: [aNumeric('c1'), aLevels('c2')] });
    const history = new AHistory({ unit: numeric, tolerance: { ...DEFAULT_TOLERANCE, value: 'mean' } })
      .appoint('Ann', ['assessor'])
      .appoint('Bob', ['assessor'])
      .receive();
    const first = history.assess('Ann', { c1: points(14), c2: level('l3') });
    history.assess('Bob', { c1: points(16), c2: level('l4') });
    expect(history.view()?.outcome?.judgments).toMatchObject([
      { decision: points(15), from: null },
      { decision: level('l3'), from: first },
    ]);
  });
  it('is to be reconciled on two marks outside tolerance, and weighs something', () => {
    const history = guarded();
    history.assess('Ann', good);
    history.assess('Bob', poor);
    const view = history.view();
    expect(view).toMatchObject({ state: 'reconciling', outcome: null });
    expect(view?.weight).toBeGreaterThan(0);
  });
  it('is agreed when a moderator settled it, with the marks as its sources', () => {
    const history = guarded();
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    const agreement = history.agree('Mo', marks, nearly);
    expect(history.view()).toMatchObject({
      state: 'agreed',
      weight: 0,
      outcome: { how: 'agreed', sources: marks, record: agreement, agreement, by: personKey('Mo') },
    });
  });
  it('is adjudicating once a moderator sent it there, and adjudicated when an adjudicator decided', () => {
    const history = guarded().appoint('Jo', ['adjudicator']);
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    const referral = history.refer('Mo', marks);
    expect(history.view()).toMatchObject({ state: 'adjudicating', outcome: null });
    history.agree('Jo', marks, nearly, referral);
    expect(history.view()).toMatchObject({ state: 'adjudicated', outcome: { how: 'adjudicated' } });
  });
  it('stays adjudicating whatever a moderator agrees, before or after it was sent there', () => {
    const history = guarded().appoint('Jo', ['adjudicator']);
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    const before = history.agree('Mo', marks, nearly);
    history.refer('Mo', marks);
    const after = history.agree('Mo', marks, nearly);
    const view = history.view();
    expect(view).toMatchObject({ state: 'adjudicating', outcome: null });
    for (const id of [before, after])
      expect(view?.notCounted.get(id)).toBe('It was sent to adjudication, so an adjudicator decides it.');
  });
  it('is adjudicated by nobody who marked it, sent it there, or is no adjudicator; nor where nobody sent it', () => {
    const history = guarded().appoint('Jo', ['adjudicator']).appoint('Bob', ['adjudicator']);
    history.appoint('Mo', ['moderator', 'adjudicator']);
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    const none = history.refer('Ann', marks);
    const alone = history.agree('Jo', marks, nearly, none);
    const referral = history.refer('Mo', marks);
    const tried = ['Bob', 'Mo', 'Ann'].map((by) => history.agree(by, marks, nearly, referral));
    const view = history.view();
    expect(view).toMatchObject({ state: 'adjudicating', outcome: null });
    expect([none, alone, ...tried].map((id) => view?.notCounted.get(id))).toEqual([
      'Ann is not appointed as moderator.',
      'Nobody sent it to adjudication.',
      'You assessed this submission yourself. Somebody else must adjudicate it.',
      'You sent it to adjudication yourself. Somebody else must decide it.',
      expect.stringMatching(/^Ann is not appointed as/),
    ]);
  });
  it('is confirmed as it was, whenever somebody sends it to adjudication afterwards', () => {
    const history = guarded().appoint('Jo', ['adjudicator']);
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    history.agree('Mo', marks, nearly);
    const confirmation = history.confirm('root');
    history.refer('Mo', marks);
    expect(history.view()).toMatchObject({ state: 'confirmed', outcome: { record: confirmation } });
  });
  it('is confirmed from each settled state, and stays what was confirmed', () => {
    const history = guarded();
    const mark = history.assess('Ann', good);
    const confirmation = history.confirm('Mo');
    expect(history.view()).toMatchObject({
      state: 'confirmed',
      outcome: { how: 'single', sources: [mark], record: confirmation, verdict: 'passed' },
    });
    history.assess('Bob', poor);
    expect(history.view()).toMatchObject({
      state: 'confirmed',
      outcome: { record: confirmation, verdict: 'passed' },
    });
  });
  it('keeps the agreement behind a confirmation', () => {
    const history = guarded();
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    const agreement = history.agree('Mo', marks, nearly);
    history.confirm('root');
    expect(history.view()).toMatchObject({ state: 'confirmed', outcome: { how: 'agreed', agreement } });
  });
  it('is released by the batch that exported just this confirmation', () => {
    const history = guarded();
    history.assess('Ann', good);
    const confirmation = history.confirm('Mo');
    const batch = history.release('root', confirmation);
    expect(history.view()).toMatchObject({ state: 'released', batch });
  });
  it('is not released by a batch that exported something else', () => {
    const history = guarded();
    const mark = history.assess('Ann', good);
    history.confirm('Mo');
    history.release('root', mark);
    expect(history.view()).toMatchObject({ state: 'confirmed', batch: null });
  });
  it('comes to the verdict of its judgments, whatever a confirmation claims', () => {
    const history = guarded();
    history.assess('Ann', poor);
    history.confirm('Mo', { verdict: 'passed' });
    expect(history.view()).toMatchObject({ state: 'confirmed', outcome: { verdict: 'not_yet' } });
  });
  it('is the same in whatever order its facts arrive', () => {
    const history = guarded();
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    history.agree('Mo', marks, nearly);
    history.release('root', history.confirm('root'));
    expect(history.view([...history.facts].reverse())).toEqual(history.view());
  });
  it('takes an assessor’s later assessment for the earlier', () => {
    const history = guarded();
    history.assess('Ann', poor);
    const later = history.assess('Ann', good);
    expect(history.view()).toMatchObject({ state: 'provisional', outcome: { sources: [later] } });
  });
});

describe('what does not count', () => {
  const reasonOf = (history: AHistory) => [...(history.view()?.notCounted.values() ?? [])];
  it('an assessment by somebody who was never appointed', () => {
    const history = guarded();
    history.assess('Eve', good);
    expect(history.view()).toMatchObject({ state: 'awaiting', assessments: [] });
    expect(reasonOf(history)[0]).toContain('has not been appointed');
  });
  it('an assessment by a moderator', () => {
    const history = guarded();
    history.assess('Mo', good);
    expect(reasonOf(history)).toEqual(['Mo is not appointed as assessor.']);
  });
  it('an assessment outside the dates of the appointment, its last moment included', () => {
    const history = new AHistory().appoint('Ann', ['assessor'], { from: day(2), until: day(4) }).receive();
    const marks = [history.assess('Ann', good), history.assess('Ann', good), history.assess('Ann', good)];
    const { notCounted } = history.view() ?? { notCounted: new Map() };
    const times = history.facts.filter((fact) => marks.includes(fact.id)).map((fact) => fact.at);
    expect(times).toEqual([day(3), day(4), day(5)]);
    expect(marks.map((mark) => notCounted.has(mark))).toEqual([false, true, true]);
  });
  it('an assessment of a unit the appointment does not cover', () => {
    const history = new AHistory().appoint('Ann', ['assessor'], { units: [] }).receive();
    history.assess('Ann', good);
    expect(reasonOf(history)).toEqual(['Ann’s appointment as assessor does not cover this unit.']);
  });
  it('an assessment that leaves a criterion out, or gives what the rubric does not have', () => {
    const history = guarded();
    history.assess('Ann', { c1: level('l4'), c2: met });
    history.assess('Bob', { ...good, c3: points(999) });
    expect(history.view()?.state).toBe('awaiting');
    expect(reasonOf(history).toSorted()).toEqual([
      'It judges some of the criteria only, and its author was to judge all of them.',
      '“Criterion c3”: Points must lie between 0 and 20.',
    ]);
  });
  it('a submission that somebody without standing took in', () => {
    expect(new AHistory().appoint('Ann', ['assessor']).receive('Eve').view()).toBeNull();
  });
  it('a submission’s standing receipt is the earliest that counts', () => {
    const history = new AHistory().appoint('Ann', ['assessor']).receive('Eve').receive('Ann').receive('root');
    expect(history.view()?.received.author).toBe(personKey('Ann'));
  });
  it('an agreement that rests on an assessment which is not here', () => {
    const history = guarded();
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    history.agree('Mo', marks, nearly);
    const without = history.facts.filter((fact) => fact.id !== marks[1]);
    const view = history.view(without);
    expect(view?.state).toBe('provisional');
    expect([...(view?.notCounted.values() ?? [])]).toEqual(['It rests on an assessment that is not here.']);
  });
  it('an agreement by one of its assessors', () => {
    const history = guarded().appoint('Bob', ['moderator']);
    const marks = [history.assess('Ann', good), history.assess('Bob', poor)];
    history.agree('Bob', marks, poor);
    expect(history.view()?.state).toBe('reconciling');
    expect(reasonOf(history)).toEqual([
      'You assessed this submission yourself. Somebody else must moderate it.',
    ]);
  });
  it('a confirmation by the only assessor, by whatever name it goes', () => {
    const history = guarded().appoint('Ann', ['moderator']);
    history.assess('Ann', good);
    history.confirm('Ann');
    history.confirm('Ann', { how: 'agreed' });
    expect(history.view()?.state).toBe('provisional');
    expect(reasonOf(history)).toHaveLength(2);
  });
  it('an appointment by somebody who is no provider, or is one no longer', () => {
    const history = new AHistory()
      .appoint('Pat', ['provider'], { until: day(3) })
      .appoint('Ann', ['assessor'], { by: 'Pat' })
      .appoint('Eve', ['assessor'], { by: 'Ann' })
      .appoint('Zoe', ['assessor'], { by: 'Pat' });
    const { people, notCounted } = history.authority();
    expect(people).toEqual(['root', 'Pat', 'Ann'].map(personKey));
    expect([...notCounted.values()]).toEqual([
      'Only a provider appoints people.',
      'Only a provider appoints people.',
    ]);
  });
});

describe('guards', () => {
  it('a lone person has none: they assess, moderate and confirm', () => {
    const history = new AHistory().receive();
    history.assess('root', good);
    history.confirm('root');
    expect(history.authority().guardedFrom).toBeNull();
    expect(history.view()?.state).toBe('confirmed');
  });
  it('what a lone person did stands when somebody joins later', () => {
    const history = new AHistory().receive();
    history.assess('root', good);
    const batch = history.release('root', history.confirm('root'));
    history.appoint('Ann', ['assessor']);
    expect(history.view()).toMatchObject({ state: 'released', batch });
    expect(history.view()?.notCounted.size).toBe(0);
  });
  it('the root has them too once there is anybody else', () => {
    const history = guarded();
    history.assess('root', good);
    history.confirm('root');
    expect(history.view()?.state).toBe('provisional');
  });
  it('an assessor may confirm what two agreed on', () => {
    const history = guarded();
    history.assess('root', good);
    history.assess('Bob', good);
    history.confirm('root');
    expect(history.view()?.state).toBe('confirmed');
  });
  it('the external quality assurer changes nothing', () => {
    const history = guarded().appoint('Eqa', ['eqa']);
    history.assess('Eqa', good);
    history.assess('Ann', good);
    history.confirm('Eqa');
    expect(history.view()?.state).toBe('provisional');
  });
});

describe('taking an assessment back', () => {
  const mayAnn = (history: AHistory) => {
    const view = history.view();
    return view ? mayRecall(view, personKey('Ann')).reason : 'nothing';
  };
  it('is allowed while nobody else has marked', () => {
    const history = guarded();
    history.assess('Ann', good);
    expect(mayAnn(history)).toBeNull();
  });
  it('is refused to somebody who has not submitted', () => {
    expect(mayAnn(guarded())).toBe('You have no submitted assessment of this submission.');
  });
  it('is refused once another assessor has submitted', () => {
    const history = guarded();
    history.assess('Ann', good);
    history.assess('Bob', good);
    expect(mayAnn(history)).toBe('Another assessor has submitted too, so it may have been seen.');
  });
  it('is refused once an outcome rests on it', () => {
    const history = guarded();
    history.assess('Ann', good);
    history.confirm('Mo');
    expect(mayAnn(history)).toBe('An outcome already rests on it.');
  });
  it('makes the submission await its mark again', () => {
    const history = guarded();
    history.recall('Ann', history.assess('Ann', good));
    expect(history.view()).toMatchObject({ state: 'awaiting', assessments: [] });
  });
  it('does not count for somebody else’s assessment', () => {
    const history = guarded();
    history.recall('Bob', history.assess('Ann', good));
    expect(history.view()?.state).toBe('provisional');
    expect([...(history.view()?.notCounted.values() ?? [])]).toEqual([
      'Only the assessor can recall an assessment.',
    ]);
  });
});
