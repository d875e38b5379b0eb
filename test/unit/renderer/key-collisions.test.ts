import { describe, expect, it } from 'vitest';
import { collide } from '../../../renderer/app/key-collisions.ts';
import { SHORTCUT_IDS, SHORTCUTS } from '../../../renderer/app/shortcuts.ts';

/** A document has a panel, a recording a transcript; no artifact is both. */
const NEVER_TOGETHER = ['evidence.panel and media.transcript on t'];

describe('shortcuts as they come', () => {
  it('share no key where they could be meant at once', () => {
    const pairs = SHORTCUT_IDS.flatMap((one, index) =>
      SHORTCUT_IDS.slice(index + 1)
        .filter((other) => SHORTCUTS[one].key === SHORTCUTS[other].key && collide(one, other))
        .map((other) => `${one} and ${other} on ${SHORTCUTS[one].key}`),
    );
    expect(pairs.filter((pair) => !NEVER_TOGETHER.includes(pair))).toEqual([]);
  });
});
