import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';

export function addLearnerCommands(program: Command, act: Act): void {
  const learner = program
    .command('learner')
    .description('hand out, or erase, what is kept about one learner');

  learner
    .command('export')
    .description('write all that is kept about the learner into a folder to hand over')
    .argument('<submission>', 'one of theirs, by id or by their name')
    .requiredOption('--out <dir>', 'the folder it goes into')
    .action(
      act(async (session, wanted: string, options: { out: string }) => {
        await session.open();
        const submission = await findSubmission(session, wanted);
        await mkdir(resolve(session.terminal.cwd, options.out), { recursive: true });
        const into = await session.grant(options.out);
        const exported = await session.call('learners.export', { submission, into });
        session.print(exported, () => `Wrote ${exported.files} files into ${exported.folder}.`);
        return 0;
      }),
    );

  learner
    .command('erase')
    .description('erase all that is kept about the learner; what people decided stays, under a pseudonym')
    .argument('<submission>', 'one of theirs, by id or by their name')
    .requiredOption('--reason <text>', 'why, without the name: it stays in the records')
    .action(
      act(async (session, wanted: string, options: { reason: string }) => {
        await session.open();
        const submission = await findSubmission(session, wanted);
        const erased = await session.call('learners.erase', {
          command: session.newCommand(),
          submission,
          reason: options.reason,
        });
        const { submissions, artifacts, backups } = erased;
        session.print(erased, () =>
          [
            `Erased what was kept about the learner of ${submissions} submissions; ${artifacts} files left the vault.`,
            ...(backups.removed > 0
              ? [`A new backup was made, and ${backups.removed} older ones that held it were removed.`]
              : []),
            ...(backups.left > 0
              ? [
                  `${backups.left} backups still hold it, since no new one could be made in their place: “assay backup” says why. It is tried again when the workspace is opened.`,
                ]
              : []),
            'Backups and packages that were copied elsewhere still hold it. Restoring one and then taking in a package with this erasure erases it again.',
          ].join('\n'),
        );
        return 0;
      }),
    );
}
