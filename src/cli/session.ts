import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Input, Method, Output } from '../api/contract.ts';
import { FileToken, type Person } from '../api/shapes.ts';
import type { PersonKey } from '../domain/ids.ts';
import type { Failure, Result } from '../domain/result.ts';
import { createHost } from '../host/create-host.ts';
import type { Host } from '../host/host-types.ts';
import { perform } from '../host/serve.ts';
import { keepLines } from './harmless-text.ts';

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export interface GlobalOptions {
  readonly json?: boolean;
  readonly workspace?: string;
  readonly as?: string;
}

/** A refusal on its way to the exit code: 1 refused or invalid, 2 wrong usage. */
export class Refused extends Error {
  readonly failure: Failure;
  readonly exitCode: 1 | 2;
  constructor(failure: Failure, exitCode: 1 | 2 = 1) {
    super(failure.message);
    this.failure = failure;
    this.exitCode = exitCode;
  }
}

/** One run of the command over the same host the desktop uses. */
export class Session {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  readonly resourcesDir: string;
  readonly #abort = new AbortController();
  #host: Promise<Host> | null = null;
  #lastPhase = '';
  #actedBefore: PersonKey | null = null;

  constructor(terminal: Terminal, options: GlobalOptions, resourcesDir: string) {
    this.terminal = terminal;
    this.options = options;
    this.resourcesDir = resourcesDir;
  }

  readonly signal = this.#abort.signal;

  cancel(): void {
    this.#abort.abort();
  }

  host(): Promise<Host> {
    const { env } = this.terminal;
    const userDataDir = env.ASSAY_HOME ?? join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'assay');
    const unavailable = () => Promise.reject(new Error('the command has no keychain'));
    this.#host ??= createHost({
      userDataDir,
      resourcesDir: this.resourcesDir,
      sealer: { available: false, seal: unavailable, unseal: unavailable },
      onOpen: () => {},
    });
    return this.#host;
  }

  /** A token for a path given on the command line. */
  async grant(path: string): Promise<FileToken> {
    const token = FileToken.parse(`ft_${randomBytes(18).toString('base64url')}`);
    (await this.host()).grant(token, resolve(this.terminal.cwd, path));
    return token;
  }

  grantAll(paths: readonly string[]): Promise<FileToken[]> {
    return Promise.all(paths.map((path) => this.grant(path)));
  }

  /** Calls a method as the desktop does; a refusal ends the command with exit code 1. */
  async call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
    const result = await this.attempt(method, input);
    if (!result.ok) throw new Refused(result.error);
    return result.value;
  }

  async attempt<M extends Method>(method: M, input: Input<M>): Promise<Result<Output<M>>> {
    const { handlers } = await this.host();
    const context = { signal: this.signal, progress: ({ phase }: { phase: string }) => this.progress(phase) };
    // `perform` parses the input by the method's own schema and hands back what its handler gave.
    return (await perform(handlers, method, input, context)) as Result<Output<M>>;
  }

  /** A new phase is worth a line on a terminal; counts are not. */
  progress(phase: string): void {
    if (phase === this.#lastPhase || this.options.json) return;
    this.#lastPhase = phase;
    this.terminal.err(`${phase}…\n`);
  }

  get passphrase(): string | undefined {
    return this.terminal.env.ASSAY_PASSPHRASE;
  }

  workspacePath(): string {
    const { cwd, env } = this.terminal;
    const named = this.options.workspace ?? env.ASSAY_WORKSPACE;
    if (named) return resolve(cwd, named);
    if (existsSync(join(cwd, 'workspace.sqlite'))) return cwd;
    throw new Refused({ code: 'usage.no_workspace', message: 'Say which workspace: --workspace DIR.' }, 2);
  }

  /** Opens the workspace named on the command line, as the person named by `--as`. */
  async open(): Promise<void> {
    const location = await this.grant(this.workspacePath());
    const opened = await this.attempt('workspace.open', { location, passphrase: this.passphrase });
    if (!opened.ok) throw new Refused(this.#explained(opened.error));
    const { as } = this.options;
    if (as === undefined) return;
    const person = await this.findPerson(as);
    const before = (await this.call('people.list', {})).find((one) => one.isMe);
    await this.call('people.actAs', { person: person.key });
    this.#actedBefore = before?.key ?? null;
  }

  /** Somebody by their key or their name, which only one may have. */
  async findPerson(named: string): Promise<Person> {
    const people = await this.call('people.list', {});
    const wanted = people.filter(
      (person) => person.key === named || person.name.toLowerCase() === named.toLowerCase(),
    );
    const [person] = wanted;
    if (person && wanted.length === 1) return person;
    const names = people.map((one) => one.name).join(', ');
    throw new Refused(
      { code: 'people.unknown', message: `There is no one person “${named}” here. There are: ${names}.` },
      2,
    );
  }

  /** As `open`, but a workspace that is not there yet is made. */
  async openOrCreate(names: { name?: string; provider?: string; person?: string } = {}): Promise<void> {
    const directory = this.workspacePath();
    if (existsSync(join(directory, 'workspace.sqlite'))) return this.open();
    await this.create(directory, names);
  }

  async create(
    directory: string,
    names: { name?: string; provider?: string; person?: string },
  ): Promise<void> {
    const { env } = this.terminal;
    const person = names.person ?? env.USER ?? env.USERNAME ?? 'Assessor';
    const made = await this.attempt('workspace.create', {
      name: names.name ?? directory.split(/[\\/]/).at(-1) ?? 'Workspace',
      provider: names.provider ?? person,
      person,
      location: await this.grant(directory),
      passphrase: this.passphrase,
    });
    if (!made.ok) throw new Refused(this.#explained(made.error));
    this.terminal.err(`Made a workspace in ${directory}.\n`);
  }

  /** Joins and opens a workspace. */
  async join(wanted: Input<'workspace.join'>): Promise<Output<'workspace.join'>> {
    const joined = await this.attempt('workspace.join', wanted);
    if (!joined.ok) throw new Refused(this.#explained(joined.error));
    return joined.value;
  }

  #explained(failure: Failure): Failure {
    if (!failure.code.startsWith('key.passphrase')) return failure;
    return {
      ...failure,
      message: `${failure.message} Give it in the environment variable ASSAY_PASSPHRASE (8 characters or more).`,
    };
  }

  newCommand(): string {
    return randomUUID();
  }

  /** The result: one JSON value on stdout with `--json`, else words. */
  print(value: unknown, words: () => string): void {
    this.terminal.out(
      this.options.json ? `${JSON.stringify(value, null, 2)}\n` : `${keepLines(words(), value)}\n`,
    );
  }

  async close(): Promise<void> {
    // `--as` is for this one command; nobody should later sign in a name they did not ask for.
    if (this.#actedBefore) await this.attempt('people.actAs', { person: this.#actedBefore });
    await (await this.#host)?.close();
  }
}
