// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findingIn } from '../../../renderer/reader/finding.ts';
import { marksOn } from '../../../renderer/reader/marks.ts';
import { placesIn } from '../../../renderer/reader/places.ts';
import type { FrameOverlay, MarkTone } from '../../../renderer/reader/protocol.ts';
import type { AnchorTarget } from '../../../src/domain/anchor.ts';

/** What is highlighted, by name; jsdom has no highlights. */
const highlights = new Map<string, Set<Range>>();
const wordsOf = (name: string) => [...(highlights.get(name) ?? [])].map(String);

let root: HTMLElement;
let layer: HTMLElement;
let pressed: string[];

beforeEach(() => {
  highlights.clear();
  vi.stubGlobal('CSS', { highlights });
  vi.stubGlobal(
    'Highlight',
    class extends Set<Range> {
      constructor(...ranges: Range[]) {
        super(ranges);
      }
    },
  );
  // jsdom lays nothing out.
  Range.prototype.getClientRects = () => Object.assign([new DOMRect(40, 10, 60, 12)], { item: () => null });
  Element.prototype.scrollIntoView = () => undefined;
  pressed = [];
  root = document.createElement('main');
  layer = document.createElement('div');
  document.body.replaceChildren(root, layer);
});

const text = (part: string | null, quote: string): AnchorTarget => ({
  kind: 'text',
  part,
  start: 0,
  end: 0,
  quote,
  before: '',
  after: '',
});
const overlay = (
  tone: MarkTone,
  target: AnchorTarget,
  changes: Partial<FrameOverlay> = {},
): FrameOverlay => ({
  id: `${tone} 1`,
  target,
  tone,
  label: tone,
  opens: true,
  ...changes,
});

describe('marks in the frame', () => {
  it('keep two markers apart on the same words, each with its own label', () => {
    root.innerHTML = '<p>Two guards were missing at the saw.</p>';
    const marks = marksOn(layer, placesIn(root), (id) => pressed.push(id));
    const unplaced = marks.show([
      overlay('markerA', text(null, 'Two guards were')),
      overlay('markerB', text(null, 'guards were missing')),
      overlay('markerB', text(null, 'said nowhere'), { id: 'markerB 2' }),
    ]);
    expect(unplaced).toBe(1);
    expect(wordsOf('markerA')).toEqual(['Two guards were']);
    expect(wordsOf('markerB')).toEqual(['guards were missing']);
    expect(wordsOf('mine')).toEqual([]);
    expect([...layer.children].map((one) => one.className)).toEqual([
      'label markerA opens',
      'label markerB opens',
    ]);
  });

  it('are boxes in two tones over the same cells', () => {
    root.innerHTML = '<div></div>';
    const places = placesIn(root);
    places.own = {
      targetsOf: () => null,
      locate: () => ({ kind: 'boxes', boxes: [{ element: root }] }),
    };
    const cells = { kind: 'cells', sheet: 'Costs', range: 'A1:B2', quote: null } as const;
    marksOn(layer, places, (id) => pressed.push(id)).show([
      overlay('markerA', cells),
      overlay('markerB', cells),
    ]);
    expect([...layer.querySelectorAll('.box')].map((one) => one.className)).toEqual([
      'box markerA',
      'box markerB',
    ]);
  });

  it('do not open for a press that no person made, nor look as if they did where nothing opens', () => {
    root.innerHTML = '<p>Two guards</p>';
    marksOn(layer, placesIn(root), (id) => pressed.push(id)).show([
      overlay('mine', text(null, 'Two guards'), { opens: false }),
      overlay('markerA', text(null, 'Two guards')),
    ]);
    for (const label of layer.querySelectorAll<HTMLElement>('.label')) label.click();
    expect(pressed).toEqual([]);
    expect(layer.querySelectorAll('.opens')).toHaveLength(1);
  });
});

describe('finding in the frame', () => {
  const told: [number, number][] = [];
  const finding = () =>
    findingIn(
      () => placesIn(root).text(),
      (count, at) => told.push([count, at]),
      { find: () => null, goTo: () => undefined },
    );
  beforeEach(() => {
    told.length = 0;
    root.innerHTML = ['cell 1', 'cell 2', 'cell 2 notes', 'cell 10']
      .map((part) => `<section data-part="${part}"><p>mean</p></section>`)
      .join('');
  });

  it.each([
    ['in no part', null, 1],
    ['in that part', 'cell 2', 2],
    ['in that part and not in one whose name begins the same', 'cell 10', 4],
    ['anywhere, where that part does not say it', 'cell 7', 1],
  ])('shows the first place %s', (_where, part, at) => {
    finding().find('mean', part);
    expect(told.at(-1)).toEqual([4, at]);
  });

  it('shows what belongs to a part where the part itself does not say it', () => {
    root.innerHTML =
      '<p data-part="slide 1">mean</p><p data-part="slide 2">other</p><p data-part="slide 2 notes">mean</p>';
    finding().find('mean', 'slide 2');
    expect(told.at(-1)).toEqual([2, 2]);
  });

  it('forgets what it was looking for once something else is sought', async () => {
    const asked: (() => boolean)[] = [];
    const found = findingIn(
      () => placesIn(root).text(),
      (count, at) => told.push([count, at]),
      {
        find: (words, _most, isWanted) => {
          asked.push(isWanted);
          return Promise.resolve([{ kind: 'cells', sheet: words.source, range: 'A1', quote: null }]);
        },
        goTo: () => undefined,
      },
    );
    found.find('one', null);
    found.find('two', null);
    await Promise.resolve();
    await Promise.resolve();
    expect(asked.map((isWanted) => isWanted())).toEqual([false, true]);
    expect(told).toEqual([[1, 1]]);
  });
});
