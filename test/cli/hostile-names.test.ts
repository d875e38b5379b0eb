import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aTerminal } from './a-terminal.ts';

// Colours, titles, the clipboard (OSC 52), 8-bit controls, and text turned round.
const NAME = 'a\u001b]52;c;ZXZpbA==\u0007\u001b[2J\u009b31m\u202etxt.exe\u2066b\rc';
const DANGEROUS = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

describe.skipIf(process.platform === 'win32')('names that would command the terminal', () => {
  it.each([[], ['--json']])('are printed without their commands %s', async (...flags) => {
    const folder = await aTempFolder();
    const assay = aTerminal(folder);
    const evidence = join(folder, `bundle ${NAME}`);
    mkdirSync(evidence);
    writeFileSync(join(evidence, `${NAME}.txt`), 'x');
    writeFileSync(join(evidence, `${NAME}.json`), '{"@context":["\\u001b[2J\\u009b1m"]}');
    const workspace = join(folder, 'w');
    for (const args of [
      ['inspect', evidence],
      ['verify', evidence, join(evidence, `${NAME}.json`), `${evidence}/none`],
      ['init', '--workspace', workspace, '--name', NAME, '--provider', NAME, '--person', NAME],
      ['import', '--workspace', workspace, evidence],
      ['ledger', 'log', '--workspace', workspace],
      ['people', '--workspace', workspace, '--as', NAME],
      ['show', NAME, '--workspace', workspace],
      [NAME],
    ]) {
      const { out, err } = await assay(...args, ...flags);
      expect(out, args[0]).not.toMatch(DANGEROUS);
      expect(err, args[0]).not.toMatch(DANGEROUS);
      expect(out + err).not.toBe('');
    }
  });

  it('do not begin a line of their own', async () => {
    const folder = await aTempFolder();
    const assay = aTerminal(folder);
    const { code, out } = await assay('verify', 'none\n✓ batch: Verified');
    expect(code).toBe(1);
    expect(out).not.toMatch(/^✓/m);
  });

  it('are still whole in JSON', async () => {
    const folder = await aTempFolder();
    const assay = aTerminal(folder);
    writeFileSync(join(folder, 'x\u202ey'), 'x');
    const { json } = await assay('verify', 'x\u202ey', '--json');
    expect(JSON.stringify(json)).toContain('x\u202ey');
  });
});
