import type { Command } from 'commander';
import type { Problem } from '../api/shapes.ts';
import { UnitId } from '../domain/ids.ts';
import type { Act } from './program.ts';
import { Refused } from './session.ts';

const problemLine = (problem: Problem) =>
  `  ${problem.severity === 'error' ? '✗' : '!'} ${problem.at ? `${problem.at}: ` : ''}${problem.message} [${problem.code}]`;

const size = (bytes: number) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(1)} KiB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;

export function addEvidenceCommands(program: Command, act: Act): void {
  program
    .command('init')
    .description('make a workspace')
    .option('--name <name>', 'what it is called')
    .option('--provider <name>', 'the training provider that issues results')
    .option('--person <name>', 'your name')
    .action(
      act(async (session, names: { name?: string; provider?: string; person?: string }) => {
        await session.create(session.workspacePath(), names);
        const info = await session.call('workspace.info', {});
        session.print(
          info,
          () => `Workspace “${info?.name}” of ${info?.provider}; you are ${info?.me.name}.`,
        );
        return 0;
      }),
    );

  program
    .command('inspect')
    .description('say what is in each bundle, and every problem, without importing')
    .argument('<path...>')
    .action(
      act(async (session, paths: string[]) => {
        const inspections = await session.call('bundles.inspect', { files: await session.grantAll(paths) });
        // The path as it was given, in the order given.
        const named = inspections.map((inspection, index) => ({
          ...inspection,
          path: paths[index] ?? inspection.path,
        }));
        session.print(named, () =>
          named
            .map((one) => {
              const facts = one.ok
                ? `${one.kind}, ${one.artifacts.length} artifacts, ${size(one.totalBytes)}`
                : 'refused';
              const whose = one.learner?.name ? `  learner ${one.learner.name}` : null;
              const units = one.units.length > 0 ? `  for ${one.units.join(', ')}` : null;
              const lines = [
                `${one.ok ? '✓' : '✗'} ${one.path}: ${facts}`,
                whose,
                units,
                ...one.problems.map(problemLine),
              ];
              return lines.filter((line) => line !== null).join('\n');
            })
            .join('\n'),
        );
        return named.every((one) => one.ok) ? 0 : 1;
      }),
    );

  program
    .command('import')
    .description(
      'take bundles, units or frameworks into the workspace; makes the workspace if it is not there',
    )
    .argument('<path...>')
    .option('--unit <id or code>', 'the unit, where a bundle does not say')
    .option('--learner <name>', 'the learner, where a bundle does not say')
    .action(
      act(async (session, paths: string[], options: { unit?: string; learner?: string }) => {
        await session.openOrCreate();
        const units = await session.call('units.list', {});
        const chosen = units.find((unit) => unit.id === options.unit || unit.code === options.unit);
        const unit = options.unit === undefined ? undefined : (chosen?.id ?? UnitId.parse(options.unit));
        const outcomes = await session.call('bundles.import', {
          files: await session.grantAll(paths),
          unit,
          learner: options.learner,
        });
        const named = outcomes.map((outcome, index) => ({ ...outcome, path: paths[index] ?? outcome.path }));
        const words = {
          imported: 'imported',
          already_there: 'is there already',
          refused: 'refused',
          units_only: 'units taken in',
        };
        session.print(named, () =>
          named
            .map((one) =>
              [
                `${one.status === 'refused' ? '✗' : '✓'} ${one.path}: ${words[one.status]}`,
                ...one.problems.map(problemLine),
              ].join('\n'),
            )
            .join('\n'),
        );
        return named.every((one) => one.status !== 'refused') ? 0 : 1;
      }),
    );

  program
    .command('units')
    .description('list the units of the workspace')
    .action(
      act(async (session) => {
        await session.open();
        const units = await session.call('units.list', {});
        session.print(
          units,
          () =>
            units
              .map(
                (unit) =>
                  `${unit.code}  ${unit.title} (${unit.criteria} criteria, ${unit.submissions} submissions)`,
              )
              .join('\n') || 'No units yet.',
        );
        return 0;
      }),
    );

  program
    .command('anonymous')
    .description('have a unit marked without knowing whose work it is, until an outcome is confirmed')
    .argument('<unit>', 'id or code')
    .option('--off', 'show whose it is again')
    .action(
      act(async (session, wanted: string, options: { off?: boolean }) => {
        await session.open();
        const units = await session.call('units.list', {});
        const unit = units.find((one) => one.id === wanted || one.code === wanted);
        if (!unit) throw new Refused({ code: 'unit.unknown', message: `There is no unit “${wanted}”.` });
        const anonymous = options.off !== true;
        await session.call('units.setAnonymity', { command: session.newCommand(), unit: unit.id, anonymous });
        session.print({ unit: unit.id, anonymous }, () =>
          anonymous
            ? `${unit.code} is marked anonymously. Names inside the evidence itself are not hidden.`
            : `${unit.code} is marked with names in view.`,
        );
        return 0;
      }),
    );
}
