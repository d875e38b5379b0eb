import type { Command } from 'commander';
import type { Output } from '../api/contract.ts';
import type { QueueRow, Workload } from '../api/shapes.ts';
import type { SubmissionId } from '../domain/ids.ts';
import { OutcomeState } from '../domain/states.ts';
import { endOfDay, plural } from './allocation-commands.ts';
import { findSubmission } from './find-submission.ts';
import { findUnit } from './find-unit.ts';
import type { Act } from './program.ts';
import { queueRows } from './queue-rows.ts';
import { Refused, type Session } from './session.ts';

interface SpreadOptions {
  readonly to: string;
  readonly unit?: string;
  readonly markers: string;
  readonly sealed?: boolean;
  readonly due?: string;
  readonly seed?: string;
  readonly move?: boolean;
  readonly dryRun?: boolean;
}

/** Who has to mark what: in numbers, spread by lot, and as a table. */
export function addSpreadingCommands(program: Command, act: Act): void {
  const allocations = program
    .command('allocations')
    .description('what everybody has to mark, and how it is given out')
    .option('--unit <unit>', 'of one unit, by id or code')
    .action(
      act(async (session, { unit }: { unit?: string }) => {
        await session.open();
        const about = unit === undefined ? {} : { unit: await findUnit(session, unit) };
        const loads = await session.call('allocations.workload', about);
        session.print(loads, () => loads.map(loadInWords).join('\n') || 'Nobody may assess yet.');
        return 0;
      }),
    );

  allocations
    .command('spread')
    .description('give submissions out evenly, by lot')
    .argument('[submission...]', 'those of the unit where none is named')
    .requiredOption('--to <names>', 'who marks, by name or key, parted by commas')
    .option('--unit <unit>', 'id or code')
    .option('--markers <number>', 'how many mark each: 1 or 2', '1')
    .option('--sealed', 'what they decide opens when everybody who is to seal has sealed')
    .option('--due <date>', 'until when, as 2026-12-31')
    .option('--seed <seed>', 'draw the lots with it; whoever does so again comes to the same')
    .option('--move', 'take away what nobody has begun, and give that out too')
    .option('--dry-run', 'say who would mark what, and record nothing')
    .action(act(spread));

  allocations
    .command('table')
    .description('write who is to mark what as a CSV table, to be filled in')
    .argument('<file>')
    .option('--unit <unit>', 'of one unit, by id or code')
    .action(
      act(async (session, file: string, { unit }: { unit?: string }) => {
        await session.open();
        const submissions = await submissionsIn(session, unit);
        const into = await session.grant(file);
        const { rows } = await session.call('allocations.saveTable', { submissions, into });
        session.print({ rows }, () => `Wrote ${plural(rows, 'row')}.`);
        return 0;
      }),
    );

  allocations
    .command('load')
    .description('allocate as a CSV table says: submission, marker, as, sealed, due')
    .argument('<file>')
    .option('--move', 'whoever else has one of them and has not begun it loses it')
    .option('--dry-run', 'say what would be allocated, and record nothing')
    .action(act(load));

  allocations
    .command('withdraw')
    .description('withdraw an allocation; what was written is kept')
    .argument('<submission>')
    .requiredOption('--from <name>', 'from whom, by name or key')
    .requiredOption('--reason <text>', 'why')
    .option('--even-begun', 'also where a judgment has been saved here')
    .action(
      act(async (session, wanted: string, options: { from: string; reason: string; evenBegun?: boolean }) => {
        await session.open();
        const { key, name } = await session.findPerson(options.from);
        const submission = await findSubmission(session, wanted);
        // What is open to be marked says to nobody in the workbench whom else it is allocated to; the queue may.
        const row = (await rowsIn(session, undefined)).find((one) => one.submission === submission);
        const allocation = row?.allocations.find(({ person }) => person.key === key);
        if (!allocation)
          throw new Refused({
            code: 'allocation.unknown',
            message: `This submission is not allocated to ${name}.`,
          });
        await session.call('allocations.withdraw', {
          command: session.newCommand(),
          allocation: allocation.record,
          reason: options.reason,
          evenBegun: options.evenBegun ?? false,
        });
        session.print({}, () => `Withdrawn from ${name}.`);
        return 0;
      }),
    );
}

