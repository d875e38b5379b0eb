import type { Command } from 'commander';
import { findBatch } from './find-batch.ts';
import type { Act } from './program.ts';

/** What a batch shows to whoever answers for its quality, in files. */
export function addDossierCommand(program: Command, act: Act): void {
  program
    .command('dossier')
    .description('write the dossier of a batch: sample, findings, statistics, timeline, people, outcomes')
    .argument('<batch>', 'the beginning of its id, or its label')
    .requiredOption('--out <place>', 'a folder, or a file that ends in .pdf, .json or .csv (the sample)')
    .action(
      act(async (session, wanted: string, { out }: { out: string }) => {
        await session.open();
        const batch = await findBatch(session, wanted);
        const saved = await session.call('batches.dossier', { batch, into: await session.grant(out) });
        session.print(
          saved,
          () => `Wrote ${saved.name}:\n${saved.files.map((name) => `  ${name}`).join('\n')}`,
        );
        return 0;
      }),
    );
}
