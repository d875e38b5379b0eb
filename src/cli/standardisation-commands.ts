import { type Command, Option } from 'commander';
import type { MarkerStandard, StandardFeedback, StandardsOfUnit } from '../api/shapes.ts';
import { type ApprovalScope, SetKind, SetRule } from '../domain/standardisation/standardisation-facts.ts';
import { endOfDay, plural } from './allocation-commands.ts';
import { findSubmission } from './find-submission.ts';
import { findUnit } from './find-unit.ts';
import type { Act } from './program.ts';
import { Refused, type Session } from './session.ts';

/** What markers are taught and tested by, and who may mark. */
export function addStandardisationCommands(program: Command, act: Act): void {
  const standardise = program.command('standardise').description('teach, test and approve markers');
  addSets(standardise, act);
  addMarkers(standardise, act);
  addWithdrawal(standardise, act);
  addFeedback(standardise, act);
}

interface SetOptions {
  readonly unit: string;
  readonly kind: SetKind;
  readonly pass?: string;
  readonly months: string;
  readonly required?: boolean;
  readonly rate: string;
}

function addSets(standardise: Command, act: Act): void {
  standardise
    .command('show')
    .description('the sets of a unit, and where its markers stand')
    .argument('<unit>', 'id or code')
    .action(
      act(async (session, named: string) => {
        await session.open();
        const found = await session.call('standardisation.get', { unit: await findUnit(session, named) });
        session.print(found, () => inWords(found));
        return 0;
      }),
    );

  standardise
    .command('set')
    .description('make a set of settled submissions; the outcome of each becomes its definitive mark')
    .argument('<label>')
    .argument('<submission...>')
    .requiredOption('--unit <unit>', 'id or code')
    .addOption(new Option('--kind <kind>', 'what it is for').choices(SetKind.options).makeOptionMandatory())
    .option('--pass <p>', 'qualifying: so many within tolerance; all when absent')
    .option('--months <n>', 'qualifying: how long approval lasts', '12')
    .option('--required', 'qualifying: only who is approved is given work of the unit')
    .option('--rate <r>', 'seeds: about one in so many', '20')
    .action(
      act(async (session, label: string, named: string[], options: SetOptions) => {
        const rule = SetRule.safeParse(ruleOf(options, named.length));
        if (!rule.success)
          throw new Refused(
            { code: 'usage.set', message: 'Say --pass, --months and --rate as whole numbers in range.' },
            2,
          );
        await session.open();
        const unit = await findUnit(session, options.unit);
        const scripts = [];
        for (const one of named) scripts.push(await findSubmission(session, one));
        const made = await session.call('standardisation.makeSet', {
          command: session.newCommand(),
          unit,
          label,
          rule: rule.data,
          scripts,
        });
        session.print(made, () => `Made “${label}” of ${plural(scripts.length, 'script')}: ${made.set}`);
        return 0;
      }),
    );

  standardise
    .command('end')
    .description('give nobody the scripts of a set any more')
    .argument('<set>', 'its label, or the beginning of its id')
    .requiredOption('--unit <unit>', 'id or code')
    .option('--reason <text>', 'why', '')
    .action(
      act(async (session, named: string, options: { unit: string; reason: string }) => {
        await session.open();
        const unit = await findUnit(session, options.unit);
        const set = await findSet(session, unit, named);
        const { reason } = options;
        await session.call('standardisation.endSet', { command: session.newCommand(), unit, set, reason });
        session.print({ set }, () => 'Ended.');
        return 0;
      }),
    );
}

