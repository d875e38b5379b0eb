import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import type { Failure } from '../domain/result.ts';
import { addAgreementCommand } from './agreement-command.ts';
import { addAllocationCommands } from './allocation-commands.ts';
import { addAppealCommands } from './appeal-commands.ts';
import { addAssessingCommands } from './assessing-commands.ts';
import { addBackupCommands } from './backup-commands.ts';
import { addBatchCommands } from './batch-commands.ts';
import { addChainCommand } from './chain-command.ts';
import { addDemoCommand } from './demo-command.ts';
import { addDossierCommand } from './dossier-command.ts';
import { addEvidenceCommands } from './evidence-commands.ts';
import { addExchangeCommands } from './exchange-commands.ts';
import { harmless } from './harmless-text.ts';
import { addJoiningCommands } from './joining-commands.ts';
import { addLearnerCommands } from './learner-commands.ts';
import { addLedgerCommands } from './ledger-commands.ts';
import { addModerationCommands } from './moderation-commands.ts';
import { addPeopleCommands } from './people-commands.ts';
import { addReleaseCommands } from './release-commands.ts';
import { addResolveCommand } from './resolve-command.ts';
import { addSampleCommands } from './sample-commands.ts';
import { type GlobalOptions, Refused, Session, type Terminal } from './session.ts';
import { addSetAsideCommands } from './set-aside-commands.ts';
import { addSpreadingCommands } from './spreading-commands.ts';
import { addStandardisationCommands } from './standardisation-commands.ts';
import { addStatisticsCommands } from './statistics-commands.ts';

/** Gives a command its session, and turns what it throws into the exit code. */
export type Act = <A extends unknown[]>(
  work: (session: Session, ...args: A) => Promise<0 | 1>,
) => (...args: A) => Promise<void>;

/** Runs `assay` with these arguments; resolves to the exit code: 0 done, 1 refused or invalid, 2 wrong usage. */
export async function runCli(args: readonly string[], bare: Terminal): Promise<number> {
  const terminal: Terminal = {
    ...bare,
    out: (text) => bare.out(harmless(text)),
    err: (text) => bare.err(harmless(text)),
  };
  let exitCode = 0;
  const program = new Command('assay')
    .description('Grade competency evidence offline, moderate it, and release results a stranger can verify.')
    .option('--json', 'print one JSON value on stdout; messages go to stderr')
    .option('--workspace <dir>', 'the folder of the workspace (or ASSAY_WORKSPACE, or the current folder)')
    .option('--as <person>', 'act as this person of the workspace')
    .version(version(), '-V, --version', 'print the version')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride();
  const act: Act =
    (work) =>
    async (...received) => {
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
  addAllocationCommands(program, act);
  addSpreadingCommands(program, act);
  addSetAsideCommands(program, act);
  addModerationCommands(program, act);
  addReleaseCommands(program, act);
  addBatchCommands(program, act);
  addAppealCommands(program, act);
  addChainCommand(program, act);
  addDossierCommand(program, act);
  addStandardisationCommands(program, act);
  addLedgerCommands(program, act);
  addBackupCommands(program, act);
  addPeopleCommands(program, act);
  addResolveCommand(program, act);
  addJoiningCommands(program, act);
  addLearnerCommands(program, act);
  addExchangeCommands(program, act);
  addAgreementCommand(program, act);
  addStatisticsCommands(program, act);
  addSampleCommands(program, act);
  addDemoCommand(program, act);
  for (const command of everyCommand(program)) inheritGlobals(command);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // Commander has said on stderr what is wrong; whoever reads JSON gets it too.
    const message = error.message.replace(/^error: /, '');
    if (args.includes('--json')) printFailure(terminal, { code: 'usage.invalid', message });
    return 2;
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

const printFailure = (terminal: Terminal, error: Failure) =>
  terminal.out(`${JSON.stringify({ error }, null, 2)}\n`);

function report(error: unknown, session: Session): number {
  const { failure, exitCode } = refusalOf(error, session);
  if (session.options.json) printFailure(session.terminal, failure);
  session.terminal.err(`${failure.message}\n`);
  for (const cause of failure.causes ?? [])
    session.terminal.err(`  ${cause.at ? `${cause.at}: ` : ''}${cause.message}\n`);
  return exitCode;
}

function refusalOf(error: unknown, session: Session): { failure: Failure; exitCode: 1 | 2 } {
  if (error instanceof Refused) return error;
  if (session.signal.aborted)
    return { failure: { code: 'call.cancelled', message: 'Cancelled.' }, exitCode: 1 };
  session.terminal.err(`${error instanceof Error ? error.stack : String(error)}\n`);
  const message = 'Assay met a fault of its own. Your work is kept; try again, and report it if it repeats.';
  return { failure: { code: 'bug.unexpected', message }, exitCode: 1 };
}

/** `resources/` lies beside the sources, and beside the built command. */
function version(): string {
  const file = join(dirname(resourcesDir()), 'package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

function resourcesDir(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'resources', 'demo')) && dirname(directory) !== directory)
    directory = dirname(directory);
  return join(directory, 'resources');
}
