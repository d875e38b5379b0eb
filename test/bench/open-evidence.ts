import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { type LaunchedAssay, launchAssay } from '../e2e/launch.ts';

/** Assay in a real window with a folder of evidence on the workbench. */
export async function openEvidence(evidence: string, folder: string): Promise<LaunchedAssay> {
  const assay = await launchAssay({ userData: mkdtempSync(join(folder || tmpdir(), 'user-data-')) });
  const { window } = assay;
  await window.getByRole('button', { name: /Look around the demo/ }).click();
  await window.getByRole('grid', { name: 'Queue' }).waitFor({ timeout: 90_000 });
  await drop(window, evidence);
  const preview = window.getByRole('dialog', { name: 'Import' });
  await preview.getByRole('button', { name: /Unit/ }).click();
  await window.getByRole('option').first().click();
  await preview.getByLabel('Learner').fill('L. Earner');
  await preview.getByRole('button', { name: 'Import', exact: true }).click();
  const imported = window.getByRole('dialog', { name: 'Imported' });
  await imported.getByRole('button', { name: 'Start marking' }).click({ timeout: 120_000 });
  await window.getByRole('navigation', { name: 'Evidence' }).waitFor();
  return assay;
}

async function drop(window: Page, path: string): Promise<void> {
  const devtools = await window.context().newCDPSession(window);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
  }
  await devtools.detach();
}
