import { describe, expect, it } from 'vitest';
import { shownLines } from '../../../renderer/workbench/shown-lines.ts';

const lines = (count: number, word: string) => Array.from({ length: count }, (_, n) => `${word} ${n + 1}`);

describe('the lines of a comparison', () => {
  it('have the numbers they have on either side', () => {
    const shown = shownLines([
      { kind: 'same', lines: ['a'] },
      { kind: 'removed', lines: ['b'] },
      { kind: 'added', lines: ['c', 'd'] },
      { kind: 'same', lines: ['e'] },
    ]);
    expect(shown.map((line) => line.kind !== 'skipped' && [line.before, line.now, line.text])).toEqual([
      [1, 1, 'a'],
      [2, null, 'b'],
      [null, 2, 'c'],
      [null, 3, 'd'],
      [3, 4, 'e'],
    ]);
  });

  it('are told by their number where nothing differs for long, but for three around a change', () => {
    const shown = shownLines([
      { kind: 'same', lines: lines(10, 'head') },
      { kind: 'added', lines: ['new'] },
      { kind: 'same', lines: lines(20, 'middle') },
      { kind: 'removed', lines: ['old'] },
      { kind: 'same', lines: lines(4, 'tail') },
    ]);
    expect(shown.filter((line) => line.kind === 'skipped')).toEqual([
      { kind: 'skipped', count: 7 },
      { kind: 'skipped', count: 14 },
    ]);
    const told = shown.flatMap((line) => (line.kind === 'skipped' ? [] : [line.text]));
    expect(told.slice(0, 4)).toEqual(['head 8', 'head 9', 'head 10', 'new']);
    expect(told.slice(-5)).toEqual(['old', 'tail 1', 'tail 2', 'tail 3', 'tail 4']);
    // Numbers go on past what is left out.
    expect(shown.find((line) => line.kind === 'removed')).toMatchObject({ before: 31 });
  });
});