async function spread(session: Session, named: string[], options: SpreadOptions): Promise<0 | 1> {
  const { markers, sealed = false, move = false } = options;
  if (markers !== '1' && markers !== '2')
    throw new Refused(
      { code: 'usage.invalid', message: 'One or two people mark each: --markers 1 or 2.' },
      2,
    );
  const due = options.due === undefined ? null : endOfDay(options.due);
  await session.open();
  const people = [];
  for (const name of options.to.split(',')) people.push((await session.findPerson(name.trim())).key);
  const submissions: SubmissionId[] = [];
  for (const one of named) submissions.push(await findSubmission(session, one));
  if (named.length === 0) submissions.push(...(await submissionsIn(session, options.unit)));
  const proposal = await session.call('allocations.propose', {
    submissions,
    people,
    markers: markers === '1' ? 1 : 2,
    sealed,
    move,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  const wanted = proposal.proposed.map((one) => ({ ...one, sealed, due }));
  const applied =
    options.dryRun || wanted.length === 0
      ? null
      : await session.call('allocations.apply', {
          command: session.newCommand(),
          wanted,
          move,
          seed: proposal.seed,
        });
  session.print({ ...proposal, ...applied }, () =>
    [
      applied === null
        ? `Would allocate ${plural(wanted.length, 'time')}, by lot with the seed ${proposal.seed}.`
        : appliedInWords(applied),
      ...proposal.loads.map(
        ({ person, before, after }) => `  ${person.name}: ${before} to do before, ${after} then`,
      ),
      ...proposal.left.map(
        ({ submission, as, reason }) => `Nobody as ${as} marker of ${submission.slice(0, 12)}: ${reason}`,
      ),
    ].join('\n'),
  );
  return proposal.left.length === 0 && (applied?.refused.length ?? 0) === 0 ? 0 : 1;
}

async function load(
  session: Session,
  file: string,
  { move = false, dryRun }: { move?: boolean; dryRun?: boolean },
): Promise<0 | 1> {
  await session.open();
  const table = await session.call('allocations.readTable', { file: await session.grant(file) });
  const wanted = table.wanted.map(({ learner: _, name: __, ...one }) => one);
  const applied =
    dryRun || wanted.length === 0
      ? null
      : await session.call('allocations.apply', { command: session.newCommand(), wanted, move });
  session.print({ ...table, ...applied }, () =>
    [
      applied === null
        ? `Would allocate ${plural(wanted.length, 'time')}; ${plural(table.unchanged, 'row')} as before.`
        : appliedInWords(applied),
      ...table.problems.map(({ line, reason }) => `Row ${line}: ${reason}`),
    ].join('\n'),
  );
  return table.problems.length === 0 && (applied?.refused.length ?? 0) === 0 ? 0 : 1;
}

function appliedInWords({ allocated, withdrawn, refused }: Output<'allocations.apply'>): string {
  return [
    `Allocated ${plural(allocated, 'time')}${withdrawn > 0 ? `, and withdrew ${withdrawn}` : ''}.`,
    ...refused.map((one) => `Not ${one.submission.slice(0, 12)}: ${one.reason}`),
  ].join('\n');
}

const loadInWords = ({ person, toDo, sealed, done, overdue, nextDue }: Workload) =>
  `${person.name}: ${toDo} to do${overdue > 0 ? `, ${overdue} of them overdue` : ''}${sealed > 0 ? `, ${sealed} sealed` : ''}, ${done} done${nextDue === null ? '' : `; next due ${nextDue.slice(0, 10)}`}`;

/** Every submission that is not set aside, of one unit or of all. */
async function submissionsIn(session: Session, unit: string | undefined): Promise<SubmissionId[]> {
  const found = (await rowsIn(session, unit)).map(({ submission }) => submission);
  if (found.length === 0)
    throw new Refused({ code: 'submission.unknown', message: 'There is no submission to give out.' });
  return found;
}

async function rowsIn(session: Session, unit: string | undefined): Promise<QueueRow[]> {
  return queueRows(session, {
    states: OutcomeState.options.filter((state) => state !== 'set_aside'),
    ...(unit === undefined ? {} : { units: [await findUnit(session, unit)] }),
  });
}
