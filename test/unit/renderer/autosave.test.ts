import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave, type SaveOutcome, type SaveState } from '../../../renderer/workbench/autosave.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Disk {
  value: string;
  revision: number;
}

function aSaver(
  answers: (value: string, revision: number) => SaveOutcome | Promise<SaveOutcome>,
  disk: Disk = { value: '', revision: 4 },
) {
  const saves: [string, number][] = [];
  const states: SaveState['kind'][] = [];
  const autosave = createAutosave<string>({
    revision: 4,
    save: async (value, revision) => {
      saves.push([value, revision]);
      return answers(value, revision);
    },
    stored: async () => disk,
    isSame: (a, b) => a === b,
    onState: (state) => states.push(state.kind),
  });
  return { autosave, saves, states };
}

const saved = (_: string, revision: number): SaveOutcome => ({
  ok: true,
  revision: revision + 1,
  savedAt: 'now',
});
const fails = (code: string): SaveOutcome => ({ ok: false, error: { code, message: '' } });
const takes = (ms: number) => (value: string, revision: number) =>
  new Promise<SaveOutcome>((resolve) => setTimeout(() => resolve(saved(value, revision)), ms));
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('autosave', () => {
  it('saves the first change at once, before anything else is typed', async () => {
    const { autosave, saves, states } = aSaver(saved);
    autosave.changed('a');
    expect(saves).toEqual([['a', 4]]);
    await settle();
    expect(states).toEqual(['saving', 'saved']);
    expect(autosave.revision()).toBe(5);
  });

  it('has one save under way, after which the latest goes out and nothing in between', async () => {
    const { autosave, saves } = aSaver(takes(20));
    for (const value of ['a', 'ab', 'abc', 'abcd']) autosave.changed(value);
    await vi.advanceTimersByTimeAsync(19);
    expect(saves).toEqual([['a', 4]]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves).toEqual([
      ['a', 4],
      ['abcd', 5],
    ]);
  });

  it('leaves a slow disk as long to others as a save takes, and never makes a change wait longer than 300 ms', async () => {
    for (const [tookMs, pauseMs] of [
      [35, 50],
      [120, 120],
      [900, 300],
    ] as const) {
      const { autosave, saves } = aSaver(takes(tookMs));
      autosave.changed('a');
      autosave.changed('ab');
      await vi.advanceTimersByTimeAsync(tookMs + pauseMs - 1);
      expect(saves, `${tookMs}`).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(saves, `${tookMs}`).toHaveLength(2);
    }
  });

  it('flushing saves at once and gives the revision that holds everything', async () => {
    const { autosave } = aSaver(takes(100));
    autosave.changed('a');
    autosave.changed('ab');
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(200);
    await expect(flushed).resolves.toBe(6);
  });

  it('a failed save keeps the words and tries again', async () => {
    let isDown = true;
    const { autosave, saves, states } = aSaver((value, revision) =>
      isDown ? fails('database.disk_full') : saved(value, revision),
    );
    autosave.changed('a');
    await expect(autosave.flush()).resolves.toBeNull();
    expect(states.at(-1)).toBe('not_saved');
    isDown = false;
    await vi.advanceTimersByTimeAsync(2500);
    expect(saves.at(-1)).toEqual(['a', 4]);
    expect(states.at(-1)).toBe('saved');
  });

  it('what a dying core took with it waits for the next one, with what was typed since', async () => {
    let restarts = 0;
    const { autosave, saves, states } = aSaver((value, revision) => {
      restarts += 1;
      return restarts === 1 ? fails('host.restarted') : takes(50)(value, revision);
    });
    autosave.changed('a');
    await settle();
    autosave.changed('ab');
    expect(states).not.toContain('not_saved');
    expect(states.at(-1)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(150);
    expect(saves.at(-1)?.[0]).toBe('ab');
    expect(states.at(-1)).toBe('saved');
  });

  it('a save that was carried out but not answered before the core died is no conflict', async () => {
    const disk: Disk = { value: '', revision: 4 };
    let deaths = 0;
    const { autosave, states } = aSaver((value, revision) => {
      if (revision !== disk.revision) return fails('draft.newer_elsewhere');
      disk.value = value;
      disk.revision += 1;
      deaths += 1;
      return deaths === 1 ? fails('host.restarted') : saved(value, revision);
    }, disk);
    autosave.changed('a');
    autosave.changed('ab');
    await vi.advanceTimersByTimeAsync(10);
    expect(disk).toEqual({ value: 'ab', revision: 6 });
    expect(states).not.toContain('newer_elsewhere');
    expect(states.at(-1)).toBe('saved');
  });

  it('what another window saved while the core was away is a conflict still', async () => {
    const disk: Disk = { value: 'theirs', revision: 9 };
    let deaths = 0;
    const { autosave, states } = aSaver(() => {
      deaths += 1;
      return fails(deaths === 1 ? 'host.restarted' : 'draft.newer_elsewhere');
    }, disk);
    autosave.changed('mine');
    await vi.advanceTimersByTimeAsync(10);
    expect(states.at(-1)).toBe('newer_elsewhere');
    expect(disk.value).toBe('theirs');
  });

  it('a newer draft elsewhere stops saving until somebody chose', async () => {
    const { autosave, saves, states } = aSaver((value, revision) =>
      revision < 9 ? fails('draft.newer_elsewhere') : saved(value, revision),
    );
    autosave.changed('mine');
    await settle();
    autosave.changed('mine, more');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saves).toHaveLength(1);
    expect(states.at(-1)).toBe('newer_elsewhere');
    autosave.rebase(9);
    await settle();
    expect(saves.at(-1)).toEqual(['mine, more', 9]);
    expect(states.at(-1)).toBe('saved');
  });
});
