import { describe, expect, it } from 'vitest';
import { isBlind, stageOf } from '../../src/domain/allocation-stage.ts';
import { completedJudgments, missingForSubmit, progressOf } from '../../src/domain/draft-rules.ts';
import type { FactBody } from '../../src/domain/facts.ts';
import { CriterionId, type RecordId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import { inScope, scopeOf } from '../../src/domain/scope.ts';
import { AHistory, personKey } from '../builders/a-history.ts';
import { aDraft, allMet, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';

const unit = aUnit({ criteria: [aLevels('c1', { critical: true }), aBinary('c2'), aNumeric('c3')] });
const good = allMet(unit);
const c = (...ids: string[]) => ids.map((id) => CriterionId.parse(id));
const only = (decisions: Readonly<Record<string, Decision>>, ...ids: string[]) =>
  Object.fromEntries(Object.entries(decisions).filter(([id]) => ids.includes(id)));

function aScene(): AHistory {
  const history = new AHistory({ unit });
  for (const name of ['Ada', 'Bo', 'Cy']) history.appoint(name, ['assessor']);
  return history.appoint('Mo', ['moderator']).appoint('Moa', ['assessor', 'moderator']).receive();
}

const ask = (
  history: AHistory,
  name: string,
  criteria: readonly string[] | null,
  change: Partial<FactBody<'submission.allocated'>> = {},
) => history.allocate(name, { sealed: false, ...(criteria && { criteria: c(...criteria) }), ...change });

const whyNot = (history: AHistory, record: RecordId) => history.view()?.notCounted.get(record) ?? null;
const isTheSameInAnyOrder = (history: AHistory) =>
  expect(history.view([...history.facts].reverse())).toEqual(history.view());

describe('an allocation of some criteria', () => {
  it('asks for those; several ask for all that they ask together, one of all for everything', () => {
    const history = aScene();
    const scope = () => scopeOf(history.view()?.allocations ?? [], personKey('Ada'));
    ask(history, 'Ada', ['c2']);
    expect(scope()).toEqual(c('c2'));
    ask(history, 'Ada', ['c1']);
    expect(scope()).toEqual(c('c1', 'c2'));
    const all = ask(history, 'Ada', null);
    expect(scope()).toBeNull();
    history.withdraw('Mo', all);
    expect(scope()).toEqual(c('c1', 'c2'));
  });
  it('does not count where the unit has no such criterion', () => {
    const history = aScene();
    const asked = ask(history, 'Ada', ['c1', 'c9']);
    expect(whyNot(history, asked)).toBe('It asks for a criterion that this unit does not have.');
    expect(history.view()?.allocations).toEqual([]);
  });
  it('limits what a draft needs, and what is submitted of it', () => {
    const rubric = inScope(unit, c('c2'));
    const draft = aDraft(only(good, 'c1'));
    expect(missingForSubmit(rubric, draft).map((one) => one.criterion)).toEqual(['c2']);
    expect(progressOf(rubric, draft.judgments)).toEqual({ met: 0, notYet: 0, toDo: 1 });
    expect(completedJudgments(rubric, aDraft(good)).map((one) => one.criterion)).toEqual(['c2']);
  });
});

describe('an assessment of some criteria', () => {
  it('does not count without an allocation of just those', () => {
    const history = aScene();
    const alone = history.assess('Ada', only(good, 'c1'));
    expect(whyNot(history, alone)).toContain('judges some of the criteria only');
    ask(history, 'Bo', null);
    const less = history.assess('Bo', only(good, 'c1', 'c2'));
    expect(whyNot(history, less)).toContain('judges some of the criteria only');
    ask(history, 'Cy', ['c1']);
    const beyond = history.assess('Cy', only(good, 'c1', 'c2'));
    expect(whyNot(history, beyond)).toBe('“Criterion c2” was not its author’s to judge.');
    expect(history.view()?.state).toBe('awaiting');
  });
  it('counts by what was ever asked of its author, in whatever order that is learnt', () => {
    const history = aScene();
    const mark = history.assess('Ada', only(good, 'c1'));
    const asked = ask(history, 'Ada', ['c1']);
    expect(whyNot(history, mark)).toBeNull();
    history.withdraw('Mo', asked);
    expect(whyNot(history, mark)).toBeNull();
    expect(history.view()?.state).toBe('partially_marked');
    isTheSameInAnyOrder(history);
  });
  it('does not count with two judgments of one criterion, or one that does not fit', () => {
    const history = aScene();
    ask(history, 'Ada', ['c1', 'c2']);
    const twice = { judgments: [...history.content(only(good, 'c1')).judgments] };
    const marks = [
      history.assess('Ada', {}, { judgments: [...twice.judgments, ...twice.judgments] }),
      history.assess('Ada', { c2: points(3) }),
      history.assess('Ada', { c9: met }),
    ];
    expect(marks.map((one) => whyNot(history, one) !== null)).toEqual([true, true, true]);
  });
  it('is not done while its author is asked for more, who then sees nothing of others', () => {
    const history = aScene();
    ask(history, 'Ada', ['c1']);
    history.assess('Ada', only(good, 'c1'));
    history.assess('Bo', good);
    const stage = () => {
      const view = history.view();
      return view && [stageOf(view, personKey('Ada')), isBlind(view, personKey('Ada')), view.state];
    };
    expect(stage()).toEqual(['submitted', false, 'auto_agreed']);
    ask(history, 'Ada', ['c2']);
    expect(stage()).toEqual(['to_do', true, 'partially_marked']);
  });
});

describe('marks that are put together', () => {
  it('are partial until every criterion is judged, and then one mark with a source for each', () => {
    const history = aScene();
    ask(history, 'Ada', ['c1', 'c2']);
    const first = history.assess('Ada', only(good, 'c1', 'c2'));
    expect(history.view()).toMatchObject({ state: 'partially_marked', outcome: null });
    ask(history, 'Bo', ['c3']);
    expect(history.view()?.state).toBe('partially_marked');
    const rest = history.assess('Bo', only(good, 'c3'));
    const view = history.view();
    expect(view).toMatchObject({ state: 'provisional', compared: null, outcome: { how: 'single' } });
    expect(view?.outcome?.sources).toEqual([first, rest]);
    expect(view?.outcome?.judgments.map((one) => [one.criterion, one.from])).toEqual([
      ['c1', first],
      ['c2', first],
      ['c3', rest],
    ]);
    isTheSameInAnyOrder(history);
  });
  it('settle by themselves where the criteria that two judged are within tolerance', () => {
    const history = aScene();
    ask(history, 'Ada', null);
    ask(history, 'Cy', ['c1'], { as: 'second' });
    const whole = history.assess('Ada', { ...good, c1: level('l3') });
    const critical = history.assess('Cy', { c1: level('l3') });
    const view = history.view();
    expect(view).toMatchObject({ state: 'auto_agreed', outcome: { sources: [whole, critical] } });
    expect(view?.compared?.criteria.map((one) => [one.a !== null, one.b !== null, one.within])).toEqual([
      [true, true, true],
      [true, false, true],
      [true, false, true],
    ]);
    isTheSameInAnyOrder(history);
  });
  it('need people where those are not, the verdict being that of the completed marks', () => {
    const history = aScene();
    ask(history, 'Ada', null);
    ask(history, 'Cy', ['c1'], { as: 'second' });
    history.assess('Ada', good);
    history.assess('Cy', { c1: level('l2') });
    expect(history.view()).toMatchObject({ state: 'reconciling', outcome: null });
    const straddle = history.view()?.compared?.overall.find((one) => one.rule === 'straddle');
    expect(straddle?.reason).toContain('One comes to “passed”, the other to “not yet”');
  });
  it('do not straddle for what only one of them judged', () => {
    const history = aScene();
    ask(history, 'Ada', null);
    ask(history, 'Cy', ['c1'], { as: 'second' });
    history.assess('Ada', { ...good, c2: notYet });
    history.assess('Cy', only(good, 'c1'));
    expect(history.view()).toMatchObject({ state: 'auto_agreed', outcome: { verdict: 'not_yet' } });
  });
  it('say of each criterion whose judgment it is, the second markers’ among the second', () => {
    const history = aScene();
    ask(history, 'Ada', ['c1', 'c2']);
    ask(history, 'Bo', ['c3'], { as: 'second' });
    ask(history, 'Cy', ['c1'], { as: 'second' });
    const ada = history.assess('Ada', only(good, 'c1', 'c2'));
    const bo = history.assess('Bo', only(good, 'c3'));
    const cy = history.assess('Cy', only(good, 'c1'));
    const marks = history.view()?.marks;
    const ids = (mark = marks?.a) => [...(mark ?? [])].map(([id, { assessment }]) => [id, assessment.id]);
    expect(ids(marks?.a)).toEqual([
      ['c1', ada],
      ['c2', ada],
    ]);
    expect(ids(marks?.b)).toEqual([
      ['c1', cy],
      ['c3', bo],
    ]);
  });
  it('are settled by nobody who made a part of them', () => {
    const history = aScene();
    ask(history, 'Ada', null);
    ask(history, 'Moa', ['c1'], { as: 'second' });
    const sources = [history.assess('Ada', good), history.assess('Moa', { c1: level('l2') })];
    const own = history.agree('Moa', sources, good);
    expect(whyNot(history, own)).toContain('You assessed this submission yourself');
    const agreed = history.agree('Mo', sources, good);
    expect(whyNot(history, agreed)).toBeNull();
  });
  it('are confirmed by nobody who alone judged some criterion', () => {
    const history = aScene();
    ask(history, 'Ada', ['c1', 'c2']);
    ask(history, 'Moa', ['c3']);
    history.assess('Ada', only(good, 'c1', 'c2'));
    history.assess('Moa', only(good, 'c3'));
    const own = history.confirm('Moa');
    expect(whyNot(history, own)).toBe(
      'You alone judged some of its criteria. Somebody else must confirm it.',
    );
    expect(whyNot(history, history.confirm('Mo'))).toBeNull();
    expect(history.view()?.state).toBe('confirmed');
  });
  it('are not settled on assessments that leave some criteria open', () => {
    const history = aScene();
    ask(history, 'Ada', ['c1', 'c2']);
    const part = history.assess('Ada', only(good, 'c1', 'c2'));
    const agreed = history.agree('Mo', [part], good);
    expect(whyNot(history, agreed)).toBe('It rests on assessments that leave some of the criteria open.');
    expect(history.view()?.state).toBe('partially_marked');
  });
});

describe('sealed allocations of some criteria', () => {
  it('are opened and put together as whole ones are', () => {
    const history = aScene();
    ask(history, 'Ada', ['c1', 'c2'], { sealed: true });
    ask(history, 'Bo', ['c3'], { sealed: true });
    const [a, b] = [only(good, 'c1', 'c2'), only(good, 'c3')];
    const seals = { Ada: history.seal('Ada', a), Bo: history.seal('Bo', b) };
    const first = history.open('Ada', a, seals.Ada, [seals.Bo]);
    expect(history.view()?.state).toBe('partially_marked');
    const rest = history.open('Bo', b, seals.Bo, [seals.Ada]);
    expect(history.view()).toMatchObject({ state: 'provisional', outcome: { sources: [first, rest] } });
    expect(history.view()?.notCounted.size).toBe(0);
    isTheSameInAnyOrder(history);
  });
  it('break the seal of whoever judged what was not theirs', () => {
    const history = aScene();
    ask(history, 'Ada', ['c1'], { sealed: true });
    const beyond = only(good, 'c1', 'c2');
    const opened = history.open('Ada', beyond, history.seal('Ada', beyond), []);
    expect(whyNot(history, opened)).toContain('was not its author’s to judge');
    expect(history.view()?.brokenSeals.get(personKey('Ada'))).toBe(opened);
  });
});