function addWithdrawal(standardise: Command, act: Act): void {
  standardise
    .command('withdraw')
    .description(
      'take back a decision about a marker, a definitive mark, or a set nobody was given anything of',
    )
    .argument('<record>', 'the beginning of its id, as `show` gives it')
    .requiredOption('--unit <unit>', 'id or code')
    .requiredOption('--reason <text>', 'why')
    .action(
      act(async (session, named: string, options: { unit: string; reason: string }) => {
        await session.open();
        const unit = await findUnit(session, options.unit);
        const { sets, markers } = await session.call('standardisation.get', { unit });
        const known = [
          ...sets.flatMap((one) => [one.set, ...one.scripts.map(({ mark }) => mark)]),
          ...markers.flatMap((one) => one.decisions.map(({ record }) => record)),
        ];
        const found = known.filter((one) => named !== '' && one.startsWith(named));
        const [record] = found;
        if (found.length !== 1 || !record)
          throw new Refused({
            code: 'standardisation.record_unknown',
            message:
              found.length > 1
                ? 'Several records begin so. Give more of its id.'
                : 'There is no such set, mark or decision.',
          });
        const { reason } = options;
        const command = session.newCommand();
        await session.call('standardisation.withdraw', { command, unit, record, reason });
        session.print({ record }, () => 'Withdrawn.');
        return 0;
      }),
    );
}

function ruleOf({ kind, pass, months, required, rate }: SetOptions, scripts: number): unknown {
  if (kind === 'practice') return { kind };
  if (kind === 'seeds') return { kind, oneIn: Number(rate) };
  const passAtLeast = pass === undefined ? scripts : Number(pass);
  return { kind, passAtLeast, validMonths: Number(months), isRequired: required ?? false };
}

interface PlantOptions {
  readonly unit: string;
  readonly seed: string;
  readonly due?: string;
  readonly as?: 'first' | 'second';
  readonly sealed?: boolean;
  readonly open?: boolean;
}

interface DecideOptions {
  readonly unit: string;
  readonly reason: string;
  readonly until?: string;
  readonly secondOnly?: boolean;
  readonly set?: string;
}

function addMarkers(standardise: Command, act: Act): void {
  const decide = (name: 'approve' | 'suspend' | 'requalify' | 'remove', about: string) => {
    const command = standardise
      .command(name)
      .description(about)
      .argument('<person>')
      .requiredOption('--unit <unit>', 'id or code')
      .option('--reason <text>', 'why', '');
    if (name === 'approve')
      command
        .option('--until <date>', 'as 2027-12-31; as long as the set says when absent')
        .option('--second-only', 'as second marker only');
    if (name === 'requalify') command.requiredOption('--set <set>', 'the set to try again with');
    command.action(
      act(async (session, named: string, options: DecideOptions) => {
        await session.open();
        const unit = await findUnit(session, options.unit);
        const person = (await session.findPerson(named)).key;
        const scope: ApprovalScope = options.secondOnly ? 'second' : 'any';
        const until = options.until === undefined ? null : endOfDay(options.until);
        const decision =
          name === 'approve'
            ? { kind: name, scope, until }
            : name === 'requalify'
              ? { kind: name, set: await findSet(session, unit, options.set ?? '') }
              : { kind: name };
        const { reason } = options;
        const command = session.newCommand();
        await session.call('standardisation.decide', { command, unit, person, reason, decision });
        const { markers } = await session.call('standardisation.get', { unit });
        const marker = markers.find((one) => one.person === person);
        session.print(marker ?? {}, () => (marker ? markerInWords(marker) : 'Done.'));
        return 0;
      }),
    );
  };
  decide('approve', 'let somebody who qualified mark the unit');
  decide('suspend', 'give somebody no more work of the unit');
  decide('requalify', 'let somebody who is suspended try again');
  decide('remove', 'end it for somebody who was suspended');

  standardise
    .command('plant')
    .description('give submissions to a marker, with seeds among them')
    .argument('<person>')
    .argument('[submission...]', 'ordinary submissions to give along with them')
    .requiredOption('--unit <unit>', 'id or code')
    .requiredOption('--seed <text>', 'the same chooses the same')
    .option('--due <date>', 'until when, as 2026-12-31')
    .addOption(
      new Option('--as <place>', 'as which marker; as they were given work last when absent').choices([
        'first',
        'second',
      ]),
    )
    .option('--sealed', 'to be sealed; as they were given work last when absent')
    .option('--open', 'not to be sealed')
    .action(
      act(async (session, named: string, ordinary: string[], options: PlantOptions) => {
        const due = options.due === undefined ? null : endOfDay(options.due);
        await session.open();
        const unit = await findUnit(session, options.unit);
        const person = (await session.findPerson(named)).key;
        const along = [];
        for (const one of ordinary) along.push(await findSubmission(session, one));
        const done = await session.call('standardisation.plantSeeds', {
          command: session.newCommand(),
          unit,
          person,
          along,
          due,
          seed: options.seed,
          ...(options.as ? { as: options.as } : {}),
          ...(options.sealed ? { sealed: true } : options.open ? { sealed: false } : {}),
        });
        session.print(done, () =>
          [
            `Gave ${plural(done.allocated, 'submission')}, ${plural(done.seeds, 'seed')} among them.`,
            ...(done.seeds < done.seedsDue
              ? [`${plural(done.seedsDue, 'seed')} were due, and no others are left. Make another set.`]
              : []),
            ...done.refused.map((one) => `${one.submission.slice(0, 12)}: ${one.reason}`),
          ].join('\n'),
        );
        return done.refused.length > 0 ? 1 : 0;
      }),
    );
}

