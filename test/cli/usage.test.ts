import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aBundle } from '../builders/a-workspace.ts';
import { aTerminal } from './a-terminal.ts';

const Problem = z.object({ code: z.string(), message: z.string(), at: z.string().nullable() });
const Inspections = z.array(
  z.object({ path: z.string(), ok: z.boolean(), kind: z.string(), problems: z.array(Problem) }),
);
const Verifications = z.array(
  z.object({
    path: z.string(),
    ok: z.boolean(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: z.string() })),
  }),
);
const Failed = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const manifest = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));

async function aDesk() {
  const folder = await aTempFolder();
  return { folder, assay: aTerminal(folder) };
}

describe('wrong usage ends with 2', () => {
  it.each([
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['queue', '--frobnicate']],
    ['a command without what it needs', ['inspect']],
    ['an option without its value', ['export', '--out']],
    ['a role that there is not', ['people', 'add', 'Ann', '--role', 'king']],
    ['neither of two ways to agree', ['moderate', 'agree', 'abc123']],
    ['no workspace named', ['queue']],
    ['a file that is not there', ['assess', 'abc123', '--from', 'nowhere.json']],
    ['too many arguments', ['units', 'and', 'more']],
  ])('%s', async (_, args) => {
    const { assay } = await aDesk();
    const said = await assay('--json', ...args);
    expect(said.code).toBe(2);
    expect(said.err.trim().length).toBeGreaterThan(10);
    expect(said.err).not.toContain('    at ');
    expect(Failed.safeParse(said.json).success).toBe(true);
  });
  it('without --json, stdout stays empty', async () => {
    const { assay } = await aDesk();
    expect(await assay('frobnicate')).toMatchObject({ code: 2, out: '' });
  });
  it('the version is the one of the package', async () => {
    const { assay } = await aDesk();
    const said = await assay('--version');
    expect(said.code).toBe(0);
    expect(said.out).toBe(`${manifest.version}\n`);
  });
  it('help ends with 0', async () => {
    const { assay } = await aDesk();
    const help = await assay('--help');
    expect(help.code).toBe(0);
    for (const command of [
      'inspect',
      'import',
      'queue',
      'show',
      'assess',
      'moderate',
      'export',
      'verify',
      'ledger',
      'people',
      'demo',
    ])
      expect(help.out).toContain(`  ${command}`);
  });
});

describe('inspect', () => {
  it('tells each path in order, in the shape the issue names, and ends with 0', async () => {
    const { folder, assay } = await aDesk();
    const bundle = await aBundle(folder);
    const said = await assay('inspect', bundle, '--json');
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(Inspections.parse(said.json)).toEqual([{ path: bundle, ok: true, kind: 'native', problems: [] }]);
  });
  it('says what is wrong with one, tells the others all the same, and ends with 1', async () => {
    const { folder, assay } = await aDesk();
    const bundle = await aBundle(folder);
    writeFileSync(join(folder, 'broken.zip'), 'PK\u0003\u0004 no more');
    const said = await assay('--json', 'inspect', 'missing.zip', bundle, 'broken.zip');
    expect(said.code).toBe(1);
    const told = Inspections.parse(said.json);
    expect(told.map((one) => [one.path, one.ok])).toEqual([
      ['missing.zip', false],
      [bundle, true],
      ['broken.zip', false],
    ]);
    for (const problem of [...(told[0]?.problems ?? []), ...(told[2]?.problems ?? [])])
      expect(problem.message).toMatch(/\.$/);
    expect(told[0]?.problems).toHaveLength(1);
  });
  it('says it in words without --json, on stdout', async () => {
    const { folder, assay } = await aDesk();
    const bundle = await aBundle(folder);
    const said = await assay('inspect', bundle);
    expect(said.out).toContain('2 artifacts');
    expect(() => said.json).toThrow();
  });
  it('takes a file’s name for a path, whatever it begins with', async () => {
    const { folder, assay } = await aDesk();
    writeFileSync(join(folder, '-x.txt'), 'hello');
    const said = await assay('inspect', '--json', '--', '-x.txt');
    expect(Inspections.parse(said.json)[0]?.path).toBe('-x.txt');
  });
});

