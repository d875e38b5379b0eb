import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { lastLines } from './packages.mjs';
import { cacheFolder, modules, node24, nodePackageFolder } from './places.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';
import { ensureBuildTools } from './system-packages.mjs';

/** better-sqlite3's prebuilt binding speaks this Node-API; an older runtime crashes when it loads it. */
const prebuiltNapi = 10;

/**
 * The path of a better-sqlite3 binding built for this Electron, or `null` where the prebuilt one works.
 * Built once for each version and runtime, kept in the cache folder.
 */
export async function ensureSqliteBinding(electron) {
  if (electron.versions.napi >= prebuiltNapi) return null;
  const binding = join(cacheFolder(), `better-sqlite3-${recipeHash(electron)}.node`);
  if (existsSync(binding)) return binding;
  await ensureBuildTools();
  say(`Building the database binding for Node-API ${electron.versions.napi} (about a minute) …`);
  mkdirSync(cacheFolder(), { recursive: true });
  const scratch = mkdtempSync(join(cacheFolder(), 'better-sqlite3-'));
  try {
    renameSync(await build(scratch), binding);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return binding;
}

// -UNAPI_VERSION: node-addon-api asks for a newer Node-API than the runtime offers, but uses none of it.
// -O1 without link-time optimisation: this runtime is for development, and it builds in half the time.
const compilerFlags = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -O1 -fno-lto';

function recipeHash(electron) {
  const { version } = JSON.parse(readFileSync(join(modules, 'better-sqlite3', 'package.json'), 'utf8'));
  const { node, napi } = electron.versions;
  const recipe = [version, node, napi, process.platform, process.arch, compilerFlags];
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);
}

async function build(scratch) {
  const source = join(scratch, 'better-sqlite3');
  cpSync(join(modules, 'better-sqlite3'), source, { recursive: true });
  symlinkSync(modules, join(scratch, 'node_modules'), 'junction');
  const args = [join(modules, 'node-gyp', 'bin', 'node-gyp.js'), 'rebuild', '--release', '--force_build=1'];
  const headers = nodePackageFolder();
  if (headers && existsSync(join(headers, 'include', 'node', 'node_api.h')))
    args.push(`--nodedir=${headers}`);
  const { code, output } = await run(node24() ?? process.execPath, args, {
    cwd: source,
    quiet: true,
    env: { ...process.env, CXXFLAGS: compilerFlags },
    beat: (seconds) => say(`  still building, ${seconds} s`),
  });
  const built = join(source, 'build', 'Release', 'better_sqlite3.node');
  if (code !== 0 || !existsSync(built)) {
    throw new SetupError(
      `The database binding did not build:\n${lastLines(output, 12)}`,
      'Install a C++ compiler, make and Python 3, then run this command again.',
    );
  }
  return built;
}
