import type { Command } from 'commander';
import { type AppointmentOptions, wantedAppointment, withAppointmentOptions } from './appointment-options.ts';
import { findSubmission } from './find-submission.ts';
import { nextStep } from './joining-commands.ts';
import { appointedAs, personLines } from './person-lines.ts';
import type { Act } from './program.ts';
import { Refused } from './session.ts';

export function addPeopleCommands(program: Command, act: Act): void {
  const people = program
    .command('people')
    .description('list the people of the workspace, and see to who may do what')
    .action(
      act(async (session) => {
        await session.open();
        const list = await session.call('people.list', {});
        session.print(list, () => list.map(personLines).join('\n'));
        return 0;
      }),
    );

  withAppointmentOptions(
    people
      .command('add')
      .description('make a key for somebody on this machine and appoint them')
      .argument('<name>'),
  ).action(
    act(async (session, name: string, options: AppointmentOptions) => {
      await session.open();
      const person = await session.call('people.add', {
        command: session.newCommand(),
        name,
        ...(await wantedAppointment(session, options)),
      });
      session.print(
        person,
        () => `Appointed ${person.name} as ${appointedAs(person)}. Their key in words: ${person.words}`,
      );
      return 0;
    }),
  );

  withAppointmentOptions(
    people
      .command('appoint')
      .description('appoint somebody who is known to something more')
      .argument('<person>', 'name or key'),
  ).action(
    act(async (session, named: string, options: AppointmentOptions) => {
      await session.open();
      const person = await session.findPerson(named);
      const now = await session.call('people.appoint', {
        command: session.newCommand(),
        person: person.key,
        ...(await wantedAppointment(session, options)),
      });
      session.print(now, () => `${now.name} is now ${appointedAs(now)}.`);
      return 0;
    }),
  );

  people
    .command('revoke')
    .description('end an appointment from now on; what was done under it stands')
    .argument('<person>', 'name or key')
    .option('--appointment <id>', 'only this one, by the beginning of its record; all that hold when absent')
    .requiredOption('--reason <text>', 'why, for the record')
    .action(
      act(async (session, named: string, options: { appointment?: string; reason: string }) => {
        await session.open();
        const person = await session.findPerson(named);
        const ended = person.appointments.filter((one) =>
          options.appointment === undefined ? one.isCurrent : one.record.startsWith(options.appointment),
        );
        if (ended.length === 0) {
          throw new Refused({
            code: 'people.appointment_unknown',
            message: `${person.name} has no such appointment that holds.`,
          });
        }
        let now = person;
        for (const { record } of ended) {
          now = await session.call('people.revoke', {
            command: session.newCommand(),
            appointment: record,
            reason: options.reason,
          });
        }
        session.print(now, () => `${now.name} is now ${appointedAs(now)}.`);
        return 0;
      }),
    );

  addConflictCommand(people, act);
  addKeyCommand(people, act);
}

function addConflictCommand(people: Command, act: Act): void {
  people
    .command('conflict')
    .description('declare that somebody must not judge a learner’s work, or withdraw that')
    .argument('<person>', 'name or key')
    .argument('<about>', 'a submission of the learner, by id or name; with --withdraw, the conflict')
    .requiredOption('--reason <text>', 'why, for the record')
    .option('--withdraw', 'withdraw it')
    .action(
      act(async (session, named: string, about: string, options: { reason: string; withdraw?: boolean }) => {
        await session.open();
        const person = await session.findPerson(named);
        const { reason } = options;
        const command = session.newCommand();
        if (!options.withdraw) {
          const submission = await findSubmission(session, about);
          const asked = { command, person: person.key, submission, reason };
          const now = await session.call('people.declareConflict', asked);
          session.print(now, () => personLines(now));
          return 0;
        }
        const conflict = person.conflicts.find(
          (one) => one.record.startsWith(about) || one.learnerName === about,
        );
        if (!conflict) {
          throw new Refused({
            code: 'people.conflict_unknown',
            message: `${person.name} has no such conflict of interest.`,
          });
        }
        await session.call('people.withdrawConflict', { command, conflict: conflict.record, reason });
        session.print({}, () => `Withdrew the conflict of interest of ${person.name}.`);
        return 0;
      }),
    );
}

function addKeyCommand(people: Command, act: Act): void {
  people
    .command('key')
    .description('invite somebody known to join with a key for another device, or in the place of a lost one')
    .argument('<person>', 'name, or the key that was lost')
    .option('--replace', 'the key was lost: it speaks for nobody from now on')
    .option('--out <path>', 'the invitation to write, or a folder', '.')
    .action(
      act(async (session, named: string, options: { replace?: boolean; out: string }) => {
        await session.open();
        const list = await session.call('people.list', {});
        const owner = list.find((one) => one.keys.some(({ key }) => key === named));
        const person = owner ?? (await session.findPerson(named));
        const working = person.keys.filter((one) => one.until === null);
        const key = owner ? owner.keys.find((one) => one.key === named) : working.at(-1);
        if (!key || (options.replace && !owner && working.length > 1)) {
          const keys = person.keys.map((one) => `  ${one.key}  ${one.words}`).join('\n');
          throw new Refused(
            { code: 'people.which_key', message: `Say which key of ${person.name} was lost:\n${keys}` },
            2,
          );
        }
        const { name, roles, units } = person;
        const packed = await session.call('people.invite', {
          name,
          roles: roles.length > 0 ? roles : ['assessor'],
          units,
          person: { key: key.key, kind: options.replace ? 'replacement' : 'device' },
          into: await session.grant(options.out),
        });
        session.print(packed, () => nextStep(packed.name, name));
        return 0;
      }),
    );
}
