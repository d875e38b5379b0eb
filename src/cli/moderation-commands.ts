import type { Command } from 'commander';
import { z } from 'zod';
import type { Comparison } from '../api/shapes.ts';
import { markInWords } from '../domain/compare.ts';
import { CriterionId } from '../domain/ids.ts';
import type { AgreedJudgment } from '../domain/judgment.ts';
import { Decision } from '../domain/judgment.ts';
import { ToleranceRule } from '../domain/tolerance.ts';
import { readJsonArgument } from './assessing-commands.ts';
import { boardRows } from './board-rows.ts';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';
import { Refused } from './session.ts';

/** An agreed outcome as data: per criterion `take` one of the two marks, or a new `decision` with its `rationale`. */
const AgreementFile = z.object({
  note: z.string().default(''),
  judgments: z.array(
    z.union([
      z.object({ criterion: z.string(), take: z.enum(['a', 'b']) }),
      z.object({ criterion: z.string(), decision: Decision, rationale: z.string() }),
    ]),
  ),
});

export function addModerationCommands(program: Command, act: Act): void {
  const moderate = program.command('moderate').description('compare marks, set tolerance, agree outcomes');

  moderate
    .command('board')
    .description('list disagreements, heaviest first')
    .option('--all', 'with those that are settled')
    .action(
      act(async (session, options: { all?: boolean }) => {
        await session.open();
        const rows = await boardRows(session, options.all ? 'all' : 'open');
        session.print(
          rows,
          () =>
            rows
              .map((row) =>
                [
                  `${row.submission.slice(0, 12)}  ${row.unitCode}  ${row.learner}  ${row.state}: ${row.a} / ${row.b ?? '—'}`,
                  ...row.outOfTolerance.map((one) => `  ${one.title}: ${one.a} / ${one.b}. ${one.reason}`),
                  ...row.reasons.map((reason) => `  ${reason}`),
                ].join('\n'),
              )
              .join('\n') || 'Nothing to reconcile.',
        );
        return 0;
      }),
    );

  moderate
    .command('compare')
    .description('two assessments of a submission side by side')
    .argument('<submission>')
    .action(
      act(async (session, wanted: string) => {
        await session.open();
        const comparison = await session.call('moderation.compare', {
          submission: await findSubmission(session, wanted),
        });
        session.print(comparison, () => comparisonInWords(comparison));
        return 0;
      }),
    );

  moderate
    .command('tolerance')
    .description('set the tolerance rule of a unit')
    .argument('<unit>', 'id or code')
    .requiredOption(
      '--from <file.json>',
      'maxLevelGap, maxCriticalLevelGap, maxNumericShare, maxTotalGap, value; third (adjudicator or nearest_pair)',
    )
    .option('--try', 'say which outcomes it would change, and set nothing')
    .action(
      act(async (session, wanted: string, options: { from: string; try?: boolean }) => {
        const rule = await readJsonArgument(session, options.from, ToleranceRule);
        await session.open();
        const unit = (await session.call('units.list', {})).find(
          (one) => one.id === wanted || one.code === wanted,
        );
        if (!unit) throw new Refused({ code: 'unit.unknown', message: `There is no unit “${wanted}”.` });
        const done = options.try
          ? await session.call('moderation.tryTolerance', { unit: unit.id, rule })
          : await session.call('moderation.setTolerance', {
              command: session.newCommand(),
              unit: unit.id,
              rule,
            });
        session.print(
          done,
          () =>
            done.changes.map((change) => `${change.learner}: ${change.from} → ${change.to}`).join('\n') ||
            'No outcome changes.',
        );
        return 0;
      }),
    );

  moderate
    .command('agree')
    .description('record an agreed outcome')
    .argument('<submission>')
    .option(
      '--take <a|b>',
      'every criterion from the first (a) or second (b) mark; what one judged alone from that one',
    )
    .option('--from <file.json>', 'criterion by criterion')
    .option('--note <text>', 'why', '')
    .action(
      act(async (session, wanted: string, options: { take?: string; from?: string; note: string }) => {
        if ((options.take === undefined) === (options.from === undefined)) {
          throw new Refused(
            { code: 'usage.agree', message: 'Say either --take a, --take b or --from FILE.json.' },
            2,
          );
        }
        const given =
          options.from === undefined ? null : await readJsonArgument(session, options.from, AgreementFile);
        await session.open();
        const submission = await findSubmission(session, wanted);
        const comparison = await session.call('moderation.compare', { submission });
        const judgments = given
          ? given.judgments.map((judgment) =>
              'take' in judgment
                ? taken(comparison, judgment.criterion, judgment.take)
                : {
                    criterion: criterionOf(comparison, judgment.criterion).id,
                    decision: judgment.decision,
                    from: null,
                    rationale: judgment.rationale,
                  },
            )
          : comparison.criteria.map(({ criterion, a, b }) =>
              taken(comparison, criterion, options.take === 'b' ? (b ? 'b' : 'a') : a ? 'a' : 'b'),
            );
        const note = given?.note || options.note;
        const outcome = await session.call('moderation.agree', {
          command: session.newCommand(),
          submission,
          judgments,
          note,
        });
        session.print(
          outcome,
          () =>
            `Agreed: ${outcome.verdict === 'passed' ? 'passed' : 'not yet'}. ${outcome.reasons.join(' ')}`,
        );
        return 0;
      }),
    );

  moderate
    .command('refer')
    .description('send a disagreement to adjudication')
    .argument('<submission>')
    .requiredOption('--note <text>', 'why')
    .action(
      act(async (session, wanted: string, { note }: { note: string }) => {
        await session.open();
        const submission = await findSubmission(session, wanted);
        await session.call('moderation.refer', { command: session.newCommand(), submission, note });
        session.print({}, () => 'Sent to adjudication.');
        return 0;
      }),
    );

  moderate
    .command('confirm')
    .description('confirm settled outcomes, so that they can be exported')
    .argument('[submission...]')
    .option('--all', 'every outcome that is settled')
    .action(
      act(async (session, wanted: string[], options: { all?: boolean }) => {
        if (wanted.length === 0 && !options.all)
          throw new Refused({ code: 'usage.confirm', message: 'Name submissions, or say --all.' }, 2);
        await session.open();
        const open = (await session.call('results.list', {})).filter((row) => row.blocked !== null);
        const submissions = options.all
          ? open.map((row) => row.submission)
          : await Promise.all(wanted.map((one) => findSubmission(session, one)));
        if (submissions.length === 0) {
          session.print({ confirmed: 0, refused: [] }, () => 'There is nothing to confirm.');
          return 0;
        }
        const done = await session.call('outcomes.confirm', { command: session.newCommand(), submissions });
        session.print(done, () =>
          [
            `Confirmed ${done.confirmed}.`,
            ...done.refused.map((one) => `✗ ${one.submission.slice(0, 12)}: ${one.reason}`),
          ].join('\n'),
        );
        return done.refused.length === 0 ? 0 : 1;
      }),
    );
}

