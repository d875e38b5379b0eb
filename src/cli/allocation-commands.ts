import type { Command } from 'commander';
import { Timestamp } from '../domain/ids.ts';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';
import { Refused, type Session } from './session.ts';

interface AllocateOptions {
  readonly to: string;
  readonly second?: boolean;
  readonly sealed?: boolean;
  readonly due?: string;
}

export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function addAllocationCommands(program: Command, act: Act): void {
  program
    .command('allocate')
    .description('say who is to assess submissions')
    .argument('<submission...>')
    .requiredOption('--to <name>', 'who, by name or key')
    .option('--second', 'as second marker')
    .option('--sealed', 'what they decide opens when everybody who is to seal has sealed')
    .option('--due <date>', 'until when, as 2026-12-31')
    .action(
      act(async (session, wanted: string[], options: AllocateOptions) => {
        const due = options.due === undefined ? null : endOfDay(options.due);
        await session.open();
        const person = await session.findPerson(options.to);
        const submissions = [];
        for (const one of wanted) submissions.push(await findSubmission(session, one));
        const done = await session.call('allocations.set', {
          command: session.newCommand(),
          submissions,
          person: person.key,
          as: options.second ? 'second' : 'first',
          sealed: options.sealed ?? false,
          due,
        });
        session.print(done, () =>
          [
            `Allocated ${plural(done.allocated, 'submission')}.`,
            ...done.refused.map((one) => `Not ${one.submission.slice(0, 12)}: ${one.reason}`),
          ].join('\n'),
        );
        return done.refused.length === 0 ? 0 : 1;
      }),
    );

  const seals = program
    .command('seals')
    .description('what is sealed here, and what it waits for')
    .action(act(async (session) => openAll(session)));
  seals
    .command('open')
    .description('open what was sealed here, where every seal is in')
    .action(act(async (session) => openAll(session)));
}

/** The last moment of a day, in UTC. */
export function endOfDay(date: string): string {
  const due = Timestamp.safeParse(`${date}T23:59:59.999Z`);
  if (due.success) return due.data;
  throw new Refused({ code: 'usage.invalid', message: `“${date}” is no date. Write it as 2026-12-31.` }, 2);
}

async function openAll(session: Session): Promise<0> {
  await session.open();
  const { opened, waiting } = await session.call('seals.open', { command: session.newCommand() });
  session.print({ opened, waiting }, () =>
    [
      opened === 0 ? 'Nothing was opened.' : `Opened ${plural(opened, 'assessment')}.`,
      ...waiting.map((one) => `${one.submission.slice(0, 12)}: ${one.reason}`),
    ].join('\n'),
  );
  return 0;
}
