import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave, type SaveOutcome, type SaveState } from '../../../renderer/workbench/autosave.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aSaver(answers: (value: string, revision: number) => SaveOutcome | Promise<SaveOutcome>) {
  const saves: [string, number][] = [];
  const states: SaveState['kind'][] = [];
  const autosave = createAutosave<string>({
    revision: 4,
    save: async (value, revision) => {
      saves.push([value, revision]);
      return answers(value, revision);
    },
    onState: (state) => states.push(state.kind),
  });
  return { autosave, saves, states };
}

const saved = (_: string, revision: number): SaveOutcome => ({
  ok: true,
  revision: revision + 1,
  savedAt: 'now',
});

describe('autosave', () => {
  it('saves the latest within a quarter of a second, once for a burst of typing', async () => {
    const { autosave, saves, states } = aSaver(saved);
    for (const value of ['a', 'ab', 'abc']) autosave.changed(value);
    await vi.advanceTimersByTimeAsync(250);
    expect(saves).toEqual([['abc', 4]]);
    expect(states.at(-1)).toBe('saved');
    expect(autosave.revision()).toBe(5);
  });

  it('what is typed while a save runs is saved after it, on its revision', async () => {
    let finishFirst: (outcome: SaveOutcome) => void = () => {};
    const first = new Promise<SaveOutcome>((resolve) => {
      finishFirst = resolve;
    });
    const { autosave, saves } = aSaver((value, revision) => (value === 'a' ? first : saved(value, revision)));
    autosave.changed('a');
    await vi.advanceTimersByTimeAsync(250);
    autosave.changed('ab');
    await vi.advanceTimersByTimeAsync(250);
    expect(saves).toHaveLength(1);
    finishFirst(saved('a', 4));
    await vi.advanceTimersByTimeAsync(250);
    expect(saves).toEqual([
      ['a', 4],
      ['ab', 5],
    ]);
  });

  it('flushing saves at once and gives the revision that holds everything', async () => {
    const { autosave } = aSaver(saved);
    autosave.changed('a');
    await expect(autosave.flush()).resolves.toBe(5);
  });

  it('a failed save keeps the words and tries again', async () => {
    let isDown = true;
    const { autosave, saves, states } = aSaver((value, revision) =>
      isDown ? { ok: false, error: { code: 'host.restarting', message: '' } } : saved(value, revision),
    );
    autosave.changed('a');
    await expect(autosave.flush()).resolves.toBeNull();
    expect(states.at(-1)).toBe('not_saved');
    isDown = false;
    await vi.advanceTimersByTimeAsync(2500);
    expect(saves.at(-1)).toEqual(['a', 4]);
    expect(states.at(-1)).toBe('saved');
  });

  it('a newer draft elsewhere stops saving until somebody chose', async () => {
    const { autosave, saves, states } = aSaver((value, revision) =>
      revision < 9
        ? { ok: false, error: { code: 'draft.newer_elsewhere', message: '' } }
        : saved(value, revision),
    );
    autosave.changed('mine');
    await vi.advanceTimersByTimeAsync(250);
    autosave.changed('mine, more');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saves).toHaveLength(1);
    expect(states.at(-1)).toBe('newer_elsewhere');
    autosave.rebase(9);
    await vi.advanceTimersByTimeAsync(250);
    expect(saves.at(-1)).toEqual(['mine, more', 9]);
    expect(states.at(-1)).toBe('saved');
  });
});
