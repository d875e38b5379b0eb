import { describe, expect, it } from 'vitest';
import {
  draftPlan,
  plannedActions,
  servedActions,
  suggestAction,
  unplanned,
} from '../../src/domain/action-plan.ts';
import { CriterionId } from '../../src/domain/ids.ts';
import { BinaryCriterion, LevelsCriterion } from '../../src/domain/rubric.ts';
import { aDraft, aJudgment, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';

const unit = aUnit({ criteria: [aLevels('c1'), aBinary('c2'), aNumeric('c3'), aBinary('c4')] });
const criterion = (id: string) => CriterionId.parse(id);
const levels = LevelsCriterion.parse({
  ...aLevels('c1'),
  levels: ['Absent', 'Named', 'Rated', 'Led'].map((label, index) => ({
    id: `l${index + 1}`,
    label,
    descriptor: `Risks are ${label.toLowerCase()}.`,
    points: index,
  })),
});

describe('an action plan', () => {
  it('has one action for each criterion that is judged and not met, in the rubric’s order', () => {
    const draft = aDraft({ c4: notYet, c3: points(3), c1: level('l4') });
    expect(draftPlan(unit, draft).map((action) => action.criterion)).toEqual(['c3', 'c4']);
  });

  it('says what the next level asks, what met asks where that is a further step, and what was seen', () => {
    expect(suggestAction(levels, aJudgment('c1', level('l1'), 'No risk is named.'))).toBe(
      [
        'To reach “Named”: Risks are named.',
        'To reach “Rated”: Risks are rated.',
        'Seen so far: No risk is named.',
      ].join('\n'),
    );
    expect(suggestAction(levels, aJudgment('c1', level('l2'), ''))).toBe(
      'To reach “Rated”: Risks are rated.',
    );
  });

  it('asks what met asks of a criterion that is met or not, by its title where nothing is described', () => {
    const described = BinaryCriterion.parse({ ...aBinary('c2'), metDescriptor: 'The circuit is isolated.' });
    expect(suggestAction(described, aJudgment('c2', notYet, ''))).toBe('Show this: The circuit is isolated.');
    expect(suggestAction(aBinary('c2'), aJudgment('c2', notYet, ''))).toBe('Show this: Criterion c2');
  });

  it('drafted again adds only what is missing and never changes a word of what stands', () => {
    const first = aDraft(
      { c2: notYet },
      { actions: [{ criterion: criterion('c2'), text: 'Ask Ravi to show you.' }] },
    );
    const later = { ...first, judgments: aDraft({ c2: notYet, c4: notYet }).judgments };
    expect(unplanned(unit, later)).toBe(1);
    expect(draftPlan(unit, later).map(({ text }) => text)).toEqual([
      'Ask Ravi to show you.',
      'Show this: Criterion c4\nSeen so far: Seen in the plan.',
    ]);
    expect(draftPlan(unit, { ...later, actions: [...draftPlan(unit, later)] })).toEqual(
      draftPlan(unit, later),
    );
  });

  it('tells which actions have served since their criterion is met, and keeps them', () => {
    const actions = [
      { criterion: criterion('c2'), text: 'a' },
      { criterion: criterion('c4'), text: 'b' },
    ];
    const draft = aDraft({ c2: met, c4: notYet }, { actions });
    expect([...servedActions(unit, draft)]).toEqual(['c2']);
    expect(draftPlan(unit, draft)).toEqual(actions);
  });

  it('keeps an action about a criterion that the rubric no longer has', () => {
    const stray = { criterion: criterion('gone'), text: 'x' };
    expect(draftPlan(unit, aDraft({}, { actions: [stray] }))).toEqual([stray]);
  });

  it('cuts a rationale that would not fit', () => {
    expect(suggestAction(aBinary('c2'), aJudgment('c2', notYet, 'x'.repeat(9000)))).toHaveLength(4000);
  });

  it('goes out with an outcome only for what the outcome leaves unmet, each marker’s words once', () => {
    const plan = (...criteria: readonly string[]) =>
      criteria.map((id) => ({ criterion: criterion(id), text: `Do ${id}.` }));
    const outcome = aDraft({ c2: met, c3: points(3), c4: notYet }).judgments;
    const other = [{ criterion: criterion('c4'), text: 'Ask for help.' }];
    expect(plannedActions(unit, outcome, [plan('c2', 'c4', 'c3'), [...plan('c4'), ...other]])).toEqual([
      { criterion: 'c3', text: 'Do c3.' },
      { criterion: 'c4', text: 'Do c4.\n\nAsk for help.' },
    ]);
  });
});
