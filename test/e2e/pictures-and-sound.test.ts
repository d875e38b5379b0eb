import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGif, aHeic, aJpeg, aPngOfSize, aTiff } from '../builders/a-picture.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';
import { watchActivity } from './watch-activity.ts';

const repository = resolve(import.meta.dirname, '../..');

describe('pictures, sound and bytes, in the real window', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-media-'));
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    const handedIn = join(folder, 'handed-in');
    mkdirSync(handedIn);
    for (const [name, bytes] of Object.entries(FILES)) writeFileSync(join(handedIn, name), bytes);
    cpSync(join(repository, 'resources/demo/video/walkthrough-tomasz.webm'), join(handedIn, 'talk.webm'));
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
    await desk.drop(handedIn);
    const preview = desk.dialog('Import');
    await preview.getByRole('button', { name: /Unit/ }).click();
    await desk.assay.window.getByRole('option', { name: /^SITE-204/ }).click();
    await preview.getByLabel('Learner').fill('Nobody Inparticular');
    await preview.getByRole('button', { name: 'Import', exact: true }).click();
    await desk.dialog('Imported').getByRole('button', { name: 'Start marking' }).click({ timeout: 60_000 });
    await desk.assay.window.getByRole('region', { name: 'Rubric' }).waitFor();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const pane = () => desk.assay.window.locator('#artifact');
  const open = async (path: string) => {
    const list = desk.assay.window.getByRole('navigation', { name: 'Evidence' });
    await list.getByTitle(path, { exact: true }).first().click();
  };
  const picture = (name: string) => pane().getByRole('img', { name, exact: true });
  const colourAt = (name: string, x: number, y: number) =>
    picture(name).evaluate(
      (element, [left, top]) => {
        if (!(element instanceof HTMLCanvasElement)) throw new Error('not painted here');
        return [...(element.getContext('2d')?.getImageData(left, top, 1, 1).data ?? [])];
      },
      [x, y] as const,
    );

  it('a photo says when and where it was taken, and nothing leaves', async () => {
    const watch = await watchActivity(desk.assay);
    await open('site.jpg');
    await picture('site.jpg').waitFor();
    const hints = pane().getByRole('region', { name: 'What the picture says of itself' });
    await hints.getByText('Taken 2 Oct 2026, 14:05 (camera clock)').waitFor();
    await hints.getByText('before it was received').waitFor();
    await hints.getByText('Place recorded: 52.52, 13.405').waitFor();
    await hints.getByText('Author: A. Quill').waitFor();
    expect(await hints.getByRole('link').count()).toBe(0);
    expect(await watch.end()).toMatchObject({ requests: [], navigations: [], errors: [] });
  });

  it('a photo without a date says so', async () => {
    await open('undated.jpg');
    await pane().getByText('No date is recorded in this picture').waitFor();
  });

  it('a box on a picture that stands upright by its record, and is turned to be looked at, keeps its place', async () => {
    const { window } = desk.assay;
    await open('sideways.jpg');
    // Stored as 48 × 32 and turned by its record.
    await picture('sideways.jpg').waitFor();
    const sizeOf = () =>
      picture('sideways.jpg').evaluate((image) => [
        Reflect.get(image, 'naturalWidth'),
        Reflect.get(image, 'naturalHeight'),
      ]);
    expect(await sizeOf()).toEqual([32, 48]);
    await window.keyboard.press('r');
    await window.getByRole('application', { name: 'Draw a box' }).waitFor();
    await window.keyboard.press('Enter');
    await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
    const shown = await picture('sideways.jpg').boundingBox();
    await window.keyboard.press('Shift+R');
    const turned = await picture('sideways.jpg').boundingBox();
    if (!shown || !turned) throw new Error('nothing shown');
    expect(turned.width / turned.height).toBeCloseTo(shown.height / shown.width, 1);
    await window.keyboard.press('a');
    await window.getByRole('list', { name: 'Your anchors' }).getByRole('listitem').waitFor();
    await window.keyboard.press('Shift+R');
    await window.keyboard.press('Shift+R');
    await window.keyboard.press('Shift+R');
  });

  it('a HEIC is decoded in a worker; the page itself may not compile WebAssembly', async () => {
    await open('phone.heic');
    await picture('phone.heic').waitFor();
    const size = await picture('phone.heic').evaluate((canvas) => [
      Reflect.get(canvas, 'width'),
      Reflect.get(canvas, 'height'),
    ]);
    expect(size).toEqual([48, 32]);
    // Gold at the top left, teal elsewhere, as near as the coding keeps them.
    await expect.poll(() => colourAt('phone.heic', 6, 6).then(([red = 0]) => red > 150)).toBe(true);
    expect((await colourAt('phone.heic', 40, 24))[0]).toBeLessThan(80);
    await pane().getByText('Taken 2 Oct 2026, 14:05 (camera clock)').waitFor();
    const compiled = await desk.assay.window.evaluate(() =>
      WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])).then(
        () => 'compiled',
        (error) => error.constructor.name,
      ),
    );
    expect(compiled).toBe('CompileError');
  });

  it('a TIFF shows its first page and says that there are more', async () => {
    await open('scan.tif');
    await picture('scan.tif').waitFor();
    await pane().getByText('This file holds 3 pictures. One is shown').waitFor();
    await expect.poll(() => colourAt('scan.tif', 0, 0)).toEqual([255, 255, 255, 255]);
  });

  it('a picture that would take all memory is refused from its header, and the window answers meanwhile', async () => {
    const watch = await watchActivity(desk.assay);
    for (const name of ['bomb.png', 'bomb.tif']) {
      await open(name);
      await pane().getByText('This picture is 60,000 × 60,000 pixels, 3,600 million.').waitFor();
      expect(await pane().getByRole('img').count()).toBe(0);
    }
    const copy = join(folder, 'copy.png');
    await open('bomb.png');
    await desk.willSaveAs(copy);
    await pane().getByRole('button', { name: 'Save a copy' }).click();
    await pane().getByText('Saved as copy.png.').waitFor();
    expect(readFileSync(copy).equals(FILES['bomb.png'])).toBe(true);
    expect((await watch.end()).stalls).toEqual([]);
  });

  it('what only calls itself a picture takes nothing but its own pane', async () => {
    await open('broken.heic');
    await pane().getByText('This picture is damaged').waitFor();
    await open('circle.tif');
    await pane().getByText('This picture is damaged').waitFor();
    await open('site.jpg');
    await picture('site.jpg').waitFor();
  });

  it('a moving picture stands still where less motion is asked for, until it is let move', async () => {
    const { window } = desk.assay;
    await window.emulateMedia({ reducedMotion: 'reduce' });
    await open('moving.gif');
    await picture('moving.gif').waitFor();
    expect(await picture('moving.gif').evaluate((element) => element.tagName)).toBe('CANVAS');
    await pane().getByRole('button', { name: 'Let the picture move' }).click();
    await window.locator('#artifact img').waitFor();
    await pane().getByRole('button', { name: 'Stop the picture' }).click();
    await window.locator('#artifact canvas').waitFor();
    await window.emulateMedia({ reducedMotion: 'no-preference' });
  });
});

const TAKEN = { takenAt: '2026:10:02 14:05:00', make: 'Google', model: 'Pixel 9' };
const FILES = {
  'site.jpg': aJpeg({ ...TAKEN, artist: 'A. Quill', place: { latitude: 52.52, longitude: 13.405 } }),
  'undated.jpg': aJpeg(),
  'sideways.jpg': aJpeg({ orientation: 6 }),
  'phone.heic': aHeic(),
  'broken.heic': aHeic().subarray(0, 600),
  'scan.tif': aTiff({ width: 40, height: 30, pages: 3 }),
  'circle.tif': circular(aTiff()),
  'bomb.png': aPngOfSize(60_000, 60_000),
  'bomb.tif': enlarged(aTiff()),
  'moving.gif': aGif(3),
} as const;

/** Its first directory names itself as the next. */
function circular(tiff: Buffer): Buffer {
  tiff.writeUInt32LE(8, 8 + 2 + 9 * 12);
  return tiff;
}

function enlarged(tiff: Buffer): Buffer {
  tiff.writeUInt32LE(60_000, 8 + 2 + 8);
  tiff.writeUInt32LE(60_000, 8 + 2 + 12 + 8);
  return tiff;
}
