import type { Command } from 'commander';
import type { Coverage } from '../api/shapes.ts';
import { coverageOf } from '../domain/sampling/coverage.ts';
import { drawSample } from '../domain/sampling/draw-sample.ts';
import { DEFAULT_RULE, SamplingRule } from '../domain/sampling/sampling-rule.ts';
import { whyDrawn } from '../domain/sampling/why-drawn.ts';
import { hashOf, sha256Of } from '../ledger/content-ids.ts';
import { readJsonArgument } from './assessing-commands.ts';
import { coverageInWords } from './coverage-in-words.ts';
import { findBatch } from './find-batch.ts';
import { findUnit } from './find-unit.ts';
import type { Act } from './program.ts';
import { readPopulation } from './read-population.ts';
import { Refused, type Session } from './session.ts';

interface DrawOptions {
  readonly seed: string;
  readonly rule?: string;
  readonly from?: string;
  readonly batch?: string;
  readonly unit?: string;
}

export function addSampleCommands(program: Command, act: Act): void {
  program
    .command('sample')
    .description('draw samples that anyone can draw again')
    .command('draw')
    .description(
      'draw without recording: the same seed, rule and population give the same list on every machine',
    )
    .requiredOption('--seed <text>', 'one line; the lots are SHA-256 of seed, line feed, id')
    .option('--rule <file.json>', 'strategies; the size table of awarding bodies when absent')
    .option('--from <file>', 'a population as CSV (a column “id”, and what is known) or JSON')
    .option('--batch <batch>', 'what a batch of the workspace took in')
    .option('--unit <unit>', 'all of a unit of the workspace that has an outcome')
    .action(
      act(async (session, options: DrawOptions) => {
        const given = [options.from, options.batch, options.unit].filter((one) => one !== undefined);
        if (given.length !== 1)
          throw new Refused(
            { code: 'usage.sample', message: 'Say what to draw from: one of --from, --batch or --unit.' },
            2,
          );
        const rule =
          options.rule === undefined
            ? DEFAULT_RULE
            : await readJsonArgument(session, options.rule, SamplingRule);
        const sample =
          options.from === undefined
            ? await fromWorkspace(session, options, rule)
            : await fromFile(session, options.from, options.seed, rule);
        session.print(sample, () => inWords(sample));
        return 0;
      }),
    );
}

interface Shown {
  readonly size: number;
  readonly drawn: readonly {
    readonly id: string;
    readonly why: readonly { readonly reason: string }[];
  }[];
  readonly coverage: readonly Coverage[];
}

async function fromFile(session: Session, path: string, seed: string, rule: SamplingRule): Promise<Shown> {
  const population = await readPopulation(session.terminal.cwd, path);
  if (!population.ok) throw new Refused(population.error);
  const drawn = drawSample({ population: population.value, rule, seed }, sha256Of);
  if (!drawn.ok) throw new Refused(drawn.error);
  const ids = new Set(drawn.value.map(({ id }) => id));
  const shown = {
    size: population.value.length,
    populationSha256: hashOf(population.value.toSorted((a, b) => (a.id < b.id ? -1 : 1))),
    seed,
    rule,
    drawn: drawn.value.map(({ id, why }) => ({
      id,
      why: why.map(({ strategy, because }) => ({ strategy, reason: whyDrawn(because) })),
    })),
    coverage: coverageOf(population.value, ids).map((one) => ({ ...one, values: [...one.values] })),
  };
  return shown;
}

async function fromWorkspace(
  session: Session,
  { batch, unit, seed }: DrawOptions,
  rule: SamplingRule,
): Promise<Shown> {
  await session.open();
  const from =
    batch === undefined
      ? { unit: await findUnit(session, unit ?? '') }
      : { batch: await findBatch(session, batch) };
  const { drawn, ...sample } = await session.call('sample.draw', { from, rule, seed });
  return { ...sample, drawn: drawn.map(({ submission, ...rest }) => ({ id: submission, ...rest })) };
}

const inWords = ({ size, drawn, coverage }: Shown) =>
  [
    `Drawn ${drawn.length} of ${size}.`,
    ...drawn.map(({ id, why }) => `${id}: ${why.map(({ reason }) => reason).join(' ')}`),
    ...coverageInWords(coverage),
  ].join('\n');
