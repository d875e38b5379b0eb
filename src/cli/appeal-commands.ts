import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { Appeal } from '../api/shapes.ts';
import { AppealAsker, AppealProcess, type AppealResult } from '../domain/appeals/appeal-facts.ts';
import type { PersonKey } from '../domain/ids.ts';
import { AgreedJudgment } from '../domain/judgment.ts';
import { appealInWords, appealRowInWords } from './appeal-in-words.ts';
import { readJsonArgument } from './assessing-commands.ts';
import { findAppeal } from './find-appeal.ts';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';
import { Refused, type Session } from './session.ts';

/** Appeals: lodged, checked, dealt with in one of four ways, decided, closed. */
export function addAppealCommands(program: Command, act: Act): void {
  const appeal = program
    .command('appeal')
    .description('look again at what was released, by people who had no part in it');
  addReading(appeal, act);
  addBeginning(appeal, act);
  addEnding(appeal, act);
}

function addReading(appeal: Command, act: Act): void {
  appeal
    .command('list')
    .description('list appeals, open ones first, by when they are due')
    .action(
      act(async (session) => {
        await session.open();
        const rows = await session.call('appeals.list', {});
        session.print(rows, () => rows.map(appealRowInWords).join('\n') || 'There is no appeal.');
        return 0;
      }),
    );

  appeal
    .command('show')
    .description('what an appeal is about, what was done so far, and what comes next')
    .argument('<appeal>', 'the beginning of its id, or of its submission’s')
    .action(
      act(async (session, wanted: string) => {
        await session.open();
        const detail = await session.call('appeals.get', { appeal: await findAppeal(session, wanted) });
        session.print(detail, () => appealInWords(detail));
        return 0;
      }),
    );
}

interface LodgeOptions {
  readonly grounds: string;
  readonly asker: AppealAsker;
  readonly received?: string;
  readonly due?: string;
  readonly mayLower?: boolean;
}

interface ChooseOptions {
  readonly to?: readonly string[];
  readonly due?: string;
  readonly reason: string;
}

function addBeginning(appeal: Command, act: Act): void {
  appeal
    .command('lodge')
    .description('lodge an appeal about a released outcome')
    .argument('<submission>')
    .requiredOption('--grounds <text>', 'what it is about; without names of learners')
    .addOption(
      new Option('--asker <who>', 'who asked for it').choices(AppealAsker.options).default('learner'),
    )
    .option('--received <date>', 'when it was asked for: 2026-07-31; today when absent')
    .option('--due <date>', 'when it is to be decided by')
    .option('--may-lower', 'the mark may come out lower than it was; without it, it will not')
    .action(
      act(async (session, wanted: string, options: LodgeOptions) => {
        await session.open();
        const { grounds, asker, received, due, mayLower = false } = options;
        return done(
          session,
          await session.call('appeals.lodge', {
            command: session.newCommand(),
            submission: await findSubmission(session, wanted),
            grounds,
            asker,
            received: beginOf(received) ?? new Date().toISOString(),
            due: endOf(due),
            mayLower,
          }),
        );
      }),
    );

  appeal
    .command('check')
    .description('record the clerical check: all is in order, but for what is named')
    .argument('<appeal>')
    .addOption(
      new Option('--wrong <what...>', 'what is not in order').choices(['totals', 'evidence', 'rubric']),
    )
    .option('--note <text>', 'what was found', '')
    .action(
      act(async (session, wanted: string, { wrong = [], note }: { wrong?: string[]; note: string }) => {
        await session.open();
        const is = (what: string) => !wrong.includes(what);
        const holds = { totals: is('totals'), evidence: is('evidence'), rubric: is('rubric') };
        const named = await findAppeal(session, wanted);
        return done(
          session,
          await session.call('appeals.check', { command: session.newCommand(), appeal: named, holds, note }),
        );
      }),
    );

  appeal
    .command('choose')
    .description('choose how it is dealt with, and who marks it anew')
    .argument('<appeal>')
    .addArgument(
      appeal.createArgument('<process>', AppealProcess.options.join(', ')).choices(AppealProcess.options),
    )
    .option('--to <person...>', 'who marks it anew, seeing none of the marks')
    .option('--due <date>', 'when their marks are due')
    .option('--reason <text>', 'why it is dealt with otherwise than was chosen before', '')
    .action(
      act(
        async (session, wanted: string, process: AppealProcess, { to = [], due, reason }: ChooseOptions) => {
          await session.open();
          const named = await findAppeal(session, wanted);
          const remarkers: PersonKey[] = [];
          for (const name of to) remarkers.push((await session.findPerson(name)).key);
          return done(
            session,
            await session.call('appeals.choose', {
              command: session.newCommand(),
              appeal: named,
              process,
              remarkers,
              due: endOf(due),
              reason,
            }),
          );
        },
      ),
    );
}

