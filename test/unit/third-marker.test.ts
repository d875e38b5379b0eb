import { describe, expect, it } from 'vitest';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';
import { AHistory } from '../builders/a-history.ts';
import { level, points } from '../builders/a-judgment.ts';
import { aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';

/** Nobody passes it here, so that marks are apart by themselves alone. */
const unit = aUnit({ criteria: [aLevels('c1'), aLevels('c2'), aNumeric('c3', { passMark: 20 })] });
const NEAREST = { ...DEFAULT_TOLERANCE, third: 'nearest_pair' } as const;
const mark = (c1: number, c2: number, c3: number) => ({
  c1: level(`l${c1}`),
  c2: level(`l${c2}`),
  c3: points(c3),
});

function marked(marks: readonly ReturnType<typeof mark>[], tolerance = NEAREST as typeof DEFAULT_TOLERANCE) {
  const history = new AHistory({ unit, tolerance });
  for (const name of ['Ann', 'Bob', 'Cy', 'Mo'])
    history.appoint(name, [name === 'Mo' ? 'moderator' : 'assessor']);
  history.receive();
  const ids = marks.map((one, at) => history.assess(['Ann', 'Bob', 'Cy'][at] ?? '', one));
  return { history, ids, view: () => history.view() };
}
const said = (view: ReturnType<AHistory['view']>) =>
  view?.compared?.overall.find((one) => one.rule === 'third');

describe('where two people disagree and the unit takes the nearest pair', () => {
  it('waits for people while there are two marks', () => {
    const { view } = marked([mark(4, 4, 18), mark(1, 4, 18)]);
    expect(view()?.state).toBe('reconciling');
    expect(said(view())).toBeUndefined();
  });
  it('settles by the two nearest of three, and rests on those alone', () => {
    const { ids, view } = marked([mark(4, 4, 18), mark(1, 4, 18), mark(2, 4, 18)]);
    expect(view()).toMatchObject({
      state: 'auto_agreed',
      outcome: { how: 'auto_agreed', sources: [ids[1], ids[2]] },
    });
    expect(view()?.outcome?.judgments[0]?.decision).toEqual(level('l1'));
    expect(said(view())).toEqual({
      rule: 'third',
      within: true,
      reason: '3 people marked it, and the two marks nearest to each other are taken.',
    });
  });
  it('tells pairs apart by what is within tolerance, too', () => {
    // Ann and Cy, Bob and Cy are both within tolerance on every criterion; Bob is nearer in points.
    const { ids, view } = marked([mark(4, 4, 19), mark(2, 4, 17), mark(3, 4, 17)]);
    expect(view()?.outcome?.sources).toEqual([ids[1], ids[2]]);
  });
  it('takes those who come first of pairs equally near', () => {
    const { ids, view } = marked([mark(4, 4, 18), mark(2, 4, 18), mark(3, 4, 18)]);
    expect(view()?.outcome?.sources).toEqual([ids[0], ids[2]]);
  });
  it('leaves it to people where no two are within tolerance, beside the two nearest', () => {
    const { ids, view } = marked([mark(1, 1, 0), mark(4, 4, 19), mark(4, 1, 19)]);
    expect(view()).toMatchObject({ state: 'reconciling', outcome: null });
    expect(view()?.marks.sources.map((one) => one.id)).toEqual([ids[1], ids[2]]);
    expect(said(view())).toMatchObject({ within: false });
  });
  it('does not look at a third mark where the first two agree', () => {
    const { ids, view } = marked([mark(4, 4, 18), mark(3, 4, 18), mark(3, 4, 18)]);
    expect(view()?.outcome?.sources).toEqual([ids[0], ids[1]]);
    expect(said(view())).toBeUndefined();
  });
  it('waits for a third person who was asked', () => {
    const { history, view } = marked([mark(4, 4, 18), mark(1, 4, 18)]);
    history.allocate('Cy', { as: 'second', sealed: false });
    expect(view()?.state).toBe('partially_marked');
    history.assess('Cy', mark(2, 4, 18));
    expect(view()?.state).toBe('auto_agreed');
  });
  it('leaves it to people where the unit says nothing of a third', () => {
    const { ids, view } = marked([mark(4, 4, 18), mark(1, 4, 18), mark(2, 4, 18)], DEFAULT_TOLERANCE);
    expect(view()?.state).toBe('reconciling');
    expect(view()?.marks.sources.map((one) => one.id)).toEqual([ids[0], ids[1]]);
  });
  it('comes to the same in whatever order the records arrive', () => {
    const { history, view } = marked([mark(4, 4, 18), mark(1, 4, 18), mark(2, 4, 18)]);
    const before = view();
    history.facts.reverse();
    expect(view()).toEqual(before);
  });
});
