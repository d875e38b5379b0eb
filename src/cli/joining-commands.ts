import type { Command } from 'commander';
import { type AppointmentOptions, wantedAppointment, withAppointmentOptions } from './appointment-options.ts';
import type { Act } from './program.ts';

/** What follows once an invitation is written. */
export const nextStep = (file: string, name: string): string =>
  `Wrote ${file}. Send it to ${name}; they run “assay join ${file} --out REPLY” and send the reply back to you.`;

export function addJoiningCommands(program: Command, act: Act): void {
  withAppointmentOptions(
    program
      .command('invite')
      .description('write an invitation to send to somebody who is to join the workspace')
      .argument('<name>')
      .option('--out <path>', 'the file to write, or a folder', '.'),
  ).action(
    act(async (session, name: string, options: AppointmentOptions & { out: string }) => {
      await session.open();
      const packed = await session.call('people.invite', {
        name,
        ...(await wantedAppointment(session, options)),
        into: await session.grant(options.out),
      });
      session.print(packed, () => nextStep(packed.name, name));
      return 0;
    }),
  );

  program
    .command('join')
    .description('join the workspace an invitation belongs to, with a key of your own')
    .argument('<file>', 'the invitation')
    .requiredOption('--out <path>', 'the reply to send back: a file, or a folder')
    .option('--into <dir>', 'the folder for your copy of the workspace')
    .option('--name <name>', 'what you are called')
    .action(
      act(async (session, file: string, options: { out: string; into?: string; name?: string }) => {
        const { env } = session.terminal;
        const location = options.into ?? session.options.workspace;
        const joined = await session.join({
          invitation: await session.grant(file),
          into: await session.grant(options.out),
          name: options.name ?? env.USER ?? env.USERNAME ?? 'Assessor',
          ...(location === undefined ? {} : { location: await session.grant(location) }),
          passphrase: session.passphrase,
        });
        session.print(joined, () =>
          [
            `Joined “${joined.workspace.name}”; your copy is in ${joined.workspace.location}.`,
            `Send ${joined.acceptance.name} back to whoever invited you, and read them these words:`,
            `  ${joined.words}`,
            'What you record counts once they have admitted you.',
          ].join('\n'),
        );
        return 0;
      }),
    );

  program
    .command('admit')
    .description('admit whoever accepted an invitation, once both of you have compared the six words')
    .argument('<file>', 'the reply they sent')
    .requiredOption('--words <words>', 'the six words as they read them to you')
    .action(
      act(async (session, file: string, options: { words: string }) => {
        await session.open();
        const person = await session.call('people.admit', {
          command: session.newCommand(),
          file: await session.grant(file),
          words: options.words,
        });
        session.print(person, () => `Admitted ${person.name}: ${person.roles.join(', ')}.`);
        return 0;
      }),
    );
}
