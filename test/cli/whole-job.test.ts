import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Decision } from '../../src/domain/judgment.ts';
import { Unit } from '../../src/domain/rubric.ts';
import { allMet, level, notYet, points } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aTerminal } from './a-terminal.ts';

const EXAMPLE = fileURLToPath(
  new URL('../../../shared/corpora/native-example/pf-2026-0042.zip', import.meta.url),
);
const Rows = z.array(z.object({ submission: z.string(), state: z.string() }));
const Shown = z.object({ unit: Unit });
const Exported = z.object({
  folder: z.string(),
  zip: z.string(),
  batch: z.object({ results: z.int(), passed: z.int(), version: z.int() }),
});
const Verdicts = z.array(z.object({ ok: z.boolean(), checks: z.array(z.object({ ok: z.boolean() })) }));

/** Runs a command on the workspace `w`; it must end with 0. */
async function aDesk() {
  const folder = await aTempFolder();
  const terminal = aTerminal(folder);
  const assay = async (...args: string[]): Promise<unknown> => {
    const ran = await terminal(...args, '--workspace', 'w', '--json');
    if (ran.code !== 0) throw new Error(`${args.join(' ')} ended with ${ran.code}: ${ran.err}${ran.out}`);
    return ran.json;
  };
  const file = (name: string, decisions: Record<string, Decision>) => {
    const judgments = Object.entries(decisions).map(([criterion, decision]) => ({
      criterion,
      decision,
      rationale: 'Seen on pages 2 and 3.',
    }));
    writeFileSync(join(folder, name), JSON.stringify({ judgments, feedback: 'Good work.' }));
    return name;
  };
  return { folder, terminal, assay, file };
}

/** The lowest that can be given on a criterion. */
const lowest = (unit: Unit): Record<string, Decision> =>
  Object.fromEntries(
    unit.criteria.map((one): [string, Decision] => [
      one.id,
      one.kind === 'binary'
        ? notYet
        : one.kind === 'numeric'
          ? points(one.min)
          : level(one.levels[0]?.id ?? ''),
    ]),
  );

describe.skipIf(!existsSync(EXAMPLE))(
  'the whole job on a bundle no one here wrote (skipped without ../shared)',
  () => {
    it('one person imports, assesses, confirms, exports and verifies', async () => {
      const { terminal, assay, file } = await aDesk();
      expect(await assay('import', EXAMPLE)).toMatchObject([{ path: EXAMPLE, status: 'imported' }]);
      expect(await assay('import', EXAMPLE)).toMatchObject([{ status: 'already_there' }]);
      const [row] = Rows.parse(await assay('queue'));
      expect(row?.state).toBe('awaiting');
      const id = row?.submission.slice(0, 12) ?? '';
      const { unit } = Shown.parse(await assay('show', id));

      const incomplete = await terminal('assess', id, '--from', file('none.json', {}), '--workspace', 'w');
      expect(incomplete).toMatchObject({ code: 1, out: '' });
      expect(incomplete.err).toContain('is not judged yet');

      expect(await assay('assess', id, '--from', file('good.json', allMet(unit)))).toMatchObject({
        isMine: true,
      });
      const early = await terminal('export', '--out', 'out', '--workspace', 'w');
      expect(early).toMatchObject({ code: 1 });
      expect(await assay('moderate', 'confirm', id)).toEqual({ confirmed: 1, refused: [] });
      const first = Exported.parse(await assay('export', '--out', 'out', '--label', 'July'));
      expect(first.batch).toEqual({ results: 1, passed: 1, version: 1 });
      const verdicts = Verdicts.parse(await assay('verify', first.folder, first.zip));
      expect(
        verdicts.map((one) => one.ok && one.checks.length > 0 && one.checks.every((check) => check.ok)),
      ).toEqual([true, true]);
      expect(Exported.parse(await assay('export', '--out', 'out', '--label', 'July')).batch.version).toBe(2);
      expect(await assay('ledger', 'verify')).toMatchObject({ ok: true });
      expect(await assay('ledger', 'rebuild')).toMatchObject({ identical: true });
      const log = z.object({ total: z.int() }).parse(await assay('ledger', 'log'));
      // Founded, appointed, unit, submission, assessment, confirmation, and two batches.
      expect(log.total).toBe(8);
    });

    it('two assessors disagree, a moderator agrees an outcome, and each keeps to their role', async () => {
      const { terminal, assay, file } = await aDesk();
      await assay('init', '--person', 'Root', '--name', 'W', '--provider', 'P');
      await assay('import', EXAMPLE);
      await assay('people', 'add', 'Ann', '--role', 'assessor');
      await assay('people', 'add', 'Bob', '--role', 'assessor', 'moderator');
      await assay('people', 'add', 'Mo', '--role', 'moderator');
      const [row] = Rows.parse(await assay('queue'));
      const id = row?.submission ?? '';
      const { unit } = Shown.parse(await assay('show', id));
      await assay('assess', id, '--from', file('high.json', allMet(unit)), '--as', 'Ann');
      expect(await assay('show', id, '--as', 'Bob')).toMatchObject({ others: [] });
      await assay('assess', id, '--from', file('low.json', lowest(unit)), '--as', 'Bob');

      expect(Rows.parse(await assay('moderate', 'board', '--as', 'Mo'))).toMatchObject([
        { submission: id, state: 'reconciling' },
      ]);
      expect(await assay('moderate', 'compare', id, '--as', 'Mo')).toMatchObject({ within: false });
      const own = await terminal(
        'moderate',
        'agree',
        id,
        '--take',
        'a',
        '--as',
        'Bob',
        '--workspace',
        'w',
        '--json',
      );
      expect(own.code).toBe(1);
      expect(own.json).toMatchObject({ error: { code: 'moderation.not_allowed' } });
      const agreed = await assay(
        'moderate',
        'agree',
        id,
        '--take',
        'a',
        '--note',
        'More evidence was seen.',
        '--as',
        'Mo',
      );
      expect(agreed).toMatchObject({ state: 'agreed', how: 'agreed', verdict: 'passed', by: { name: 'Mo' } });
      expect(z.object({ sources: z.array(z.string()) }).parse(agreed).sources).toHaveLength(2);
      await assay('moderate', 'confirm', '--all');
      const { folder } = Exported.parse(await assay('export', '--out', 'out'));
      expect(Verdicts.parse(await assay('verify', folder))[0]?.ok).toBe(true);
      expect(await assay('ledger', 'verify')).toMatchObject({ ok: true });
    });
  },
);
