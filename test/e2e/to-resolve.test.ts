import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFork } from './a-fork.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

describe('what only people can resolve', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-resolve-'));
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('comes to light when a package is taken in, and is one click away', async () => {
    const { window } = desk.assay;
    await desk.drop(await aFork(desk, folder));
    await desk.dialog('Everything').getByRole('button', { name: 'Take in' }).click();
    const taken = desk.dialog('Taken in');
    await taken.getByText('1 thing waits for somebody to decide.').waitFor();
    await taken.getByRole('button', { name: 'Go to To resolve' }).click();
    await window.getByRole('heading', { level: 1, name: 'To resolve' }).waitFor();
    const entry = window
      .getByRole('navigation', { name: 'Rooms' })
      .getByRole('link', { name: /^To resolve/ });
    expect(await entry.textContent()).toContain('1 waits for you');
  });

  it('shows the records side by side, each with its proof', async () => {
    const { window } = desk.assay;
    await window.getByRole('row').filter({ hasText: 'Ada Quill' }).click();
    const records = window.getByRole('region', { name: 'The records' });
    expect(await records.getByRole('listitem').count()).toBe(2);
    await records
      .getByRole('button', { name: /^Show the proof/ })
      .first()
      .click();
    await desk.dialog('Proof of the entry').getByText('Holds').first().waitFor();
    await window.keyboard.press('Escape');
    await desk.dialog().waitFor({ state: 'detached' });
  });

  it('is decided by keyboard, with a reason, after it is said that it cannot be undone', async () => {
    const { window } = desk.assay;
    const { keyboard } = window;
    await window.getByRole('radio').first().focus();
    await keyboard.press('Space');
    await window.getByText('It is recorded in your name and cannot be undone.').waitFor();
    const record = window.getByRole('button', { name: 'Record the decision' });
    await keyboard.press('Tab');
    await keyboard.type('The first machine had the right appointment.');
    await record.focus();
    await keyboard.press('Enter');
    await window.getByText('Nothing waits for a decision').waitFor();
    await desk.room('Queue');
    const rooms = window.getByRole('navigation', { name: 'Rooms' });
    expect(await rooms.getByRole('link', { name: /^To resolve/ }).count()).toBe(0);
  });
});
