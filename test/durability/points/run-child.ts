import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { Order } from './orders.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Threads are named by their TypeScript file, which plain Node runs; the bundle names what it became. */
const nameBuiltWorkers: Plugin = {
  name: 'assay:name-built-workers',
  transform: (code) =>
    code.includes('-worker.ts')
      ? code.replaceAll(/(['"])\.{1,2}\/(?:[\w.-]+\/)*([\w-]+-worker)\.ts\1/g, "'./$2.js'")
      : undefined,
};

/** Bundles the child, which then starts in a third of the time. Gives its path. */
export async function bundledChild(folder: string): Promise<string> {
  const workers = globSync('src/**/*-worker.ts', { cwd: ROOT });
  const input = Object.fromEntries(
    ['test/durability/points/child.ts', ...workers].map((path) => [basename(path, '.ts'), join(ROOT, path)]),
  );
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [nameBuiltWorkers],
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { input, output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'child.js');
}

export interface Ran {
  /** What it acknowledged: whole lines. */
  readonly lines: readonly string[];
  readonly wasKilled: boolean;
}

/**
 * Runs an order, killed at a write point or, with 0, to its end; with `snapshots` the workspace is copied into that
 * folder at each point. Throws where it neither ended well nor was killed.
 */
export async function run(child: string, order: Order, killAt: number, snapshots = ''): Promise<Ran> {
  const process_ = spawn(process.execPath, [child, JSON.stringify(order)], {
    env: {
      ...process.env,
      KILL_AT: String(killAt),
      // Every other kill falls in the middle of what is being written.
      TORN: String(killAt % 2),
      SNAPSHOTS: snapshots,
      NODE_COMPILE_CACHE: join(dirname(child), 'cache'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  process_.stdout.on('data', (chunk) => {
    out += chunk;
  });
  process_.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code, signal] = await once(process_, 'close');
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`${order.work}, killed at ${killAt}: ${err}${out}`);
  return { lines: out.split('\n').slice(0, -1), wasKilled: signal === 'SIGKILL' };
}
