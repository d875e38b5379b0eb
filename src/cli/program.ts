import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { addAssessingCommands } from './assessing-commands.ts';
import { addDemoCommand } from './demo-command.ts';
import { addEvidenceCommands } from './evidence-commands.ts';
import { addLedgerCommands } from './ledger-commands.ts';
import { addModerationCommands } from './moderation-commands.ts';
import { addReleaseCommands } from './release-commands.ts';
import { type GlobalOptions, Refused, Session, type Terminal } from './session.ts';

/** Gives a command its session, and turns what it throws into the exit code. */
export type Act = <A extends unknown[]>(
  work: (session: Session, ...args: A) => Promise<0 | 1>,
) => (...args: A) => Promise<void>;

/** Runs `assay` with these arguments; resolves to the exit code: 0 done, 1 refused or invalid, 2 wrong usage. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = new Command('assay')
    .description('Grade competency evidence offline, moderate it, and release results a stranger can verify.')
    .option('--json', 'print one JSON value on stdout; messages go to stderr')
    .option('--workspace <dir>', 'the folder of the workspace (or ASSAY_WORKSPACE, or the current folder)')
    .option('--as <person>', 'act as this person of the workspace')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride();
  const act: Act =
    (work) =>
    async (...received) => {
      // Commander appends the options and the command itself; only what a command asks for is passed on.
      const session = new Session(terminal, program.opts<GlobalOptions>(), resourcesDir());
      const cancel = () => session.cancel();
      process.once('SIGINT', cancel);
      try {
        exitCode = await work(session, ...received);
      } catch (error) {
        exitCode = report(error, session);
      } finally {
        process.removeListener('SIGINT', cancel);
        await session.close();
      }
    };
  addEvidenceCommands(program, act);
  addAssessingCommands(program, act);
  addModerationCommands(program, act);
  addReleaseCommands(program, act);
  addLedgerCommands(program, act);
  addDemoCommand(program, act);
  for (const command of everyCommand(program)) inheritGlobals(command);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return exitCode;
}

function* everyCommand(command: Command): Iterable<Command> {
  for (const child of command.commands) {
    yield child;
    yield* everyCommand(child);
  }
}

/** The global options may stand before or after the command's name. */
function inheritGlobals(command: Command): void {
  command.exitOverride();
  const root = rootOf(command);
  for (const option of root.options) {
    if (command.options.some((own) => own.long === option.long)) continue;
    command.addOption(option);
    command.on(`option:${option.name()}`, (value: unknown) =>
      root.setOptionValue(option.attributeName(), value ?? true),
    );
  }
}

const rootOf = (command: Command): Command => (command.parent ? rootOf(command.parent) : command);

function report(error: unknown, session: Session): number {
  if (error instanceof Refused) {
    const { failure, exitCode } = error;
    if (session.options.json) session.terminal.out(`${JSON.stringify({ error: failure }, null, 2)}\n`);
    session.terminal.err(`${failure.message}\n`);
    for (const cause of failure.causes ?? [])
      session.terminal.err(`  ${cause.at ? `${cause.at}: ` : ''}${cause.message}\n`);
    return exitCode;
  }
  if (session.signal.aborted) {
    session.terminal.err('Cancelled.\n');
    return 1;
  }
  throw error;
}

/** `resources/` lies beside the sources, and beside the built command. */
function resourcesDir(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'resources', 'demo')) && dirname(directory) !== directory)
    directory = dirname(directory);
  return join(directory, 'resources');
}
