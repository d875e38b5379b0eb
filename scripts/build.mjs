import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLines, lockHash } from './setup/packages.mjs';
import { modules, root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { runMain, SetupError, say } from './setup/say.mjs';
import { setUpCore } from './setup.mjs';

const stampFile = join(root, 'out', '.sources');
const sources = ['src', 'electron', 'renderer', 'electron.vite.config.ts', 'tsconfig.base.json'];

/** Builds the application into `out/`, unless it was built from these very sources. */
export async function ensureBuilt(node) {
  const stamp = sourcesStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  say('Building the application …');
  rmSync(join(root, 'out'), { recursive: true, force: true });
  const vite = join(modules, 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await run(node, [vite, 'build', '--logLevel', 'warn'], { quiet: true });
  if (code !== 0) {
    throw new SetupError(
      `The application did not build:\n${lastLines(output, 40)}`,
      'Mend the file named above.',
    );
  }
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Changes whenever a source file is added, removed or written, or a package changes. */
function sourcesStamp() {
  const hash = createHash('sha256').update(lockHash());
  for (const name of sources) {
    const path = join(root, name);
    const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).sort() : [''];
    for (const file of files) {
      const { mtimeMs, size } = statSync(join(path, file));
      hash.update(`${name}/${file} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    await ensureBuilt(await setUpCore());
    say('Built into out/.');
  });
}
