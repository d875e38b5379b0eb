import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aPngOfSize, withRecord } from '../builders/a-picture.ts';
import type { Desk } from './desk.ts';
import { aCostSheet, aReport, aWalk } from './office-files.ts';
import type { Screen } from './screens.ts';

const demo = resolve(import.meta.dirname, '../../resources/demo');

/** Pictures, sound and bytes on the workbench, handed in as a plain folder that is made below `folder`. */
export function screensOfMedia(desk: Desk, folder: string): readonly Screen[] {
  const { window } = desk.assay;
  const { keyboard } = window;
  const open = (name: string) =>
    window.getByRole('navigation', { name: 'Evidence' }).getByTitle(name, { exact: true }).first().click();
  const pane = window.locator('#artifact');
  const frame = pane.frameLocator('iframe');
  const forward = async (presses: number) => {
    const position = pane.getByRole('slider', { name: 'Position' });
    await position.focus();
    await position.press('Home');
    for (let press = 0; press < presses; press += 1) await position.press('ArrowRight');
    await window.waitForFunction(() => document.querySelector('video')?.seeking === false);
  };
  return [
    {
      name: 'mark-photo',
      show: async () => {
        await handIn(desk, folder);
        await open('board.jpg');
        await pane.getByText('Taken 2 Oct 2026').waitFor();
      },
    },
    {
      name: 'mark-photo-turned',
      show: async () => {
        await keyboard.press('r');
        await window.getByRole('application', { name: 'Draw a box' }).press('Enter');
        await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
        await keyboard.press('a');
        await keyboard.press('Shift+R');
      },
    },
    {
      name: 'mark-recording',
      show: async () => {
        await open('walkthrough.webm');
        await pane.getByRole('button', { name: /I isolate the circuit/ }).waitFor();
        for (const presses of [0, 1]) {
          await forward(presses);
          await keyboard.press('i');
          const end = pane.getByRole('slider', { name: 'End of the range' });
          for (let second = 0; second < 3; second += 1) await end.press('Shift+ArrowRight');
          await keyboard.press(`Shift+Digit${presses + 1}`);
          await pane
            .getByRole('button', { name: /^Go to the anchor/ })
            .nth(presses)
            .waitFor();
          await keyboard.press('Escape');
        }
        await forward(1);
        await keyboard.press('i');
        await pane.getByRole('slider', { name: 'End of the range' }).press('Shift+ArrowRight');
        await pane.getByRole('slider', { name: 'End of the range' }).press('Shift+ArrowRight');
        await keyboard.press('s');
      },
      leave: async () => {
        await keyboard.press('s');
        await keyboard.press('Escape');
      },
    },
    {
      name: 'mark-sound',
      show: async () => {
        await open('voice-note.wav');
        await pane.getByRole('slider', { name: 'Position' }).waitFor();
      },
    },
    {
      name: 'mark-bytes',
      show: async () => {
        await open('certificate.pdf');
        await pane.getByText('its bytes say Windows program').waitFor();
        await pane.getByRole('row', { name: '00000000' }).waitFor();
      },
    },
    {
      name: 'mark-word',
      show: async () => {
        await open('report.docx');
        await frame.getByRole('heading', { name: 'Hazard report' }).waitFor();
      },
    },
    {
      name: 'mark-slides',
      show: async () => {
        await open('walk.pptx');
        await frame.getByText('Say who saw it first.').waitFor();
      },
    },
    {
      name: 'mark-sheet',
      show: async () => {
        await open('costs.xlsx');
        await frame.getByText('£1,234.50').click();
        await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
      },
    },
    {
      name: 'mark-too-large',
      show: async () => {
        await open('panorama.png');
        await pane.getByText('3,600 million').waitFor();
      },
    },
  ];
}

async function handIn(desk: Desk, parent: string): Promise<void> {
  const { window } = desk.assay;
  const folder = join(parent, 'recordings');
  mkdirSync(folder, { recursive: true });
  const photo = readFileSync(join(demo, 'photos/board-joaquin.jpg'));
  const record = {
    takenAt: '2026:10:02 14:05:00',
    make: 'Google',
    model: 'Pixel 9',
    artist: 'J. Ferreira',
    place: { latitude: 52.5208, longitude: 13.4094 },
  };
  writeFileSync(join(folder, 'board.jpg'), withRecord(photo, record));
  cpSync(join(demo, 'video/walkthrough-tomasz.webm'), join(folder, 'walkthrough.webm'));
  writeFileSync(join(folder, 'walkthrough.en.vtt'), CAPTIONS);
  writeFileSync(join(folder, 'voice-note.wav'), aWav(42));
  const program = Buffer.from(
    'MZ\x90\x00\x03\x00\x00\x00This program cannot be run in DOS mode.\r\n',
    'latin1',
  );
  writeFileSync(join(folder, 'certificate.pdf'), Buffer.concat([program, Buffer.alloc(40_000, 0xcc)]));
  writeFileSync(join(folder, 'panorama.png'), aPngOfSize(60_000, 60_000));
  writeFileSync(join(folder, 'report.docx'), aReport());
  writeFileSync(join(folder, 'walk.pptx'), aWalk());
  writeFileSync(join(folder, 'costs.xlsx'), await aCostSheet());
  await desk.room('Queue');
  await desk.drop(folder);
  const preview = desk.dialog('Import');
  await preview.getByRole('button', { name: /Unit/ }).click();
  await window.getByRole('option', { name: /^SITE-204/ }).click();
  await preview.getByLabel('Learner').fill('Joaquin Ferreira');
  await preview.getByRole('button', { name: 'Import', exact: true }).click();
  await desk.dialog('Imported').getByRole('button', { name: 'Start marking' }).click({ timeout: 60_000 });
  await window.getByRole('heading', { level: 1, name: 'Joaquin Ferreira' }).waitFor();
}

const CAPTIONS = `WEBVTT

00:00.000 --> 00:02.400
<v Tomasz>This is the board in the plant room.</v>

00:02.500 --> 00:05.000
I isolate the circuit and lock it off.

00:05.000 --> 00:07.500
The tester is proved on a known supply first.

00:07.500 --> 00:10.000
Now every conductor is proved dead.
`;

/** Silence, eight thousand samples a second. */
export function aWav(seconds: number): Buffer {
  const samples = Buffer.alloc(8000 * seconds, 128);
  const head = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\0\0\0',
    'latin1',
  );
  head.writeUInt32LE(36 + samples.length, 4);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