function criterionOf(comparison: Comparison, named: string) {
  const criterion = comparison.unit.criteria.find((one) => one.id === named || one.code === named);
  if (!criterion)
    throw new Refused({ code: 'criterion.unknown', message: `This unit has no criterion “${named}”.` });
  return criterion;
}

function taken(comparison: Comparison, named: string, which: 'a' | 'b'): AgreedJudgment {
  const criterion = criterionOf(comparison, named);
  const compared = comparison.criteria.find((one) => one.criterion === criterion.id);
  const [judgment, from] = [compared?.[which], compared?.from[which]];
  if (!judgment || !from)
    throw new Refused({
      code: 'moderation.no_mark',
      message: `Mark ${which} does not judge “${criterion.title}”.`,
    });
  return {
    criterion: CriterionId.parse(criterion.id),
    decision: judgment.decision,
    from,
    rationale: judgment.rationale,
  };
}

function comparisonInWords(comparison: Comparison): string {
  const named = (mark: Comparison['b']) =>
    mark?.assessments.map((one) => one.assessor.name).join(', ') ?? '—';
  const lines = [`a: ${named(comparison.a)}   b: ${named(comparison.b)}`];
  for (const one of comparison.criteria) {
    const criterion = comparison.unit.criteria.find((candidate) => candidate.id === one.criterion);
    if (!criterion) continue;
    lines.push(
      `${one.within ? '✓' : '✗'} ${criterion.code ?? ''} ${criterion.title}: ${markInWords(criterion, one.a)} / ${markInWords(criterion, one.b)}. ${one.reason}`,
    );
  }
  lines.push(...comparison.overall.map((one) => `${one.within ? '✓' : '✗'} ${one.reason}`));
  if (comparison.outcome)
    lines.push(
      `Outcome: ${comparison.outcome.verdict === 'passed' ? 'passed' : 'not yet'} (${comparison.outcome.how}).`,
    );
  return lines.join('\n');
}
