import { Argument, type Command } from 'commander';
import type { Output } from '../api/contract.ts';
import type { TakenIn } from '../api/shapes.ts';
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
    .option(
      '--encrypt',
      'only whoever it is for can open it; without --to, only you, and a backup whoever knows ASSAY_PASSPHRASE',
    )
    .option('--submission <id...>', 'only these submissions')
    .option('--preview', 'say what would go into it, and make nothing')
    .action(
      act(async (session, kind: (typeof KINDS)[number], options: PackOptions) => {
        await session.open();
        const to = options.to === undefined ? null : (await session.findPerson(options.to)).key;
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
          passphrase: kind === 'backup' ? session.passphrase : undefined,
          into,
        });
        session.print(packed, () =>
          [
            `Wrote ${packed.name}: ${packed.records} records, ${megabytes(packed.sizeBytes)}${packed.encrypted ? ', encrypted' : ''}.`,
            ...packed.leftOut,
          ].join('\n'),
        );
        return 0;
      }),
    );

  program
    .command('merge')
    .description('take packages in, in any order and as often as you like')
    .argument('<file...>')
    .option('--preview', 'say what each would add, and take nothing in')
    .action(
      act(async (session, files: string[], options: { preview?: boolean }) => {
        await session.open();
        const granted = await session.grantAll(files);
        if (options.preview) {
          const previews = await session.call('exchange.inspect', { files: granted });
          session.print(previews, () => previews.map(previewLines).join('\n'));
          return previews.every((one) => !('notPackage' in one) && one.problems.length === 0) ? 0 : 1;
        }
        const taken = await session.call('exchange.merge', { files: granted });
        session.print(taken, () => taken.map(takenLines).join('\n'));
        return taken.every((one) => one.status !== 'refused') ? 0 : 1;
      }),
    );
}

type Previewed = Output<'exchange.inspect'>[number];

function previewLines(one: Previewed): string {
  if ('notPackage' in one) return `✗ ${one.file}: ${one.problem?.message ?? 'This is not an Assay package.'}`;
  const from = `${one.from.name}${one.from.isKnown ? '' : ` (unknown here: ${one.from.words})`}`;
  return [
    `${one.file}: ${one.title}, from ${from}, made ${one.at.slice(0, 10)}`,
    ...one.adds.map(({ what }) => `  adds ${what}`),
    ...(one.newEvidenceBytes > 0 ? [`  adds ${megabytes(one.newEvidenceBytes)} of evidence`] : []),
    `  ${one.newRecords} records are new here, ${one.knownRecords} are known`,
    ...one.addsNot.map((sentence) => `  not: ${sentence}`),
    ...one.problems.map((problem) => `  ✗ ${problem.message}`),
  ].join('\n');
}

const STATUS = { taken_in: 'taken in', nothing_new: 'nothing new', refused: 'refused' } as const;

function takenLines(one: TakenIn): string {
  return [
    `${one.status === 'refused' ? '✗' : '✓'} ${one.file}: ${STATUS[one.status]}`,
    ...one.added.map(({ what }) => `  ${what}`),
    ...one.notes.map((note) => `  ${note}`),
    ...one.problems.map((problem) => `  ${problem.message}`),
  ].join('\n');
}

const megabytes = (bytes: number) =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