function addFeedback(standardise: Command, act: Act): void {
  standardise
    .command('feedback')
    .description('how you marked a practice or qualifying script, beside its definitive mark')
    .argument('<submission>')
    .action(
      act(async (session, named: string) => {
        await session.open();
        const submission = await findSubmission(session, named);
        const told = await session.call('standardisation.feedback', { submission });
        session.print(told, () => feedbackInWords(told));
        return 0;
      }),
    );
}

async function findSet(session: Session, unit: StandardsOfUnit['unit'], named: string) {
  const { sets } = await session.call('standardisation.get', { unit });
  const found = sets.filter((one) => one.label === named || (named !== '' && one.set.startsWith(named)));
  const [only] = found;
  if (found.length !== 1 || !only)
    throw new Refused({
      code: 'standardisation.set_unknown',
      message: found.length > 1 ? 'Several sets are called that. Give its id.' : 'There is no such set.',
    });
  return only.set;
}

function inWords({ unitCode, isRequired, sets, markers }: StandardsOfUnit): string {
  return [
    `${unitCode}: ${isRequired ? 'only approved markers are given work' : 'no approval is needed'}`,
    ...sets.map(
      ({ label, rule, scripts, hasEnded }) =>
        `  ${label}: ${rule.kind}, ${plural(scripts.length, 'script')}${hasEnded ? ', ended' : ''}`,
    ),
    ...markers.map((one) => markerInWords(one)),
  ].join('\n');
}

function markerInWords(marker: MarkerStandard): string {
  const { name, state, until, hasExpired, because, isSecondChance, backReading, decisions } = marker;
  const parts = [`${name}: ${hasExpired ? 'approval has expired' : state.replace('_', ' ')}`];
  if (state === 'approved' && until) parts.push(`until ${until.slice(0, 10)}`);
  if (because) parts.push(because);
  for (const one of marker.tries)
    parts.push(`${one.within} of ${one.scripts} within tolerance, ${one.needed} needed`);
  if (marker.seedsPassed + marker.seedsFailed > 0)
    parts.push(`seeds: ${marker.seedsPassed} passed, ${marker.seedsFailed} failed`);
  if (isSecondChance) parts.push('a second seed is due');
  if (backReading.length > 0) parts.push(`${plural(backReading.length, 'submission')} to read again`);
  return [
    parts.join('; '),
    ...decisions.map(
      ({ record, kind, at, by, problem }) =>
        `    ${record.slice(0, 12)} ${kind}, ${at.slice(0, 10)}, by ${by}${problem === null ? '' : `; does not count: ${problem}`}`,
    ),
    ...backReading.map((one) => `    ${one.submission.slice(0, 12)} ${one.learner}, marked ${one.at}`),
  ].join('\n');
}

function feedbackInWords({ isWithin, criteria, overall }: StandardFeedback): string {
  return [
    isWithin ? 'Within tolerance of the definitive mark.' : 'Out of tolerance of the definitive mark.',
    ...criteria.map((one) => `  ${one.code}: ${one.within ? 'within' : 'OUT'}; ${one.reason}`),
    ...overall.map((one) => `  ${one.within ? 'within' : 'OUT'}; ${one.reason}`),
  ].join('\n');
}
