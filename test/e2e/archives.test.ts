import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aUnit } from '../builders/a-unit.ts';
import { aBundle } from '../builders/a-workspace.ts';
import { aZip } from '../builders/a-zip.ts';
import { aDocument, paragraph, run } from '../builders/an-office-file.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

describe('archives and projects among the evidence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-archives-'));
  const handedIn = join(folder, 'project');
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    const put = (path: string, bytes: string | Uint8Array) => {
      mkdirSync(dirname(join(handedIn, path)), { recursive: true });
      writeFileSync(join(handedIn, path), bytes);
    };
    for (const name of ['app', 'log', 'store', 'view', 'main'])
      put(`src/${name}.ts`, `export const ${name} = 1;\n`);
    for (const name of ['plan', 'notes', 'retro', 'risks'])
      put(`docs/${name}.txt`, `${name} of the project\n`);
    const inner = gzipSync(
      await packTar([{ header: { name: 'deep/readings.csv', size: 8, type: 'file' }, body: 'a,b\n1,2\n' }]),
    );
    put(
      'handed-over.zip',
      aZip([
        { name: 'site/index.py', content: 'def hello():\n    return "hi"\n', method: 8 },
        { name: 'site/data/readings.tar.gz', content: inner },
        { name: 'site/report.docx', content: aDocument(paragraph(run('Both guards were closed.'))) },
        { name: 'site/page.html', content: '<h1>Site notes</h1><p>The saw stood still.</p>' },
      ]),
    );
    put('broken.zip', aZip([{ name: '../../escape.txt', content: 'x' }]));
    desk = deskAt(await launchAssay());
    await desk.startWorkspace({
      person: 'Ada Quill',
      provider: 'Riverside',
      name: 'Term',
      passphrase: 'correct horse battery',
    });
    const { window } = desk.assay;
    await desk.drop(await aBundle(folder, { unit: aUnit() }));
    await desk.dialog('Import').getByRole('button', { name: 'Import', exact: true }).click();
    await desk.dialog('Imported').getByRole('button', { name: 'Close' }).last().click();
    await desk.drop(handedIn);
    const preview = desk.dialog('Import');
    await preview.getByRole('button', { name: /Unit/ }).click();
    await window.getByRole('option').first().click();
    await preview.getByLabel('Learner').fill('Nobody Inparticular');
    await preview.getByRole('button', { name: 'Import', exact: true }).click();
    await desk.dialog('Imported').getByRole('button', { name: 'Start marking' }).click();
    await window.getByRole('heading', { level: 1, name: 'Nobody Inparticular' }).waitFor();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const evidence = () => desk.assay.window.getByRole('treegrid', { name: 'Evidence' });
  const archive = () => desk.assay.window.getByRole('treegrid', { name: /^Files in/ });
  const rubric = () => desk.assay.window.getByRole('region', { name: 'Rubric' });

  it('a project is a tree that folds by keyboard and opens files with Enter', async () => {
    const { window } = desk.assay;
    await evidence().getByRole('row', { name: 'src' }).waitFor();
    expect(await evidence().getByRole('row').count()).toBe(13);
    await evidence().getByRole('row', { name: 'docs' }).focus();
    await window.keyboard.press('ArrowLeft');
    await expect.poll(() => evidence().getByRole('row').count()).toBe(9);
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await window.getByText('of the project').waitFor();
  });

  it('an archive shows its files; one is opened, anchored where it lies, and found again after a restart of the page', async () => {
    const { window } = desk.assay;
    await evidence().getByRole('row', { name: 'handed-over.zip' }).click();
    await archive()
      .getByRole('row', { name: /index\.py/ })
      .click();
    await window.getByText('return').first().waitFor();
    await window.keyboard.press('w');
    const anchors = rubric().getByRole('list', { name: 'Your anchors' });
    await anchors.getByText('whole').waitFor();
    await archive()
      .getByRole('row', { name: /readings\.tar\.gz/ })
      .click();
    await window
      .getByRole('treegrid', { name: 'Files in readings.tar.gz' })
      .getByRole('row', { name: /readings\.csv/ })
      .click();
    await window.getByText('1,2').first().waitFor();
    await window.keyboard.press('w');
    await expect.poll(() => anchors.getByRole('listitem').count()).toBe(2);
    await window.getByText('Saved').first().waitFor();
    await window.reload();
    await anchors.waitFor();
    await anchors.getByRole('listitem').first().getByRole('button').first().click();
    await window.getByText('return').first().waitFor();
    await anchors.getByRole('listitem').last().getByRole('button').first().click();
    await window.getByText('1,2').first().waitFor();
  });

  it('a document and a web page in an archive are read in their frame, anchored and gone to', async () => {
    const { window } = desk.assay;
    const frame = window.locator('#artifact').frameLocator('iframe');
    const anchors = rubric().getByRole('list', { name: 'Your anchors' });
    const marked = () =>
      window
        .frames()
        .find((one) => one.url().startsWith('inert://'))
        ?.evaluate(() => [...(CSS.highlights.get('mine') ?? [])].map(String).join(' '));
    await evidence().getByRole('row', { name: 'handed-over.zip' }).click();
    for (const [name, words] of [
      ['report.docx', 'Both guards were closed.'],
      ['page.html', 'The saw stood still.'],
    ] as const) {
      await archive().getByRole('row', { name }).click();
      await frame.getByText(words).click({ clickCount: 3 });
      await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
      await window.keyboard.press('a');
      await anchors.getByText(words.slice(0, 12)).waitFor();
      await expect.poll(marked).toContain(words);
    }
    await window.getByText('Saved').first().waitFor();
    await evidence().getByRole('row', { name: 'main.ts' }).click();
    await anchors.getByText('Both guards').click();
    await frame.getByText('Both guards were closed.').waitFor();
    await expect.poll(marked).toBe('Both guards were closed.');
  });

  it('an archive that reaches outside itself is refused with a sentence', async () => {
    await evidence().getByRole('row', { name: 'broken.zip' }).click();
    await desk.assay.window
      .locator('#artifact')
      .getByText(/outside|\.\./)
      .first()
      .waitFor();
    expect(await rubric().count()).toBe(1);
  });
});
