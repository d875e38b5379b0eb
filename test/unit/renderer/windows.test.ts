import { describe, expect, it } from 'vitest';
import { createWindows, WINDOW_ROWS } from '../../../renderer/state/windows.ts';
import { ok, type Result, refused } from '../../../src/domain/result.ts';

interface Asked {
  readonly question: string;
  readonly offset: number;
  answer(total: number): Promise<void>;
  fail(): Promise<void>;
}

function aList() {
  const asked: Asked[] = [];
  const list = createWindows<string, string>(
    'all',
    (question, offset) =>
      new Promise<Result<{ total: number; rows: string[] }>>((resolve) => {
        asked.push({
          question,
          offset,
          answer: async (total) => {
            const rows = Array.from(
              { length: Math.min(WINDOW_ROWS, total - offset) },
              (_, i) => `${question} ${offset + i}`,
            );
            resolve(ok({ total, rows }));
            await Promise.resolve();
            await Promise.resolve();
          },
          fail: async () => {
            resolve(refused('call.failed', 'The core does not answer.'));
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
  );
  return { asked, list, state: () => list.getState() };
}

describe('a long list', () => {
  it('fetches only the windows in view, each once', async () => {
    const { asked, state } = aList();
    state().ask('all');
    await asked[0]?.answer(100_000);
    state().need(50_010, 50_050);
    state().need(50_020, 50_060);
    expect(asked.map(({ offset }) => offset)).toEqual([0, 50_000]);
    await asked[1]?.answer(100_000);
    expect(state().rowAt(50_010)).toBe('all 50010');
    expect(state().rowAt(70_000)).toBeUndefined();
  });

  it('keeps its rows until the first answer to a new question is there', async () => {
    const { asked, state } = aList();
    state().ask('all');
    await asked[0]?.answer(3);
    state().ask('met');
    expect(state().rowAt(0)).toBe('all 0');
    await asked[1]?.answer(1);
    expect(state().rowAt(0)).toBe('met 0');
    expect(state().rowAt(1)).toBeUndefined();
    expect(state().total).toBe(1);
  });

  it('drops a late answer to an old question', async () => {
    const { asked, state } = aList();
    state().ask('slow');
    state().ask('quick');
    await asked[1]?.answer(1);
    await asked[0]?.answer(9);
    expect(state().rowAt(0)).toBe('quick 0');
    expect(state().total).toBe(1);
  });

  it('says why it could not be read, and asks again on refresh', async () => {
    const { asked, state } = aList();
    state().ask('all');
    await asked[0]?.fail();
    expect(state().error?.code).toBe('call.failed');
    state().refresh();
    await asked[1]?.answer(2);
    expect(state().error).toBeUndefined();
    expect(state().total).toBe(2);
  });
});
