import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { ModeratedBatch } from '../api/shapes.ts';
import { Adjustment, BatchMode, type Finding } from '../domain/batches/batch-facts.ts';
import { DEFAULT_RULE, SamplingRule } from '../domain/sampling/sampling-rule.ts';
import { readJsonArgument } from './assessing-commands.ts';
import { batchInWords, rowInWords } from './batch-in-words.ts';
import { findBatch } from './find-batch.ts';
import { findSubmission } from './find-submission.ts';
import { findUnit } from './find-unit.ts';
import type { Act } from './program.ts';
import { Refused, type Session } from './session.ts';

/** Batches: opened, closed, sampled, moderated or verified, confirmed, exported, opened again. */
export function addBatchCommands(program: Command, act: Act): void {
  const batch = program.command('batch').description('moderate outcomes together, and release them together');
  addReading(batch, act);
  addSampling(batch, act);
  addLooking(batch, act);
  addEnding(batch, act);
}

function addReading(batch: Command, act: Act): void {
  batch
    .command('list')
    .description('list batches, newest first')
    .action(
      act(async (session) => {
        await session.open();
        const rows = await session.call('batches.list', {});
        session.print(rows, () => rows.map(rowInWords).join('\n') || 'There is no batch yet.');
        return 0;
      }),
    );

  batch
    .command('show')
    .description('what is in a batch, what was drawn and why, what was found')
    .argument('<batch>', 'the beginning of its id, or its label')
    .action(
      act(async (session, wanted: string) => {
        await session.open();
        const detail = await session.call('batches.get', { batch: await findBatch(session, wanted) });
        session.print(detail, () => batchInWords(detail));
        return 0;
      }),
    );

  batch
    .command('open')
    .description('open a batch of a unit')
    .argument('<label>')
    .requiredOption('--unit <unit>', 'id or code')
    .addOption(
      new Option('--mode <mode>', 'findings act on all, or each item is verified by itself')
        .choices(BatchMode.options)
        .default('verification'),
    )
    .action(
      act(async (session, label: string, options: { unit: string; mode: BatchMode }) => {
        await session.open();
        const unit = await findUnit(session, options.unit);
        const { mode } = options;
        return done(
          session,
          await session.call('batches.open', { command: session.newCommand(), label, unit, mode }),
        );
      }),
    );

  batch
    .command('close')
    .description('close marking: the batch is then what is named, or all that is settled and in no batch')
    .argument('<batch>')
    .argument('[submission...]')
    .action(
      act(async (session, wanted: string, named: string[]) => {
        await session.open();
        const submissions = await Promise.all(named.map((one) => findSubmission(session, one)));
        return done(
          session,
          await session.call('batches.close', {
            command: session.newCommand(),
            batch: await findBatch(session, wanted),
            ...(submissions.length > 0 ? { submissions } : {}),
          }),
        );
      }),
    );
}

function addSampling(batch: Command, act: Act): void {
  batch
    .command('draw')
    .description('draw the sample, or extend it')
    .argument('<batch>')
    .option('--rule <file.json>', 'strategies; the size table of awarding bodies when absent')
    .option('--seed <text>', 'the record that closed the marking when absent')
    .option('--reason <text>', 'why the sample is extended', '')
    .action(
      act(async (session, wanted: string, options: { rule?: string; seed?: string; reason: string }) => {
        const { seed, reason } = options;
        const rule =
          options.rule === undefined
            ? DEFAULT_RULE
            : await readJsonArgument(session, options.rule, SamplingRule);
        await session.open();
        return done(
          session,
          await session.call('batches.draw', {
            command: session.newCommand(),
            batch: await findBatch(session, wanted),
            rule,
            reason,
            ...(seed === undefined ? {} : { seed }),
          }),
        );
      }),
    );
}

interface VerifyOptions {
  readonly agree?: boolean;
  readonly advice?: string;
  readonly return?: string;
  readonly due?: string;
}

function addLooking(batch: Command, act: Act): void {
  batch
    .command('find')
    .description('say what you think of a mark of the sample (batch moderation)')
    .argument('<batch>')
    .argument('<submission>')
    .addArgument(
      batch.createArgument('<finding>', 'upheld, lenient or severe').choices(['upheld', 'lenient', 'severe']),
    )
    .option('--note <text>', 'why', '')
    .action(
      act(async (session, wanted: string, named: string, finding: Finding, options: { note: string }) => {
        await session.open();
        return done(
          session,
          await session.call('batches.find', {
            command: session.newCommand(),
            batch: await findBatch(session, wanted),
            submission: await findSubmission(session, named),
            finding,
            decisions: [],
            note: options.note,
          }),
        );
      }),
    );

  batch
    .command('verify')
    .description('agree with an item, agree with advice, or return it to the assessor (verification)')
    .argument('<batch>')
    .argument('<submission>')
    .option('--agree', 'it stands as it is')
    .option('--advice <text>', 'it stands, with advice to the assessor')
    .option('--return <action>', 'it goes back: what is to be done')
    .option('--due <date>', 'when it is to be back: 2026-07-31')
    .action(
      act(async (session, wanted: string, named: string, options: VerifyOptions) => {
        const as = verifiedAs(options);
        await session.open();
        return done(
          session,
          await session.call('batches.verify', {
            command: session.newCommand(),
            batch: await findBatch(session, wanted),
            submission: await findSubmission(session, named),
            as,
          }),
        );
      }),
    );
}

