import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' });
const unmount = (at: string) => execFileSync('umount', ['--lazy', at], { stdio: 'pipe' });

/** Whether this machine lets tests mount file systems: Linux, as root. */
export const canMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const at = mkdtempSync(join(tmpdir(), 'assay-mount-'));
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at);
    unmount(at);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(at);
  }
})();

/** A file system of its own that is as small as this; gone when the test is over. */
export function aSmallDisk(kib: number) {
  const at = mkdtempSync(join(tmpdir(), 'assay-disk-'));
  mount('-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', at);
  onTestFinished(() => {
    unmount(at);
    rmdirSync(at);
  });
  const ballast = join(at, 'ballast');
  return {
    at,
    /** Takes up all the space that is left but this many KiB. */
    fill(leaveKib = 0) {
      const pieces: Buffer[] = [];
      for (let kibWritten = 0; ; kibWritten += 4) {
        pieces.push(Buffer.alloc(4096));
        try {
          writeFileSync(ballast, Buffer.concat(pieces));
        } catch {
          const kept = Math.max(0, kibWritten - leaveKib);
          unlinkSync(ballast);
          writeFileSync(ballast, Buffer.alloc(kept * 1024));
          return;
        }
      }
    },
    free: () => unlinkSync(ballast),
    readOnly: () => mount('-o', 'remount,ro', at),
  };
}
