import { type Command, Option } from 'commander';
import type { Person } from '../api/shapes.ts';
import { Role } from '../domain/roles.ts';
import type { Act } from './program.ts';
import { Refused } from './session.ts';

const personLine = (person: Person) =>
  `${person.isMe ? '•' : ' '} ${person.name}: ${person.roles.join(', ')}  ${person.words}`;

export function addPeopleCommands(program: Command, act: Act): void {
  const people = program
    .command('people')
    .description('list the people of the workspace, or appoint somebody')
    .action(
      act(async (session) => {
        await session.open();
        const list = await session.call('people.list', {});
        session.print(list, () => list.map(personLine).join('\n'));
        return 0;
      }),
    );

  people
    .command('add')
    .description('make a key for somebody on this machine and appoint them')
    .argument('<name>')
    .addOption(new Option('--role <role...>', 'what they may do').choices(Role.options).makeOptionMandatory())
    .option('--unit <id or code...>', 'only for these units')
    .action(
      act(async (session, name: string, options: { role: Role[]; unit?: string[] }) => {
        await session.open();
        const known = await session.call('units.list', {});
        const units = options.unit?.map((wanted) => {
          const unit = known.find((one) => one.id === wanted || one.code === wanted);
          if (!unit) throw new Refused({ code: 'unit.unknown', message: `There is no unit “${wanted}”.` });
          return unit.id;
        });
        const person = await session.call('people.add', {
          command: session.newCommand(),
          name,
          roles: options.role,
          units: units ?? 'all',
        });
        session.print(
          person,
          () => `Appointed ${person.name} as ${person.roles.join(', ')}. Their key in words: ${person.words}`,
        );
        return 0;
      }),
    );
}
