import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskAt } from './desk.ts';
import { problemsFound } from './find-problems.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';
import { type Screen, screensOfDemo, screensOfNothing, screensOfWelcome } from './screens.ts';
import { screensOfAgain } from './screens-of-again.ts';
import { screensOfMedia } from './screens-of-evidence.ts';
import { screensOfAllocation, screensOfPackages, screensOfPeople } from './screens-of-people.ts';
import { screensOfPlenty } from './screens-of-plenty.ts';

const pictures = resolve(import.meta.dirname, '../../screenshots');
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
] as const;
const LOOKS = ['light', 'dark'] as const;
/** Pictured in high contrast and in colours that the system forces, too: each kind of chart, mark and chosen thing. */
const IN_FEW_COLOURS = [
  'queue-selected',
  'mark-pdf-chosen',
  'mark-gaps',
  'mark-recording',
  'reconcile',
  'export',
];

describe('every screen, in light and dark and high contrast, in a small window and a large one', {
  timeout: 900_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-screens-'));
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    rmSync(pictures, { recursive: true, force: true });
    mkdirSync(pictures, { recursive: true });
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('would be told of words that are cut off', async () => {
    const { window } = desk.assay;
    await window.evaluate(() => {
      const button = document.createElement('button');
      button.textContent = 'Words that do not fit';
      button.style.cssText =
        'position: fixed; inset: 0 auto auto 0; width: 40px; white-space: nowrap; overflow: hidden';
      button.id = 'planted';
      document.body.append(button);
    });
    expect(await window.evaluate(findCramped)).toEqual(['“Words that do not fit” is cut off']);
    await window.evaluate(() => document.querySelector('#planted')?.remove());
  });

  it('fits its words and gives axe nothing to find: before a workspace is open', () =>
    isSound(screensOfWelcome(desk)));

  it('fits its words and gives axe nothing to find: where nothing is yet', async () => {
    await desk.startWorkspace({
      person: 'Ada Quill',
      provider: 'Riverside Training',
      name: 'Winter term',
      passphrase: 'correct horse battery',
    });
    await isSound(screensOfNothing(desk));
    await desk.assay.window.getByRole('button', { name: 'Winter term' }).click();
    await desk.assay.window.getByRole('menuitem', { name: 'Close workspace' }).click();
    await desk.isWelcomed();
  });

  it('fits its words and gives axe nothing to find: in the demo', async () => {
    await desk.openDemo();
    await isSound(screensOfDemo(desk, folder));
  });

  it('fits its words and gives axe nothing to find: beside pictures, sound and bytes', () =>
    isSound(screensOfMedia(desk, folder)));

  it('fits its words and gives axe nothing to find: across submissions, in work handed in again, and where names are withheld', () =>
    isSound(screensOfAgain(desk)));

  it('fits its words and gives axe nothing to find: in the files between people', async () => {
    await desk.assay.close();
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await isSound(screensOfPackages(desk, folder));
  });

  it('fits its words and gives axe nothing to find: among people', async () => {
    await desk.assay.close();
    desk = deskAt(await launchAssay());
    await desk.openDemo();
    await isSound(screensOfPeople(desk));
  });

  it('fits its words and gives axe nothing to find: in what is allocated, sealed and kept', () =>
    isSound(screensOfAllocation(desk)));

  it('fits its words and gives axe nothing to find: where there is more of everything than one would wish', async () => {
    // A window of its own: what the screens before left open is none of its business.
    await desk.assay.close();
    desk = deskAt(await launchAssay());
    await desk.openDemo();
    await isSound(screensOfPlenty(desk));
  });

  async function isSound(screens: readonly Screen[]): Promise<void> {
    const { window } = desk.assay;
    const wrong: string[] = [];
    for (const screen of screens) {
      await screen.show();
      for (const size of SIZES) {
        await resize(size);
        for (const colorScheme of LOOKS) {
          await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const name = `${screen.name}-${size.width}-${colorScheme}.png`;
          await window.screenshot({ path: join(pictures, name), animations: 'disabled' });
        }
        for (const words of await window.evaluate(findCramped)) {
          wrong.push(`${screen.name} at ${size.width}: ${words}`);
        }
      }
      if (IN_FEW_COLOURS.includes(screen.name)) await pictureInFewColours(screen.name);
      for (const problem of await problemsFound(desk)) wrong.push(`${screen.name}, ${problem}`);
      await screen.leave?.();
    }
    expect(wrong.join('\n')).toBe('');
  }

  async function pictureInFewColours(name: string): Promise<void> {
    const { window } = desk.assay;
    const picture = (look: string) =>
      window.screenshot({ path: join(pictures, `${name}-1280-${look}.png`), animations: 'disabled' });
    await window.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await picture('forced');
    await window.emulateMedia({ forcedColors: 'none' });
    const own = await window.evaluate(() => {
      const { theme = '' } = document.documentElement.dataset;
      document.documentElement.dataset.theme = 'contrast';
      return theme;
    });
    await picture('contrast');
    await window.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
    }, own);
  }

  async function resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    const { app, window } = desk.assay;
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      // The first one opened, where evidence has a window of its own.
      const [main] = BrowserWindow.getAllWindows().sort((one, two) => one.id - two.id);
      main?.setContentSize(width, height);
    }, size);
    await window.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
    // Panes follow the window one observation later.
    await window.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  }
});

/** Words that do not fit where they stand; runs in the page. Cutting with an ellipsis is fine where a title says all. */
function findCramped(): string[] {
  const found: string[] = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} px wide`);
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.getBoundingClientRect().width > 1;
  for (const element of document.querySelectorAll(
    'header, header *, button, button *, [role="toolbar"], [role="tab"], [role="columnheader"], [role="columnheader"] *',
  )) {
    if (!(element instanceof HTMLElement) || !isSeen(element)) continue;
    const text = (element.textContent ?? '').trim();
    if (text === '') continue;
    const style = getComputedStyle(element);
    const isCut = element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline';
    if (isCut && style.textOverflow !== 'ellipsis') found.push(`“${text.slice(0, 60)}” is cut off`);
    const isOneLine = element.tagName === 'BUTTON' && element.closest('header, [role="toolbar"]') !== null;
    const lines = element.getBoundingClientRect().height / Number.parseFloat(style.lineHeight);
    if (isOneLine && lines > 3) found.push(`“${text.slice(0, 60)}” breaks into lines`);
  }
  return [...new Set(found)];
}
