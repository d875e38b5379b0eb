// Runs on its own, so that a download that hangs can be given up. Puts the archive into Electron's own cache.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { modules } from './places.mjs';

const stallMs = 20_000;
const folder = join(modules, 'electron');
const requireAsElectron = createRequire(join(folder, 'install.js'));
const { downloadArtifact } = requireAsElectron('@electron/get');

const giveUp = () => {
  console.error(`no byte arrived for ${stallMs / 1000} s`);
  process.exit(1);
};
let stall = setTimeout(giveUp, stallMs);

try {
  await downloadArtifact({
    version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8')),
    cacheRoot: process.env.electron_config_cache,
    downloadOptions: {
      quiet: true,
      getProgressCallback: async () => {
        clearTimeout(stall);
        stall = setTimeout(giveUp, stallMs);
      },
    },
  });
  process.exit(0);
} catch (error) {
  console.error(error.cause?.message ?? error.message);
  process.exit(1);
}
