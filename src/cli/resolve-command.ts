import type { Command } from 'commander';
import type { ToResolve } from '../api/shapes.ts';
import type { Act } from './program.ts';
import { Refused } from './session.ts';

export function addResolveCommand(program: Command, act: Act): void {
  program
    .command('resolve')
    .description('what only people can resolve: list it, or decide one')
    .argument('[id]', 'as the list names it, or the beginning of it')
    .argument('[choice]', 'as the list names it, or the beginning of it')
    .option('--reason <text>', 'why, for those who read it later', '')
    .action(
      act(
        async (session, id: string | undefined, choice: string | undefined, options: { reason: string }) => {
          await session.open();
          const list = await session.call('resolve.list', {});
          if (id === undefined) {
            session.print(list, () =>
              list.length === 0 ? 'Nothing waits.' : list.map(inLines).join('\n\n'),
            );
            return 0;
          }
          const one = only(list, id);
          if (choice === undefined) {
            session.print(one, () => inLines(one));
            return 0;
          }
          const chosen = only(one.choices, choice);
          const decision = { id: one.id, choice: chosen.id, reason: options.reason };
          await session.call('resolve.decide', { command: session.newCommand(), ...decision });
          session.print(decision, () => `Decided: ${one.title}. ${chosen.label}.`);
          return 0;
        },
      ),
    );
}

/** The one that is named so, or whose name alone begins so. */
function only<One extends { readonly id: string }>(all: readonly One[], named: string): One {
  const found = all.filter((one) => one.id === named);
  const begun = found.length > 0 ? found : all.filter((one) => one.id.startsWith(named));
  const [one, ...others] = begun;
  if (!one)
    throw new Refused({ code: 'resolve.unknown', message: `Nothing that is called “${named}” waits.` });
  if (others.length > 0)
    throw new Refused({
      code: 'resolve.ambiguous',
      message: `Several begin with “${named}”. Name it further.`,
    });
  return one;
}

function inLines({ id, title, about, records, choices, notMine }: ToResolve): string {
  return [
    title,
    `  ${about}`,
    `  ${id}`,
    ...records.map((record) => `  ${record.record.slice(0, 12)}  ${record.at}  ${record.what}`),
    ...(notMine === null ? choices.map((choice) => `  → ${choice.id}: ${choice.label}`) : [`  ${notMine}`]),
  ].join('\n');
}