function addEnding(appeal: Command, act: Act): void {
  appeal
    .command('decide')
    .description('decide it; until it is closed it may be decided otherwise')
    .argument('<appeal>')
    .addArgument(
      appeal
        .createArgument('<result>', 'upheld, raised, lowered or remitted')
        .choices(['upheld', 'raised', 'lowered', 'remitted']),
    )
    .requiredOption('--reason <text>', 'why')
    .option('--judgments <file.json>', 'a list of {criterion, decision, rationale} for what changes')
    .action(
      act(
        async (
          session,
          wanted: string,
          result: AppealResult,
          options: { reason: string; judgments?: string },
        ) => {
          const isChange = result === 'raised' || result === 'lowered';
          if (isChange !== (options.judgments !== undefined))
            throw new Refused(
              {
                code: 'usage.decide',
                message: 'To raise or lower a mark takes --judgments FILE.json, and nothing else does.',
              },
              2,
            );
          const changed =
            options.judgments === undefined
              ? []
              : await readJsonArgument(session, options.judgments, z.array(Changed).min(1));
          await session.open();
          const named = await findAppeal(session, wanted);
          const { outcome } = await session.call('appeals.get', { appeal: named });
          const judgments = isChange ? withChanges(outcome.judgments, changed) : [];
          return done(
            session,
            await session.call('appeals.decide', {
              command: session.newCommand(),
              appeal: named,
              result,
              judgments,
              reason: options.reason,
            }),
          );
        },
      ),
    );

  appeal
    .command('withdraw')
    .description('withdraw an appeal that is not decided')
    .argument('<appeal>')
    .requiredOption('--reason <text>', 'why')
    .action(
      act(async (session, wanted: string, { reason }: { reason: string }) => {
        await session.open();
        const named = await findAppeal(session, wanted);
        return done(
          session,
          await session.call('appeals.withdraw', { command: session.newCommand(), appeal: named, reason }),
        );
      }),
    );

  appeal
    .command('close')
    .description('make what was decided final; a changed mark is then released again')
    .argument('<appeal>')
    .action(
      act(async (session, wanted: string) => {
        await session.open();
        const named = await findAppeal(session, wanted);
        return done(
          session,
          await session.call('appeals.close', { command: session.newCommand(), appeal: named }),
        );
      }),
    );
}

/** A new value on one criterion; what comes from a re-mark names it. */
const Changed = AgreedJudgment.extend({
  from: AgreedJudgment.shape.from.default(null),
  rationale: AgreedJudgment.shape.rationale.default(''),
});

function withChanges(
  outcome: readonly AgreedJudgment[],
  changed: readonly AgreedJudgment[],
): AgreedJudgment[] {
  return outcome.map((one) => changed.find(({ criterion }) => criterion === one.criterion) ?? one);
}

function dateOf(date: string): string {
  const parsed = z.iso.date().safeParse(date);
  if (parsed.success) return parsed.data;
  throw new Refused({ code: 'usage.date', message: `“${date}” is not a date like 2026-07-31.` }, 2);
}
const beginOf = (date: string | undefined) => (date === undefined ? null : `${dateOf(date)}T00:00:00.000Z`);
const endOf = (date: string | undefined) => (date === undefined ? null : `${dateOf(date)}T23:59:59.999Z`);

function done(session: Session, row: Appeal): 0 {
  session.print(row, () => appealRowInWords(row));
  return 0;
}
