import { describe, expect, it } from 'vitest';
import { findCriteria } from '../../../renderer/viewers/find-criteria.ts';
import { CriterionId } from '../../../src/domain/ids.ts';

const criteria = [
  ['1.1', 'Identifies hazards'],
  ['2.1', 'Isolates the circuit'],
  ['2.11', 'Proves dead'],
  ['12.1', 'Explains decisions'],
].map(([label = '', title = '']) => ({ id: CriterionId.parse(label), label, title, isAnchored: false }));
const found = (typed: string) => findCriteria(criteria, typed).map(({ label }) => label);

describe('finding a criterion by typing', () => {
  it('gives all of them, in the rubric’s order, where nothing is typed', () => {
    expect(found(' ')).toEqual(['1.1', '2.1', '2.11', '12.1']);
  });

  it('puts the very number first, then numbers that begin so, then those that hold it', () => {
    expect(found('2.1')).toEqual(['2.1', '2.11', '12.1']);
  });

  it('finds words of the title in any order and case', () => {
    expect(found('CIRCUIT isol')).toEqual(['2.1']);
    expect(found('nothing like it')).toEqual([]);
  });
});
