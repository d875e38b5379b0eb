import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Input, Method, Output } from '../../src/api/contract.ts';
import { FileToken } from '../../src/api/shapes.ts';
import type { Result } from '../../src/domain/result.ts';
import { createHost } from '../../src/host/create-host.ts';
import { perform } from '../../src/host/serve.ts';
import { aTempFolder } from './a-temp-folder.ts';
import { aCall } from './a-workspace.ts';

/** One person's computer: the whole core with a folder and a keychain of its own. Only files lead to another. */
export interface Machine {
  /** A folder of its own, for what is sent. */
  readonly folder: string;
  call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
  attempt<M extends Method>(method: M, input: Input<M>): Promise<Result<Output<M>>>;
  grant(path: string): FileToken;
  /** A new command's id. */
  command(): { command: string };
}

/** Not secret, but no two machines open each other's keys. */
const keychainOf = (machine: string) => {
  const mask = Buffer.from(machine);
  const masked = async (bytes: Uint8Array) => bytes.map((byte, at) => byte ^ (mask[at % mask.length] ?? 0));
  return { available: true, seal: masked, unseal: masked };
};

export async function aMachine(name: string): Promise<Machine> {
  const folder = await aTempFolder();
  const host = await createHost({
    userDataDir: join(folder, 'home'),
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    sealer: keychainOf(`${name} ${folder}`),
    onOpen: () => {},
  });
  onTestFinished(() => host.close());
  mkdirSync(join(folder, 'out'));
  let tokens = 0;
  const attempt = async <M extends Method>(method: M, input: Input<M>) =>
    (await perform(host.handlers, method, input, aCall())) as Result<Output<M>>;
  return {
    folder: join(folder, 'out'),
    attempt,
    async call(method, input) {
      const result = await attempt(method, input);
      if (!result.ok) throw new Error(`${name}: ${method}: ${JSON.stringify(result.error)}`);
      return result.value;
    },
    grant(path) {
      tokens += 1;
      const token = FileToken.parse(`ft_${String(tokens).padStart(20, '0')}`);
      host.grant(token, path);
      return token;
    },
    command: () => ({ command: randomUUID() }),
  };
}
