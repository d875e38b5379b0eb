import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedAssay, launchAssay } from './launch.ts';

const corpora = resolve(import.meta.dirname, '../../../shared/corpora');
const isThere = existsSync(corpora);
describe.skipIf(!isThere)('the workbench on files no one here wrote (needs ../shared/corpora)', () => {
  let assay: LaunchedAssay;

  const call = (method: string, input: unknown = {}) =>
    assay.window.evaluate(([name, value]) => Reflect.get(window, 'assay').call[name](value), [
      method,
      input,
    ] as const);

  /** Chooses a file as a person would in the system's dialog; gives its token. */
  async function choose(path: string): Promise<string> {
    await assay.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
    return assay.window.evaluate(
      async () => (await Reflect.get(window, 'assay').chooseFiles('bundles'))[0].token,
    );
  }

  async function open(submission: string): Promise<void> {
    await assay.window.evaluate((id) => {
      location.hash = `#/mark/${id}`;
    }, submission);
    await assay.window.getByRole('region', { name: 'Rubric' }).waitFor();
  }

  let native: string;

  beforeAll(async () => {
    assay = await launchAssay();
    const created = await call('workspace.create', {
      name: 'Bench',
      provider: 'P',
      person: 'Ada',
      passphrase: 'correct horse battery',
    });
    expect(created, assay.log.join('')).toMatchObject({ ok: true });
    const bundle = await choose(join(corpora, 'native-example/pf-2026-0042.zip'));
    const first = await call('bundles.import', { files: [bundle] });
    expect(first).toMatchObject({ ok: true, value: [{ status: 'imported' }] });
    native = first.value[0].submissions[0];
    await assay.window.reload();
  });

  afterAll(() => assay?.close());

  it('judges, anchors, undoes, keeps every word over a reload, submits and recalls, by keyboard', async () => {
    const { window } = assay;
    const { keyboard } = window;
    await open(native);
    const rubric = window.getByRole('region', { name: 'Rubric' });
    const saved = () =>
      window.getByRole('region', { name: 'Progress' }).getByText('Saved', { exact: true }).waitFor();
    const criteria = await rubric.locator('[data-criterion]').count();
    const judged = (count: number) =>
      window.getByText(`${count} of ${criteria} judged`, { exact: true }).waitFor();
    // The lowest level of the first criterion, why, and the artifact it was seen in.
    await judged(0);
    // What is missing is listed, not sent.
    await keyboard.press('Control+Enter');
    await window.getByRole('region', { name: 'Before you can submit' }).waitFor();
    await keyboard.press('1');
    await judged(1);
    await window.getByText('1 rationale missing').waitFor();
    await keyboard.press('c');
    await keyboard.type('No risks are rated');
    await keyboard.press('Escape');
    await keyboard.press('w');
    await rubric.getByRole('list', { name: 'Your anchors' }).waitFor();
    await keyboard.press('Control+z');
    await rubric.getByRole('list', { name: 'Your anchors' }).waitFor({ state: 'detached' });
    await keyboard.press('Control+Shift+z');
    await rubric.getByRole('list', { name: 'Your anchors' }).waitFor();
    // Half a comment, then the window is gone.
    await keyboard.press('c');
    await keyboard.press('End');
    await keyboard.type(', and hal');
    await saved();
    await window.reload();
    await judged(1);
    await rubric.locator('[data-criterion] button').first().click();
    expect(await rubric.getByLabel('Rationale').inputValue()).toBe('No risks are rated, and hal');
    expect(await rubric.getByRole('list', { name: 'Your anchors' }).getByRole('listitem').count()).toBe(1);
    for (let count = 2; count <= criteria; count += 1) {
      await keyboard.press('n');
      await keyboard.press('2');
      await keyboard.press('Escape');
      await judged(count);
    }
    await window.getByText('Nothing is missing').waitFor();
    await keyboard.press('Control+Enter');
    await window.getByText(/^Submitted /).waitFor();
    expect(await rubric.getByLabel('Rationale').getAttribute('readonly')).not.toBeNull();
    await window.getByRole('button', { name: 'Recall' }).click();
    await judged(criteria);
  }, 120_000);

  it('has nothing for axe to find', async () => {
    await open(native);
    await assay.window.locator('#artifact').waitFor();
    await assay.window.evaluate(axe.source);
    const result = await assay.window.evaluate(() => Reflect.get(window, 'axe').run(document));
    const found = result.violations.map(
      ({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
        `${id}: ${nodes.map((node) => node.html).join(' ')}`,
    );
    expect(found).toEqual([]);
  }, 60_000);
});
