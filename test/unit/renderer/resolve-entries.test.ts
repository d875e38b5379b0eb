import { describe, expect, it } from 'vitest';
import { resolveEntries } from '../../../renderer/resolve/resolve-entries.ts';
import type { ToResolve } from '../../../src/api/shapes.ts';

function waiting(id: string, kind: ToResolve['kind']): ToResolve {
  return {
    id,
    kind,
    title: id,
    about: '',
    at: null,
    submission: null,
    person: null,
    records: [],
    choices: [],
    notMine: null,
  };
}

describe('what waits for a decision', () => {
  const list = [waiting('a', 'fork'), waiting('b', 'gap'), waiting('c', 'fork')];

  it('stands under its kind, in the order of the most pressing', () => {
    const shown = resolveEntries(list, new Set()).map((entry) =>
      entry.kind === 'heading' ? `${entry.of} ${entry.count}` : entry.one.id,
    );
    expect(shown).toEqual(['fork 2', 'a', 'c', 'gap 1', 'b']);
  });

  it('leaves the number of those folded away', () => {
    const shown = resolveEntries(list, new Set(['fork'] as const));
    expect(shown).toMatchObject([
      { of: 'fork', count: 2, isFolded: true },
      { of: 'gap' },
      { kind: 'waiting' },
    ]);
  });
});
