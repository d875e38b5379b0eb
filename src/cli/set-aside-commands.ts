import type { Command } from 'commander';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';

export function addSetAsideCommands(program: Command, act: Act): void {
  program
    .command('set-aside')
    .description('set a submission aside as a duplicate: it is kept, and neither marked nor released')
    .argument('<submission>')
    .requiredOption('--duplicate-of <submission>', 'the one that is assessed in its place')
    .requiredOption('--reason <text>', 'why, for those who read it later')
    .action(
      act(async (session, wanted: string, options: { duplicateOf: string; reason: string }) => {
        await session.open();
        const submission = await findSubmission(session, wanted);
        const duplicateOf = await findSubmission(session, options.duplicateOf);
        const said = { submission, duplicateOf, reason: options.reason };
        await session.call('submissions.setAside', { command: session.newCommand(), ...said });
        session.print(
          said,
          () => `Set aside ${submission.slice(0, 12)}; ${duplicateOf.slice(0, 12)} is assessed in its place.`,
        );
        return 0;
      }),
    );
  program
    .command('resume')
    .description('take a submission up again that was set aside')
    .argument('<submission>')
    .requiredOption('--reason <text>', 'why, for those who read it later')
    .action(
      act(async (session, wanted: string, options: { reason: string }) => {
        await session.open();
        const submission = await findSubmission(session, wanted);
        const said = { submission, reason: options.reason };
        await session.call('submissions.resume', { command: session.newCommand(), ...said });
        session.print(said, () => `Taken up again: ${submission.slice(0, 12)}.`);
        return 0;
      }),
    );
}
