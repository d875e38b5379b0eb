import { Argument, type Command } from 'commander';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';

const KINDS = ['assignment', 'seal', 'judgments', 'moderation', 'workspace', 'backup'] as const;

interface PackOptions {
  readonly to?: string;
  readonly out?: string;
  readonly encrypt?: boolean;
  readonly submission?: readonly string[];
  readonly preview?: boolean;
}

export function addExchangeCommands(program: Command, act: Act): void {
  program
    .command('pack')
    .description('make a package (.assay) of what somebody else needs, or of everything')
    .addArgument(new Argument('<kind>').choices(KINDS))
    .option('--to <person>', 'whom it is for')
    .option('--out <path>', 'the file to write, or a folder; the current folder when absent')
    .option('--encrypt', 'only whoever it is for can open it; without --to, only you')
    .option('--submission <id...>', 'only these submissions')
    .option('--preview', 'say what would go into it, and make nothing')
    .action(
      act(async (session, kind: (typeof KINDS)[number], options: PackOptions) => {
        await session.open();
        const to = options.to === undefined ? null : (await session.findPerson(options.to)).person.key;
        const submissions =
          options.submission &&
          (await Promise.all(options.submission.map((one) => findSubmission(session, one))));
        const wanted = { kind, to, submissions };
        if (options.preview) {
          const plan = await session.call('exchange.plan', wanted);
          session.print(plan, () =>
            [
              `${plan.suggestedName} would hold ${plan.records} records:`,
              ...plan.holds.map((one) => `  ${one.what}`),
              ...plan.leavesOut.map((one) => `  left out: ${one}`),
            ].join('\n'),
          );
          return 0;
        }
        const into = await session.grant(options.out ?? '.');
        const packed = await session.call('exchange.pack', {
          ...wanted,
          encrypt: options.encrypt ?? false,
          into,
        });
        session.print(
          packed,
          () =>
            `Wrote ${packed.name}: ${packed.records} records, ${megabytes(packed.sizeBytes)}${packed.encrypted ? ', encrypted' : ''}.`,
        );
        return 0;
      }),
    );
}

const megabytes = (bytes: number) =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