function verifiedAs({ agree, advice, return: action, due }: VerifyOptions) {
  const said = [agree, advice, action].filter((one) => one !== undefined);
  if (said.length !== 1)
    throw new Refused({ code: 'usage.verify', message: 'Say one of --agree, --advice or --return.' }, 2);
  if (advice !== undefined) return { kind: 'advice' as const, note: advice };
  if (action === undefined) return { kind: 'agree' as const };
  const date = z.iso.date().safeParse(due);
  if (!date.success)
    throw new Refused({ code: 'usage.verify', message: 'Say when it is to be back: --due 2026-07-31.' }, 2);
  const actions = [{ criterion: null, text: action }];
  return { kind: 'return' as const, note: '', actions, due: `${date.data}T23:59:59.999Z` };
}

function addEnding(batch: Command, act: Act): void {
  batch
    .command('decide')
    .description('what the findings do to the whole batch (batch moderation)')
    .argument('<batch>')
    .addArgument(
      batch.createArgument('<decision>', 'accept, adjust or remark').choices(['accept', 'adjust', 'remark']),
    )
    .requiredOption('--reason <text>', 'why')
    .option('--adjust <file.json>', 'a list of {criterion, by}: so many levels or points up or down')
    .action(
      act(async (session, wanted: string, kind: string, options: { reason: string; adjust?: string }) => {
        if ((kind === 'adjust') !== (options.adjust !== undefined))
          throw new Refused(
            { code: 'usage.decide', message: 'To adjust takes --adjust FILE.json, and nothing else does.' },
            2,
          );
        const adjustments =
          options.adjust === undefined
            ? []
            : await readJsonArgument(session, options.adjust, z.array(Adjustment).min(1));
        await session.open();
        const decision =
          kind === 'adjust'
            ? { kind: 'adjust' as const, adjustments }
            : { kind: kind === 'accept' ? ('accept' as const) : ('remark' as const) };
        const { reason } = options;
        return done(
          session,
          await session.call('batches.decide', {
            command: session.newCommand(),
            batch: await findBatch(session, wanted),
            decision,
            reason,
          }),
        );
      }),
    );

  batch
    .command('confirm')
    .description('confirm a batch, and every outcome in it')
    .argument('<batch>')
    .action(
      act(async (session, wanted: string) => {
        await session.open();
        const named = await findBatch(session, wanted);
        return done(
          session,
          await session.call('batches.confirm', { command: session.newCommand(), batch: named }),
        );
      }),
    );

  batch
    .command('export')
    .description('write all of a confirmed batch as signed results')
    .argument('<batch>')
    .requiredOption('--out <dir>', 'the folder it goes into')
    .action(
      act(async (session, wanted: string, options: { out: string }) => {
        await session.open();
        const named = await findBatch(session, wanted);
        const { batch: row, members } = await session.call('batches.get', { batch: named });
        if (members.length === 0)
          throw new Refused({ code: 'batch.wrong_state', message: 'Marking is still open. Close it first.' });
        await mkdir(resolve(session.terminal.cwd, options.out), { recursive: true });
        const exported = await session.call('results.export', {
          command: session.newCommand(),
          submissions: members.map(({ submission }) => submission),
          label: row.label,
          to: await session.grant(options.out),
          batch: named,
        });
        session.print(exported, () => `Exported ${exported.batch.results} results:\n  ${exported.folder}`);
        return 0;
      }),
    );

  batch
    .command('reopen')
    .description('open the next version of a batch that was confirmed, or that is to be marked again')
    .argument('<batch>')
    .requiredOption('--reason <text>', 'why')
    .action(
      act(async (session, wanted: string, { reason }: { reason: string }) => {
        await session.open();
        const named = await findBatch(session, wanted);
        return done(
          session,
          await session.call('batches.reopen', { command: session.newCommand(), batch: named, reason }),
        );
      }),
    );
}

function done(session: Session, row: ModeratedBatch): 0 {
  session.print(row, () => rowInWords(row));
  return 0;
}
