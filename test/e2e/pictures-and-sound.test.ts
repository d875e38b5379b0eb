import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGif, aHeic, aJpeg, aPngOfSize, aTiff } from '../builders/a-picture.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';
import { aWav } from './screens-of-evidence.ts';
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
    await hints.getByText('Place recorded: 52.5200, 13.4050').waitFor();
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

  const media = () => desk.assay.window.locator('#artifact video, #artifact audio');
  const secondsNow = () =>
    media().evaluate((element) => (element instanceof HTMLMediaElement ? element.currentTime : -1));
  const isPaused = () => media().evaluate((element) => element instanceof HTMLMediaElement && element.paused);
  const seeksTo = async (seconds: number) => {
    const slider = pane().getByRole('slider', { name: 'Position' });
    await slider.focus();
    await slider.press('Home');
    for (let at = 0; at < seconds; at += 5) await slider.press('ArrowRight');
    await expect.poll(secondsNow).toBeCloseTo(seconds, 1);
  };

  /** Presses a key that steps, and waits until the search for its picture has come to rest. */
  const stepped = async (key: string) => {
    await desk.assay.window.keyboard.press(key);
    await media().evaluate(
      (element) =>
        new Promise<void>((resolve) => {
          let calmFrames = 0;
          const look = () => {
            calmFrames = Reflect.get(element, 'seeking') === true ? 0 : calmFrames + 1;
            if (calmFrames > 15) resolve();
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    return secondsNow();
  };

  it('a video never plays by itself, and goes on by frames and by five seconds', async () => {
    await open('talk.webm');
    await pane().getByRole('region', { name: 'Video: talk.webm' }).waitFor();
    await pane().getByRole('slider', { name: 'Position' }).waitFor();
    expect([await isPaused(), await secondsNow()]).toEqual([true, 0]);
    await seeksTo(5);
    // Twenty-five frames a second: each step shows the next picture, or the one before.
    const first = await stepped('.');
    expect(first).toBeGreaterThan(5.001);
    expect(first).toBeLessThan(5.09);
    expect(await stepped('.')).toBeGreaterThan(first + 0.01);
    expect(await stepped(',')).toBeGreaterThan(first - 0.01);
    expect(await stepped(',')).toBeLessThan(first);
    expect(await isPaused()).toBe(true);
  });

  it('speed is remembered from one recording to the next', async () => {
    await desk.assay.window.keyboard.press('>');
    await pane().getByRole('button', { name: 'Speed, now 1.25×' }).waitFor();
    await open('site.jpg');
    await open('talk.webm');
    await pane().getByRole('button', { name: 'Speed, now 1.25×' }).waitFor();
    expect(await media().evaluate((element) => Reflect.get(element, 'playbackRate'))).toBe(1.25);
    await desk.assay.window.keyboard.press('<');
  });

  it('captions handed in beside a video are shown as text, and found, gone to and marked in its transcript', async () => {
    const { keyboard } = desk.assay.window;
    const transcript = pane().getByRole('region', { name: 'Transcript' });
    await transcript.getByRole('button', { name: /I isolate the circuit/ }).waitFor();
    // Markup in captions is words.
    await transcript.getByText('Tomasz: This is the <panel>.').waitFor();
    await keyboard.press('Control+f');
    await keyboard.type('dead');
    await transcript.getByText('1 line').waitFor();
    await keyboard.press('Enter');
    await expect.poll(secondsNow).toBeCloseTo(6, 1);
    await transcript.getByRole('searchbox').press('Escape');
    await keyboard.press('s');
    const captions = pane().getByText('Now I prove it dead.', { exact: true });
    await expect.poll(() => captions.count()).toBe(2);
    await transcript.getByRole('button', { name: /I isolate the circuit/ }).click({ modifiers: ['Shift'] });
    await pane().getByText('0:02.5 – 0:05.0', { exact: true }).waitFor();
    await keyboard.press('Escape');
    await pane().getByText('0:02.5 – 0:05.0', { exact: true }).waitFor({ state: 'detached' });
  });

  it('a range is marked, adjusted, anchored and gone to by keyboard alone, and is still there after a reload', async () => {
    const { window } = desk.assay;
    const { keyboard } = window;
    await seeksTo(5);
    await keyboard.press('i');
    await pane().getByText('From 0:05.0: mark the end').waitFor();
    for (let step = 0; step < 4; step += 1) await keyboard.press('.');
    await keyboard.press('ArrowRight');
    await expect.poll(secondsNow).toBeGreaterThan(9);
    await keyboard.press('o');
    const end = pane().getByRole('slider', { name: 'End of the range' });
    await end.focus();
    const before = Number(await end.getAttribute('aria-valuenow'));
    await end.press('Shift+ArrowLeft');
    await end.press('ArrowLeft');
    await expect.poll(async () => Number(await end.getAttribute('aria-valuenow'))).toBe(before - 1100);
    await keyboard.press('a');
    const anchor = pane().getByRole('button', { name: /^Go to the anchor .*, 0:05 – 0:0/ });
    await anchor.waitFor();
    await window.getByRole('banner').getByRole('status').getByText('Saved', { exact: true }).waitFor();
    await window.reload();
    await window.getByRole('region', { name: 'Rubric' }).waitFor();
    await open('talk.webm');
    await anchor.waitFor();
    const chip = window
      .getByRole('list', { name: 'Your anchors' })
      .getByRole('button')
      .filter({ hasText: '0:05' });
    await chip.first().click();
    await expect.poll(secondsNow).toBeCloseTo(5, 2);
    expect(await isPaused()).toBe(true);
    // Nothing but the range is played.
    await keyboard.press('l');
    await expect.poll(isPaused).toBe(false);
    await pane().getByRole('button', { name: 'Play the range again and again', pressed: true }).waitFor();
    await keyboard.press('l');
    await expect.poll(isPaused).toBe(true);
  });

  it('sound is played and marked the same way', async () => {
    await open('note.wav');
    await pane().getByRole('region', { name: 'Sound: note.wav' }).waitFor();
    await pane().getByText('0:02.0').waitFor();
    await desk.assay.window.keyboard.press('o');
    await desk.assay.window.keyboard.press('Escape');
  });

  it('a recording this machine cannot play says what it is', async () => {
    await open('clip.3gp');
    await pane()
      .getByText('This machine cannot play this 3GP video: it is coded as H.263 and AMR.')
      .waitFor();
    await open('broken.webm');
    await pane()
      .getByText(/cannot play this WebM video|is damaged and cannot be decoded/)
      .waitFor();
    await pane().getByRole('button', { name: 'Show its bytes' }).click();
    await pane().getByRole('region', { name: 'Bytes of broken.webm' }).getByText('1a 45 df a3').waitFor();
  });

  it('a file without a viewer shows its bytes, and that its name promised another kind', async () => {
    await open('report.pdf');
    await pane().getByText('Its name says .pdf; its bytes say Windows program.').waitFor();
    const bytes = pane().getByRole('region', { name: 'Bytes of report.pdf' });
    await bytes.getByRole('row', { name: '00000000 4d 5a' }).waitFor();
    expect(await bytes.locator('tr').count()).toBe(65);
    await pane().getByRole('button', { name: 'Show 8.2 kB more' }).click();
    await bytes.getByRole('row', { name: '00000400' }).waitFor();
    await expect.poll(() => bytes.locator('tr').count()).toBe(65 + 512);
    while (
      (await pane()
        .getByRole('button', { name: /^Show .* more$/ })
        .count()) > 0
    ) {
      await pane()
        .getByRole('button', { name: /^Show .* more$/ })
        .click();
    }
    // Of a hundred thousand bytes, the first 64 KiB and no more.
    await expect.poll(() => bytes.locator('tr').count()).toBe(1 + 4096);
  });

  it('axe finds nothing on any of these', async () => {
    const { window } = desk.assay;
    await window.evaluate(axe.source);
    const found: string[] = [];
    for (const name of ['site.jpg', 'talk.webm', 'note.wav', 'report.pdf', 'bomb.png']) {
      await open(name);
      await window.getByRole('navigation', { name: 'Evidence' }).getByTitle(name, { exact: true }).waitFor();
      await pane()
        .getByRole('slider', { name: 'Position' })
        .or(pane().getByText('SHA-256'))
        .or(picture(name))
        .first()
        .waitFor();
      const result = await window.evaluate(() =>
        Reflect.get(window, 'axe').run(document.querySelector('#artifact')),
      );
      for (const { id, nodes } of result.violations) found.push(`${name}: ${id} ${nodes[0]?.html}`);
    }
    expect(found).toEqual([]);
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
  'talk.en.vtt': `WEBVTT

00:00.000 --> 00:02.000
<v Tomasz>This is the &lt;panel&gt;.</v>

00:02.500 --> 00:05.000
I isolate the circuit.

00:06.000 --> 00:09.000
<c.red>Now I prove it dead.</c>

00:09.000 --> 00:10.000
<img src=x onerror="parent.ran = true">Done.
`,
  'note.wav': aWav(2),
  'clip.3gp': a3gp(['s263', 'samr']),
  'broken.webm': Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
    Buffer.alloc(400, 7),
  ]),
  'report.pdf': Buffer.concat([Buffer.from('MZ', 'latin1'), Buffer.alloc(100_000, 0x90)]),
} as const;

/** A 3GP file that says how it is coded and holds nothing. */
function a3gp(codings: readonly string[]): Buffer {
  const entry = (coding: string) =>
    box('stsd', Buffer.concat([Buffer.from('0000000000000001', 'hex'), box(coding, Buffer.alloc(16))]));
  const brand = box('ftyp', Buffer.from('3gp4\0\0\0\x003gp4', 'latin1'));
  return Buffer.concat([brand, box('moov', Buffer.concat(codings.map(entry)))]);
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

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
