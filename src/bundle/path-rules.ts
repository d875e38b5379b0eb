import type { Problem } from '../api/shapes.ts';
import type { Limits } from './limits.ts';
import { fault } from './problems.ts';

/** Whether a path would leave the folder it is taken relative to, on any operating system. */
export function pathEscapes(path: string): boolean {
  const slashed = path.replaceAll('\\', '/');
  return (
    slashed.startsWith('/') ||
    slashed.startsWith('~') ||
    /^[A-Za-z]:/.test(slashed) ||
    slashed.split('/').includes('..')
  );
}

/** The path without `.` and empty segments. */
export function tidyPath(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

/** Two paths with one key are one file on some file system: case and Unicode form are ignored. */
export function collisionKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

export function checkPathSize(path: string, limits: Limits, area: 'zip' | 'folder'): Problem | null {
  if (Buffer.byteLength(path) > limits.maxPathBytes) {
    return fault(
      `${area}.path_too_long`,
      `A path is longer than ${limits.maxPathBytes} bytes; shorten the names and pack again.`,
      `${path.slice(0, 120)}…`,
    );
  }
  if (path.split('/').length > limits.maxDepth) {
    return fault(
      `${area}.path_too_deep`,
      `Folders are nested more than ${limits.maxDepth} deep; flatten them and pack again.`,
      path,
    );
  }
  return null;
}
