import type { Command } from 'commander';
import type { Result } from '../domain/result.ts';
import type { SampleCandidate } from '../domain/sampling/candidate.ts';
import { coverageOf, type DimensionCoverage } from '../domain/sampling/coverage.ts';
import { drawSample } from '../domain/sampling/draw-sample.ts';
import { DEFAULT_RULE, SamplingRule } from '../domain/sampling/sampling-rule.ts';
import { whyDrawn } from '../domain/sampling/why-drawn.ts';
import { hashOf, sha256Of } from '../ledger/content-ids.ts';
import { readJsonArgument } from './assessing-commands.ts';
import type { Act } from './program.ts';
import { readPopulation } from './read-population.ts';
import { Refused, type Session } from './session.ts';

interface DrawOptions {
  readonly seed: string;
  readonly rule?: string;
  readonly from?: string;
}

export function addSampleCommands(program: Command, act: Act): void {
  program
    .command('sample')
    .description('draw samples that anyone can draw again')
    .command('draw')
    .description(
      'draw from a population: the same seed, rule and population give the same list on every machine',
    )
    .requiredOption('--seed <text>', 'one line; the lots are SHA-256 of seed, line feed, id')
    .option('--rule <file.json>', 'strategies; the size table of awarding bodies when absent')
    .option('--from <file>', 'a population as CSV (a column “id”, and what is known) or JSON')
    .action(
      act(async (session, options: DrawOptions) => {
        const rule =
          options.rule === undefined
            ? DEFAULT_RULE
            : await readJsonArgument(session, options.rule, SamplingRule);
        const population = orRefuse(await populationOf(session, options));
        const drawn = orRefuse(drawSample({ population, rule, seed: options.seed }, sha256Of));
        const coverage = coverageOf(population, new Set(drawn.map(({ id }) => id)));
        const shown = {
          seed: options.seed,
          rule,
          populationSha256: hashOf(population),
          size: population.length,
          drawn: drawn.map(({ id, why }) => ({
            id,
            why: why.map((one) => ({ ...one, reason: whyDrawn(one.because) })),
          })),
          coverage,
        };
        session.print(shown, () =>
          [
            `Drawn ${drawn.length} of ${population.length}.`,
            ...shown.drawn.map(({ id, why }) => `${id}: ${why.map(({ reason }) => reason).join(' ')}`),
            ...coverageInWords(coverage),
          ].join('\n'),
        );
        return 0;
      }),
    );
}

async function populationOf(session: Session, { from }: DrawOptions): Promise<Result<SampleCandidate[]>> {
  if (from === undefined)
    throw new Refused({ code: 'usage.sample', message: 'Say what to draw from: --from FILE.' }, 2);
  return readPopulation(session.terminal.cwd, from);
}

function orRefuse<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}

/** One line for each letter of CAMERA. */
function coverageInWords(coverage: readonly DimensionCoverage[]): readonly string[] {
  return coverage.map(({ dimension, isKnown, total, covered, values }) => {
    if (!isKnown) return `${dimension}: not known`;
    const missed = values.filter(({ sample }) => sample === 0).map(({ value }) => value);
    return `${dimension}: ${covered} of ${total}${missed.length === 0 ? '' : `; none of ${missed.join(', ')}`}`;
  });
}
