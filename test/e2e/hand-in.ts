import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';

/** A workbench on which files of one's own making were handed in. */
export interface HandedIn {
  readonly desk: Desk;
  /** Opens a file by its path in what was handed in. */
  open(path: string): Promise<void>;
  readonly pane: Locator;
  /** What the isolated frame shows, where the open file is shown in one. */
  readonly frame: FrameLocator;
  close(): Promise<void>;
}

/** Opens the application with its demo and hands these files in as a plain folder. */
export async function handIn(files: Readonly<Record<string, string | Uint8Array>>): Promise<HandedIn> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-handed-in-'));
  const handedIn = join(folder, 'work');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(handedIn, path)), { recursive: true });
    writeFileSync(join(handedIn, path), content);
  }
  const desk = deskAt(await launchAssay());
  const { window } = desk.assay;
  await desk.openDemo();
  await desk.drop(handedIn);
  const preview = desk.dialog('Import');
  await preview.getByRole('button', { name: /Unit/ }).click();
  await window.getByRole('option').first().click();
  await preview.getByLabel('Learner').fill('Nobody Inparticular');
  await preview.getByRole('button', { name: 'Import', exact: true }).click();
  await desk.dialog('Imported').getByRole('button', { name: 'Start marking' }).click({ timeout: 60_000 });
  await window.getByRole('heading', { level: 1, name: 'Nobody Inparticular' }).waitFor();
  const list = window.getByRole('navigation', { name: 'Evidence' });
  const pane = window.locator('#artifact');
  return {
    desk,
    pane,
    frame: pane.frameLocator('iframe'),
    async open(path) {
      const search = list.getByRole('searchbox', { name: 'Find a file' });
      if ((await search.count()) > 0) await search.fill(path.split('/').at(-1) ?? path);
      await list
        .getByTitle(path, { exact: true })
        .or(list.getByRole('button', { name: path.split('/').at(-1) ?? path }))
        .first()
        .click();
    },
    async close() {
      await desk.assay.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
