import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aBundle } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

/** Two copies of one workspace: `root` has taken work in since, `ann` has not. */
async function twoDesks() {
  const folder = await aTempFolder();
  const terminal = aTerminal(folder);
  const run = async (...args: string[]) => {
    const ran = await terminal(...args);
    if (ran.code !== 0) throw new Error(`${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`);
    return ran;
  };
  const root = ['--workspace', 'root'];
  const ann = ['--workspace', 'ann', '--as', 'Ann'];
  const first = await aBundle(folder, { learner: 'A. First' });
  await run('import', first, ...root);
  await run('people', 'add', 'Ann', '--role', 'assessor', ...root);
  await cp(join(folder, 'root'), join(folder, 'ann'), { recursive: true });
  await run('import', await aBundle(folder), ...root);
  return { folder, terminal, run, root, ann };
}

describe('packages at the terminal', () => {
  it('go from one copy to another, in any order, and say what they bring', async () => {
    const { folder, terminal, run, root, ann } = await twoDesks();
    const plan = await run('pack', 'workspace', '--preview', ...root);
    expect(plan.out).toMatch(/^workspace-root-.*\.assay would hold \d+ records:\n {2}2 submissions\n/);
    const packed = await run('pack', 'workspace', '--to', 'ann', '--encrypt', '--out', 'all.assay', ...root);
    expect(packed.out).toMatch(/^Wrote all\.assay: \d+ records, \d+ kB, encrypted\.\n$/);
    const judgments = await run('pack', 'judgments', '--json', ...root);
    expect(judgments.json).toMatchObject({ kind: 'judgments', encrypted: false });
    const name = (await readdir(folder)).find((one) => one.startsWith('judgments-')) ?? '';
    expect(existsSync(join(folder, name))).toBe(true);

    const preview = await run('merge', 'all.assay', '--preview', ...ann);
    expect(preview.out).toContain('adds 1 submission');
    const merged = await run('merge', name, 'all.assay', ...ann);
    expect(merged.out).toMatch(/✓ judgments-.*: taken in\n {2}1 submission\n/);
    expect(merged.out).toContain('✓ all.assay: nothing new');
    const again = await terminal('merge', 'all.assay', 'A-First.zip', '--json', ...ann);
    expect(again.code).toBe(1);
    expect(again.json).toMatchObject([
      { file: 'all.assay', status: 'nothing_new' },
      { file: 'A-First.zip', status: 'refused', problems: [{ code: 'package.not_package' }] },
    ]);
  });

  it('are refused with a reason and wrong usage with code 2', async () => {
    const { terminal, root } = await twoDesks();
    const nothing = await terminal('pack', 'assignment', '--to', 'Ann', ...root);
    expect(nothing).toMatchObject({ code: 1 });
    expect(nothing.err).toContain('No submission is allocated to Ann');
    expect((await terminal('pack', 'gossip', ...root)).code).toBe(2);
    expect((await terminal('pack', 'seal', '--to', 'Nobody', ...root)).code).toBe(2);
  });
});
