import { describe, expect, it } from 'vitest';
import { destinationOf } from '../../../renderer/workbench/search-place.ts';

const snippet = [
  { text: 'the ', isFound: false },
  { text: 'mean', isFound: true },
];

describe('where something that was found is gone to', () => {
  it.each([
    ['a sheet', { kind: 'sheet', sheet: 'Log' }, { kind: 'cells', sheet: 'Log' }],
    ['a cell of a notebook', { kind: 'cell', cell: 3 }, { kind: 'text', part: 'cell 3', quote: 'mean' }],
    ['a slide', { kind: 'slide', slide: 2 }, { kind: 'page', page: 2 }],
    ['the whole of it', { kind: 'whole' }, { kind: 'whole' }],
  ] as const)('is %s, with the words to look for', (_what, place, target) =>
    expect(destinationOf(place, snippet)).toMatchObject({ target, find: 'mean' }),
  );
});
