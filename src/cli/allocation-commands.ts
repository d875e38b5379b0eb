import type { Command } from 'commander';
import { type CriterionId, type SubmissionId, Timestamp } from '../domain/ids.ts';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';
import { Refused, type Session } from './session.ts';

interface AllocateOptions {
  readonly to: string;
  readonly second?: boolean;
  readonly sealed?: boolean;
  readonly due?: string;
  readonly criteria?: string;
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
    .option('--criteria <list>', 'only these criteria, by id or code, as 1.1,1.2')
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
          ...(options.criteria === undefined
            ? {}
            : { criteria: await findCriteria(session, submissions, options.criteria) }),
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

/** Criteria of the unit that these submissions are of, by id or code. */
async function findCriteria(
  session: Session,
  submissions: readonly SubmissionId[],
  list: string,
): Promise<CriterionId[]> {
  const found = new Map<string, Set<CriterionId>>();
  const names = list.split(',').map((one) => one.trim());
  for (const submission of submissions) {
    const { unit } = await session.call('submissions.get', { submission });
    for (const name of names) {
      const criterion = unit.criteria.find((one) => one.id === name || one.code === name);
      if (!criterion)
        throw new Refused({
          code: 'criterion.unknown',
          message: `“${unit.code}” has no criterion “${name}”.`,
        });
      found.set(name, (found.get(name) ?? new Set()).add(criterion.id));
    }
  }
  const ambiguous = [...found].find(([, ids]) => ids.size > 1);
  if (ambiguous)
    throw new Refused({
      code: 'criterion.ambiguous',
      message: `“${ambiguous[0]}” is another criterion in each of their units. Allocate one unit at a time.`,
    });
  return [...new Set([...found.values()].flatMap((ids) => [...ids]))];
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
