import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';
import { type Watch, watchActivity } from './watch-activity.ts';

const corpora = resolve(import.meta.dirname, '../../../shared/corpora');

const Expected = z.object({
  pages: z.number().optional(),
  page1error: z.string().optional(),
  error: z.string().optional(),
  password: z.string().optional(),
});
type Expected = z.infer<typeof Expected>;
type Shown = 'pages' | 'password' | 'sentence';

/** Its password guards only attached files (AuthEvent EFOpen), which we never open: the pages are free to read. */
const WE_DIFFER: Readonly<Record<string, Shown>> = { 'pdf/pdfjs-encrypted/auth-event-ef-open.pdf': 'pages' };

function wantedOf(path: string, expected: Expected): Shown {
  const differs = WE_DIFFER[path];
  if (differs !== undefined) return differs;
  if (expected.page1error !== undefined) return 'sentence';
  if (expected.password !== undefined || expected.pages !== undefined) return 'pages';
  return expected.error?.startsWith('PasswordException') ? 'password' : 'sentence';
}

describe.skipIf(!existsSync(corpora))('evidence no one here made (needs ../shared/corpora)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-evidence-'));
  const handedIn = join(folder, 'everything');
  const oracle = existsSync(corpora)
    ? z.record(z.string(), Expected).parse(JSON.parse(readFileSync(join(corpora, 'pdf/ORACLE.json'), 'utf8')))
    : {};
  let desk: Desk;
  let watch: Watch;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    mkdirSync(handedIn);
    for (const name of ['pdf', 'media', 'office']) {
      cpSync(join(corpora, name), join(handedIn, name), { recursive: true });
    }
    const photo = readFileSync(join(corpora, 'media/mahara/Image2.png'));
    writeFileSync(join(handedIn, 'cut.png'), photo.subarray(0, 60));
    writeFileSync(join(handedIn, 'active.svg'), ACTIVE_SVG);
    writeFileSync(join(handedIn, 'active.html'), ACTIVE_HTML);
    writeFileSync(join(handedIn, 'empty.pdf'), '');
    writeFileSync(join(handedIn, 'latin1.txt'), Buffer.from('Pr\xfcfung bestanden\n', 'latin1'));
    writeFileSync(join(handedIn, 'survey.gpkg'), Buffer.from('SQLite format 3\0\x10\0\x01\x01', 'latin1'));
    writeFileSync(join(handedIn, 'sort.py'), 'def total(marks):\n    return sum(marks)\n');
    desk = deskAt(await launchAssay());
    await desk.startWorkspace({
      person: 'Ada Quill',
      provider: 'Riverside',
      name: 'Term',
      passphrase: 'correct horse battery',
    });
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const pane = () => desk.assay.window.locator('#artifact');
  const open = async (path: string) => {
    const list = desk.assay.window.getByRole('navigation', { name: 'Evidence' });
    await list.getByRole('searchbox', { name: 'Find a file' }).fill(path);
    await list.getByTitle(path, { exact: true }).first().click();
  };

  it('comes in as a plain folder, for a unit and a learner one chooses', async () => {
    const { window } = desk.assay;
    await desk.drop(join(corpora, 'native-example/pf-2026-0042.zip'));
    await desk.dialog('Import').getByRole('button', { name: 'Import', exact: true }).click();
    await desk.dialog('Imported').getByRole('button', { name: 'Close' }).last().click();
    await desk.drop(handedIn);
    const preview = desk.dialog('Import');
    await preview.getByRole('button', { name: /Unit/ }).click();
    await window.getByRole('option', { name: /^HS-2\.1/ }).click();
    await preview.getByLabel('Learner').fill('Nobody Inparticular');
    await preview.getByRole('button', { name: 'Import', exact: true }).click();
    await desk.dialog('Imported').getByRole('button', { name: 'Start marking' }).click({ timeout: 60_000 });
    await window.getByRole('heading', { level: 1, name: 'Nobody Inparticular' }).waitFor();
    watch = await watchActivity(desk.assay);
  });

  it('every PDF opens with the pages it has, asks for its password, or says plainly why not', async () => {
    const wrong: string[] = [];
    for (const [path, expected] of Object.entries(oracle)) {
      await open(path);
      const pages = pane().locator('[data-page="1"] canvas');
      const password = pane().getByLabel('Password of this PDF');
      const sentence = pane()
        .getByRole('status')
        .filter({ hasText: /This PDF|is empty/ });
      const anything = pages.or(password).or(sentence).first();
      await anything.waitFor({ timeout: 60_000 }).catch(() => wrong.push(`${path}: shows nothing`));
      if (expected.password !== undefined && (await password.count()) > 0) {
        await password.fill('not the password');
        await password.press('Enter');
        await pane().getByText('That is not the password.').waitFor();
        await password.fill(expected.password);
        await password.press('Enter');
        await pages.waitFor();
      }
      const isOpen = (await pages.count()) > 0;
      const shows: Shown = isOpen ? 'pages' : (await password.count()) > 0 ? 'password' : 'sentence';
      if (shows !== wantedOf(path, expected)) wrong.push(`${path}: ${shows}`);
      if (isOpen && expected.pages !== undefined) {
        if ((await pane().getByText(`/ ${expected.pages}`, { exact: true }).count()) === 0)
          wrong.push(`${path}: not ${expected.pages} pages`);
      }
    }
    expect(wrong).toEqual([]);
    expect(Object.keys(oracle).length).toBeGreaterThan(80);
  }, 400_000);

  it('pictures, text and code are shown; a picture cut short and an empty PDF say so', async () => {
    const { window } = desk.assay;
    await open('media/mahara/Image2.png');
    await pane().getByRole('img').waitFor();
    await open('cut.png');
    await pane().getByText('This picture is damaged').waitFor();
    await open('empty.pdf');
    await pane().getByText('This file is empty').waitFor();
    await open('latin1.txt');
    await pane().getByText('Prüfung bestanden').waitFor();
    await pane().getByText('Not valid UTF-8').waitFor();
    await open('sort.py');
    await pane().getByText('return').waitFor();
    // Keywords have a colour of their own once the grammar is loaded.
    await window.waitForFunction(() => {
      const words = [...document.querySelectorAll('#artifact [data-index] span span')];
      return words.some((word) => word.textContent?.trim() === 'return');
    });
  });

  it('active pictures and pages are shown without running', async () => {
    await open('active.svg');
    await pane().getByText('Blocked: 2 scripts and 1 remote picture.').waitFor();
    await open('active.html');
    await pane().getByText('Blocked: 2 scripts, 1 remote picture and 1 jump to another page.').waitFor();
    expect(await desk.assay.window.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
  });

  it('sound and moving pictures play, or say that they cannot', async () => {
    const { window } = desk.assay;
    for (const name of ['mahara.mp3', 'testvid1.3gp', 'testvid3.mp4']) {
      await open(`media/mahara/${name}`);
      const cannot = pane().getByText('This machine cannot play').or(pane().getByText('has no viewer'));
      await Promise.race([
        cannot.first().waitFor(),
        window.waitForFunction(() => {
          const media = document.querySelector<HTMLMediaElement>('#artifact video, #artifact audio');
          return media !== null && media.readyState >= media.HAVE_METADATA;
        }),
      ]);
    }
  });

  it('what has no viewer shows its facts and saves a copy of the very same bytes', async () => {
    const path = 'survey.gpkg';
    await open(path);
    await pane().getByText('has no viewer for this kind of file').waitFor();
    const copy = join(folder, 'copy.gpkg');
    await desk.willSaveAs(copy);
    await pane().getByRole('button', { name: 'Save a copy' }).click();
    await pane().getByText('Saved as copy.gpkg.').waitFor();
    expect(readFileSync(copy).equals(readFileSync(join(handedIn, path)))).toBe(true);
  });

  it('nothing of all this navigated, opened a window or a dialog, asked the network, or held the window up', async () => {
    const seen = await watch.end();
    expect(seen).toEqual({ requests: [], navigations: [], windows: 1, dialogs: [], errors: [], stalls: [] });
    // Had anything asked the network, it would be known.
    await desk.assay.window.evaluate(() => fetch('https://example.org/').catch(() => undefined));
    await expect.poll(async () => (await watch.end()).errors.length, { timeout: 5_000 }).toBeGreaterThan(0);
  });
});

const ACTIVE_SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="parent.ran = true">
<script>parent.ran = true; fetch('https://example.org/')</script>
<image href="https://example.org/pixel.png" width="1" height="1"/><rect width="40" height="40" fill="teal"/></svg>`;
const ACTIVE_HTML = `<!doctype html><meta http-equiv="refresh" content="0;url=https://example.org/">
<script>parent.ran = true; parent.location = 'https://example.org/'; open('https://example.org/')</script>
<img src="https://example.org/pixel.png" onerror="parent.ran = true">`;