describe('verify', () => {
  it('says what is not a credential, in the shape the issue names, and ends with 1', async () => {
    const { folder, assay } = await aDesk();
    writeFileSync(join(folder, 'note.json'), '{"a":1}');
    const said = await assay('verify', 'note.json', 'missing.json', folder, '--json');
    expect(said.code).toBe(1);
    const told = Verifications.parse(said.json);
    expect(told.map((one) => [one.path, one.ok])).toEqual([
      ['note.json', false],
      ['missing.json', false],
      [folder, false],
    ]);
  });
});

describe('a workspace', () => {
  it('that is not there is refused with 1 and a sentence, and is not made by reading', async () => {
    const { folder, assay } = await aDesk();
    const said = await assay('queue', '--workspace', 'w');
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toBe(
      'There is no Assay workspace here. Choose the folder that holds workspace.sqlite.\n',
    );
    expect(existsSync(join(folder, 'w'))).toBe(false);
    const json = await assay('queue', '--workspace', 'w', '--json');
    expect(Failed.parse(json.json).error.code).toBe('database.missing');
  });
  it('whose passphrase is wrong says where it is read from', async () => {
    const { folder, assay } = await aDesk();
    expect((await assay('init', '--workspace', 'w')).code).toBe(0);
    const wrong = await aTerminal(folder, { ASSAY_PASSPHRASE: 'something else' })(
      'queue',
      '--workspace',
      'w',
    );
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('ASSAY_PASSPHRASE');
  });
});

describe('options of all commands', () => {
  let folder = '';
  let assay: ReturnType<typeof aTerminal>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-test-'));
    assay = aTerminal(folder);
    await assay('init', '--workspace', 'w', '--person', 'Root', '--name', 'W', '--provider', 'P');
    return async () => {
      await rm(folder, { recursive: true, force: true });
    };
  });
  it('stand before or after the command, and after a command of a command', async () => {
    const ways = [
      ['--json', '--workspace', 'w', 'people'],
      ['people', '--json', '--workspace', 'w'],
      ['--workspace', 'w', 'people', '--json'],
      ['ledger', 'log', '--workspace=w', '--json'],
      ['ledger', '--json', 'log', '--workspace', 'w'],
    ];
    for (const way of ways) {
      const said = await assay(...way);
      expect([way.join(' '), said.code, typeof said.json]).toEqual([way.join(' '), 0, 'object']);
    }
  });
  it('people add appoints somebody, who can be acted as for one command', async () => {
    const added = await assay(
      'people',
      'add',
      'Ann Example',
      '--role',
      'assessor',
      'moderator',
      '--workspace',
      'w',
      '--json',
    );
    expect(added.json).toMatchObject({
      name: 'Ann Example',
      roles: ['assessor', 'moderator'],
      units: 'all',
      isLocal: true,
    });
    const meIs = async (...args: string[]) => {
      const people = z
        .array(z.object({ name: z.string(), isMe: z.boolean() }))
        .parse((await assay('people', '--json', '--workspace', 'w', ...args)).json);
      return people.filter((person) => person.isMe).map((person) => person.name);
    };
    expect(await meIs('--as', 'ann example')).toEqual(['Ann Example']);
    // The next command is nobody's but whose workspace it is.
    expect(await meIs()).toEqual(['Root']);
    const unknown = await assay('people', '--as', 'Zoe', '--workspace', 'w');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('There are: Root, Ann Example.');
    const notHers = await assay(
      'people',
      'add',
      'Eve',
      '--role',
      'assessor',
      '--as',
      'Ann Example',
      '--workspace',
      'w',
    );
    expect(notHers).toMatchObject({ code: 1, err: 'Only a provider appoints people.\n' });
  });
});
