import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aBundle } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

describe('assay search', () => {
  it('reads the evidence, and says where the words are', async () => {
    const folder = await aTempFolder();
    const assay = aTerminal(folder, { ASSAY_WORKSPACE: join(folder, 'w') });
    const bundle = await aBundle(folder, { learner: 'B. Okafor' });
    expect((await assay('import', bundle)).code).toBe(0);
    const found = await assay('search', 'okafor "saw hazard 2"');
    expect(found.out).toMatch(/B\. Okafor\n {4}lines 1: .*saw hazard 2/);
    expect(found.out).toContain('1 found.');
    expect((await assay('search', 'ladder')).out).toContain('Nothing was found.');
    expect((await assay('queue', '--text', 'hazard', '--json')).json).toHaveLength(1);
    expect((await assay('search', '"')).code).toBe(0);
  });
});
