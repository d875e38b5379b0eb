import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Where nothing waits for a disk, if the system has such a place. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder of its own for one test, gone when the test is over; in memory for what is opened hundreds of times. */
export async function aTempFolder({ inMemory = false } = {}): Promise<string> {
  const folder = await mkdtemp(join(inMemory ? MEMORY : tmpdir(), 'assay-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
