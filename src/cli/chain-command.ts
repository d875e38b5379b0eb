import type { Command } from 'commander';
import type { ChainJudgment, ChainStep, Checked, OutcomeChain } from '../api/shapes.ts';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';

/** From the evidence of one outcome to its result, every record checked. */
export function addChainCommand(program: Command, act: Act): void {
  program
    .command('chain')
    .description(
      'follow one outcome from evidence to result: every step, its record, and whether it was checked',
    )
    .argument('<submission>', 'the beginning of its id, or the learner’s name')
    .action(
      act(async (session, wanted: string) => {
        await session.open();
        const submission = await findSubmission(session, wanted);
        const chain = await session.call('outcomes.chain', { submission });
        session.print(chain, () => chainInWords(chain));
        return chain.checked === 'fails' ? 1 : 0;
      }),
    );
}

const MARK: Readonly<Record<Checked, string>> = { holds: '✓', fails: '✗', not_checked: '?' };

function chainInWords({ learner, attempt, unit, state, steps, result, checks }: OutcomeChain): string {
  return [
    `${learner}, attempt ${attempt}: ${unit.code} ${unit.title}, version ${unit.version} (${state.replaceAll('_', ' ')})`,
    ...steps.flatMap(stepInWords),
    result === null
      ? 'There is no outcome yet.'
      : `Result: ${result.verdict === 'passed' ? 'passed' : 'not yet passed'}, ${result.how}${result.total ? `, ${result.total.points} of ${result.total.max}` : ''}`,
    ...(result?.reasons.map((reason) => `  ${reason}`) ?? []),
    ...checks.map((one) => `${MARK[one.status]} ${one.message}`),
  ].join('\n');
}

function stepInWords({
  checked,
  at,
  by,
  what,
  record,
  reason,
  said,
  judgments,
  checks,
}: ChainStep): string[] {
  const who = [at, by?.name].filter((one) => one !== null && one !== undefined).join('  ');
  return [
    `${MARK[checked]} ${who}: ${what}${record ? `  [${record.slice(0, 12)}]` : ''}`,
    ...(reason === null ? [] : [`    does not count: ${reason}`]),
    ...said.map(({ about, text }) => `    ${about}: ${text}`),
    ...judgments.map(judgmentInWords),
    ...checks
      .filter(({ status }) => status !== 'holds')
      .map(({ status, message }) => `    ${MARK[status]} ${message}`),
  ];
}

function judgmentInWords({ criterion, decision, rationale, anchors }: ChainJudgment): string {
  const seen = anchors.map(({ title, place }) => `${title}, ${place}`).join('; ');
  return `    ${criterion}: ${decision}${rationale === '' ? '' : `: ${rationale}`}${seen === '' ? '' : ` (${seen})`}`;
}
