import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach } from 'vitest';
import type { LaunchedAssay } from './launch.ts';

const folder = resolve(import.meta.dirname, '../../test-results');

/** After a test that failed, keeps a picture of the window in `test-results/`, and prints what the application said. */
export function pictureFailures(assay: () => LaunchedAssay): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const { window, log } = assay();
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${task.name.replaceAll(/\W+/g, '-').slice(0, 80)}.png`);
    await window.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
    console.error(`${task.name}: ${path}\n${log.slice(-20).join('')}`);
  });
}
