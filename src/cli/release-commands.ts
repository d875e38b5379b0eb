import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';
import { Refused } from './session.ts';

const MARK = { holds: '✓', fails: '✗', not_checked: '?' } as const;

export function addReleaseCommands(program: Command, act: Act): void {
  program
    .command('export')
    .description(
      'write confirmed outcomes as a signed batch: credentials, CSV and manifest, as a folder and a zip',
    )
    .argument('[submission...]', 'all confirmed outcomes when none is named')
    .requiredOption('--out <dir>', 'the folder the batch goes into')
    .option('--label <label>', 'what the batch is called', 'Results')
    .action(
      act(async (session, wanted: string[], options: { out: string; label: string }) => {
        await session.open();
        const ready = (await session.call('results.list', {})).filter((row) => row.blocked === null);
        const submissions =
          wanted.length > 0
            ? await Promise.all(wanted.map((one) => findSubmission(session, one)))
            : ready.map((row) => row.submission);
        if (submissions.length === 0) {
          throw new Refused({
            code: 'results.nothing',
            message: 'No outcome is confirmed yet. Confirm some with “assay moderate confirm”.',
          });
        }
        await mkdir(resolve(session.terminal.cwd, options.out), { recursive: true });
        const to = await session.grant(options.out);
        const exported = await session.call('results.export', {
          command: session.newCommand(),
          submissions,
          label: options.label,
          to,
        });
        session.print(
          exported,
          () =>
            `Exported ${exported.batch.results} results (${exported.batch.passed} passed), version ${exported.batch.version}:\n  ${exported.folder}\n  ${exported.zip}`,
        );
        return 0;
      }),
    );

  program
    .command('verify')
    .description('check credentials and batches offline, and say exactly what is wrong')
    .argument('<path...>')
    .action(
      act(async (session, paths: string[]) => {
        const verdicts = await session.call('verify.files', { files: await session.grantAll(paths) });
        const named = verdicts.map((verdict, index) => ({ ...verdict, path: paths[index] ?? verdict.path }));
        session.print(named, () =>
          named
            .map((one) =>
              [
                `${one.ok ? '✓' : '✗'} ${one.path}: ${one.verdict}`,
                ...one.checks.map((check) => `  ${MARK[check.status]} ${check.name}: ${check.message}`),
              ].join('\n'),
            )
            .join('\n'),
        );
        return named.every((one) => one.ok) ? 0 : 1;
      }),
    );
}
