import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

describe('without a mouse', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-access-'));
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the job can be done by keyboard alone: find, judge, submit, confirm, export', async () => {
    const { window } = desk.assay;
    const { keyboard } = window;
    const bench = benchAt(desk);
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await keyboard.press(key);
    };
    // As somebody else: by the palette.
    await press('Control+k');
    await keyboard.type('act as marit');
    await window.getByRole('option', { name: 'Act as Marit Oyelaran', selected: true }).waitFor();
    await press('Enter');
    await window.getByRole('button', { name: /^Marit Oyelaran.*Act as someone else/ }).waitFor();
    // Into a submission: by the list.
    await press('Control+1');
    await window.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
    await press('/');
    await keyboard.type('elias');
    await window.getByText(/^\d found$/).waitFor();
    await tabTo('grid');
    await press('ArrowDown', 'Enter');
    await bench.isAt('Design and data model');
    // A place in code, and a box on a picture.
    await stepTo('inventory.ts');
    await window.getByRole('region', { name: 'Text: inventory.ts' }).waitFor();
    await tabTo('region', 'Text: inventory.ts');
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
    await press('a');
    await bench.anchor('lines 1 – 3').waitFor();
    await stepTo('Page of the seed store');
    await window.getByRole('img', { name: 'Page of the seed store' }).waitFor();
    await press('r');
    await window.getByRole('application', { name: 'Draw a box' }).waitFor();
    await press('ArrowRight', 'Shift+ArrowDown', 'Enter');
    await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
    await press('a');
    await bench.anchor('box').waitFor();
    for (const [title, keys] of [
      ['Design and data model', ['2']],
      ['Readable, maintainable code', ['3']],
      ['Starts from a clean checkout', ['2']],
      ['Tests that would catch a mistake', ['3']],
      ['Behaviour when things fail', ['2']],
      ['Measured results', ['8', 'Enter']],
      ['Own work, with sources', ['2']],
    ] as const) {
      await bench.isAt(title);
      await press(...keys, 'n');
    }
    await window.getByText('Nothing is missing').waitFor();
    await press('Control+Enter');
    await window.getByText(/^Submitted /).waitFor();
    // Released: as the provider.
    await press('Control+k');
    await keyboard.type('act as hanne');
    await window.getByRole('option', { name: /^Act as Hannelore/, selected: true }).waitFor();
    await press('Enter');
    await window.getByRole('button', { name: /^Hannelore.*Act as someone else/ }).waitFor();
    await press('Control+3');
    await desk.row('Elias Koskela').waitFor();
    await tabTo('grid');
    const rows = await window.getByRole('row').allTextContents();
    const at = rows.findIndex((row) => row.includes('Elias Koskela'));
    for (let step = 0; step < at; step += 1) await press('ArrowDown');
    await press('Space');
    await tabTo('button', 'Confirm 1');
    await press('Enter');
    await window.getByRole('button', { name: 'Export 1…' }).waitFor();
    await tabTo('button', 'Export 1…');
    await press('Enter');
    const form = desk.dialog('Export a batch');
    await form.waitFor();
    const out = join(folder, 'out');
    mkdirSync(out);
    await desk.willChoose(out);
    await tabTo('button', 'Choose a folder…');
    await press('Enter');
    await form.getByRole('button', { name: 'out', exact: true }).waitFor();
    await tabTo('button', 'Sign and export');
    await press('Enter');
    await form.getByText(/signed and written/).waitFor({ timeout: 60_000 });
    expect(readdirSync(out).some((name) => name.endsWith('.zip'))).toBe(true);
    await press('Escape');
    await form.waitFor({ state: 'detached' });
  });

  it('a dialog gives the focus back to what had it', async () => {
    const { window } = desk.assay;
    await desk.room('Queue');
    await window.getByRole('grid', { name: 'Queue' }).focus();
    await window.keyboard.press('Shift+?');
    await desk.dialog('Keyboard').waitFor();
    await window.keyboard.press('Escape');
    await desk.dialog().waitFor({ state: 'detached' });
    await expect
      .poll(() => window.evaluate(() => document.activeElement?.getAttribute('role')), { timeout: 5_000 })
      .toBe('grid');
  });

  /** Presses Tab until that control has the focus, as somebody without a mouse would; a ring of 80 stops is too long. */
  async function tabTo(role: 'grid' | 'region' | 'button', name?: string): Promise<void> {
    const { window } = desk.assay;
    const wanted = window.getByRole(role, name === undefined ? {} : { name, exact: true }).first();
    await wanted.waitFor();
    for (let stop = 0; stop < 80; stop += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await window.keyboard.press('Tab');
    }
    expect.fail(`Tab never came to ${role} ${name ?? ''}`);
  }

  /** Steps through the evidence by keys, up and down, until that artifact is the open one. */
  async function stepTo(title: string): Promise<void> {
    const { window } = desk.assay;
    const evidence = window.getByRole('navigation', { name: 'Evidence' });
    const count = await evidence.getByRole('button').count();
    const current = () => evidence.locator('[aria-current="true"]').textContent();
    for (const key of [...Array(count).fill('Shift+E'), ...Array(count).fill('e')]) {
      if ((await current())?.startsWith(title)) return;
      await window.keyboard.press(key);
    }
    expect.fail(`the keys never came to ${title}`);
  }
});
