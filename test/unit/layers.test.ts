import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** A house of planted files, cruised with the project's own rules. Returns the names of the rules that fired. */
function rulesBrokenBy(house: string, files: Readonly<Record<string, string>>): readonly string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(root, '.dependency-cruiser.cjs');
  const { stdout } = spawnSync(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', '.'],
    {
      cwd: house,
      encoding: 'utf8',
    },
  );
  const report: { summary: { violations: { rule: { name: string } }[] } } = JSON.parse(stdout);
  return [...new Set(report.summary.violations.map((violation) => violation.rule.name))].sort();
}

describe('the guard of the import rules', () => {
  let house: string;
  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), 'assay-house-'));
  });
  afterEach(() => rmSync(house, { recursive: true, force: true }));

  it('lets imports pass that run the right way', () => {
    const broken = rulesBrokenBy(house, {
      'src/domain/judgment.ts': 'export const judgment = 1;',
      'src/store/records.ts':
        "import { judgment } from '../domain/judgment.ts';\nexport const records = judgment;",
      'src/app/submit.ts': "import { records } from '../store/records.ts';\nexport const submit = records;",
    });
    expect(broken).toEqual([]);
  });

  it('fires when the domain imports the store, even for a type', () => {
    const broken = rulesBrokenBy(house, {
      'src/store/records.ts': 'export interface Records { readonly size: number }',
      'src/domain/judgment.ts':
        "import type { Records } from '../store/records.ts';\nexport type J = Records;",
    });
    expect(broken).toEqual(['domain-imports-only-its-foundations']);
  });

  it('fires when a screen imports anything of the core besides its contract and its words', () => {
    const broken = rulesBrokenBy(house, {
      'src/app/submit.ts': 'export const submit = 1;',
      'renderer/queue/queue.tsx':
        "import { submit } from '../../src/app/submit.ts';\nexport const queue = submit;",
    });
    expect(broken).toEqual(['renderer-imports-api-and-domain-only']);
  });

  it('fires when the core opens a socket, the domain reads files, or files import in a circle', () => {
    const broken = rulesBrokenBy(house, {
      'src/exchange/send.ts': "import { request } from 'node:https';\nexport const send = request;",
      'src/domain/read.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
      'src/app/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
      'src/app/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
    });
    expect(broken).toEqual(['core-opens-no-socket', 'domain-is-pure', 'no-circles']);
  });

  it('fires when a security decision reaches for files or for the main process', () => {
    const broken = rulesBrokenBy(house, {
      'electron/main/window.ts': 'export const window = 1;',
      'electron/policy/navigation.ts':
        "import { window } from '../main/window.ts';\nimport 'node:fs';\nexport const navigation = window;",
    });
    expect(broken).toEqual(['policy-is-pure']);
  });
});
