import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Counts everything that this process is about to make durable, from `countFromNow` on, and kills it at the one that the
 * environment names, for real: before it, or where bytes are written after half of them. Where the environment names a
 * folder instead, the workspace's files are copied there at each point, as they are just then. Loaded before all else.
 */
const killAt = Number(process.env.KILL_AT ?? 0);
const snapshots = process.env.SNAPSHOTS;
const isTorn = process.env.TORN === '1';
let isCounting = false;
let points = 0;
let folder = '';

export const countFromNow = (workspace: string) => {
  isCounting = true;
  folder = workspace;
};
export const pointsSoFar = () => points;

const writeSync = fs.writeSync.bind(fs);
const said: string[] = [];
/** A line on stdout, which is nothing durable. */
export const say = (line: string) => {
  said.push(line);
  writeSync(1, `${line}\n`);
};

type Call = (this: unknown, ...args: unknown[]) => unknown;

function point(fd: unknown, data: unknown): void {
  if (!isCounting) return;
  points += 1;
  if (snapshots) {
    isCounting = false;
    fs.cpSync(folder, join(snapshots, String(points)), { recursive: true });
    fs.writeFileSync(join(snapshots, `${points}.said`), said.join('\n'));
    isCounting = true;
  }
  if (points !== killAt) return;
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  if (isTorn && typeof fd === 'number' && bytes instanceof Uint8Array)
    writeSync(fd, bytes.subarray(0, bytes.length >> 1));
  process.kill(process.pid, 'SIGKILL');
}

/** `written` tells the file descriptor and the bytes, where there are some. */
function watch(
  owner: object,
  names: readonly string[],
  written?: (self: unknown, args: unknown[]) => unknown[],
) {
  for (const name of names) {
    const original: Call = Reflect.get(owner, name);
    const watched: Call = function (...args) {
      const [fd, data] = written?.(this, args) ?? [];
      point(fd, data);
      return original.apply(this, args);
    };
    Reflect.set(owner, name, watched);
  }
}

const onFile = (_: unknown, args: unknown[]) => args;
watch(fs, ['renameSync', 'rmSync', 'unlinkSync', 'mkdirSync', 'fsyncSync', 'writeFileSync', 'copyFileSync']);
watch(fs, ['writeSync', 'write'], onFile);
watch(fs, ['writev', 'rename', 'unlink', 'mkdir', 'fsync', 'copyFile']);
watch(fs.promises, ['rename', 'rm', 'unlink', 'mkdir', 'writeFile', 'copyFile', 'truncate']);
const handle = await fs.promises.open(process.execPath);
const handles = Object.getPrototypeOf(handle);
watch(handles, ['write', 'writeFile'], (self, args) => [(self as { fd: number }).fd, args[0]]);
watch(handles, ['sync', 'datasync', 'truncate']);
await handle.close();
syncBuiltinESMExports();

const db = new Database(':memory:');
watch(Object.getPrototypeOf(db.prepare('BEGIN')), ['run']);
db.close();
watch(Database.prototype, ['exec', 'pragma', 'close']);
const backup = Database.prototype.backup;
Database.prototype.backup = function (file, options) {
  const progress: typeof options = {
    progress: (state) => {
      point(null, null);
      return options?.progress(state) ?? 100;
    },
  };
  return backup.call(this, file, progress);
};
