import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchAt } from './bench.ts';
import type { Desk } from './desk.ts';

/** One screen a person can be on. */
export interface Screen {
  readonly name: string;
  /** Gets there from where the screen before left off. */
  readonly show: () => Promise<void>;
  /** Takes away what `show` put on top. */
  readonly leave?: () => Promise<void>;
}

/** Before any workspace is open. */
export function screensOfWelcome({ assay: { window }, dialog }: Desk): readonly Screen[] {
  return [
    { name: 'welcome', show: () => window.getByRole('heading', { name: 'Assay' }).waitFor() },
    {
      name: 'new-workspace',
      show: async () => {
        await window.getByRole('button', { name: /Start a workspace/ }).click();
        await dialog('Start a workspace').getByLabel('Your name').waitFor();
      },
      leave: () => closed(dialog, window.keyboard),
    },
  ];
}

/** Rooms of a workspace in which nothing has happened yet. */
export function screensOfNothing(desk: Desk): readonly Screen[] {
  const rooms = ['Queue', 'Moderate', 'Results', 'Units', 'People', 'Log'] as const;
  return rooms.map((room) => ({ name: `empty-${room.toLowerCase()}`, show: () => desk.room(room) }));
}

/** Every screen of the demo, as its provider sees it; `folder` takes a bundle made to be previewed. */
export function screensOfDemo(desk: Desk, folder: string): readonly Screen[] {
  const { window } = desk.assay;
  const { keyboard } = window;
  const { dialog } = desk;
  const bench = benchAt(desk);
  const leave = () => closed(dialog, keyboard);
  const inFrame = window.locator('#artifact').frameLocator('iframe');
  const waitFor = (text: string | RegExp) => window.getByText(text).first().waitFor();
  const tab = async (name: string | RegExp) => {
    await desk.room('Results');
    await window.getByRole('tab', { name }).click();
  };
  return [
    { name: 'queue', show: () => desk.room('Queue') },
    {
      name: 'queue-selected',
      show: async () => {
        await desk.row('Oluwaseun').click();
        await window.getByRole('region', { name: /^About Oluwaseun/ }).waitFor();
      },
    },
    {
      name: 'queue-nothing-found',
      show: async () => {
        await window.getByRole('searchbox', { name: 'Search submissions' }).fill('nobody called Zzyzx');
        await waitFor('No submission fits');
      },
      leave: async () => {
        await window.getByRole('searchbox', { name: 'Search submissions' }).fill('');
        await waitFor('15 submissions');
      },
    },
    {
      name: 'queue-found-inside',
      show: async () => {
        await window.getByRole('searchbox', { name: 'Search submissions' }).fill('scaffold');
        // Evidence is read in the background.
        await desk.row('Tomasz').locator('mark').first().waitFor({ timeout: 90_000 });
        await desk.row('Tomasz').click();
        await window.getByRole('region', { name: 'Found in' }).waitFor();
      },
      leave: async () => {
        await window.getByRole('searchbox', { name: 'Search submissions' }).fill('');
        await waitFor('15 submissions');
      },
    },
    {
      name: 'queue-groups',
      show: async () => {
        await window.getByRole('grid', { name: 'Queue' }).focus();
        await keyboard.press('g');
        await keyboard.press('g');
        await desk.row('SITE-204').first().waitFor();
      },
      leave: async () => {
        await keyboard.press('g');
        await keyboard.press('g');
        // Rows stand elsewhere once they are no groups any more.
        await window.getByRole('row', { expanded: true }).first().waitFor({ state: 'detached' });
      },
    },
    {
      name: 'mark-pdf',
      show: async () => {
        await desk.openSubmission('Rashid al-Tamimi');
        await desk.openEvidence(/^Risk assessment/);
        await window.locator('[data-page="1"] canvas').waitFor();
      },
    },
    {
      name: 'mark-pdf-chosen',
      show: async () => {
        await keyboard.press('2');
        await bench.selectWordsOnPage(1);
      },
      leave: async () => {
        await keyboard.press('a');
        await bench.anchor('p. 1').waitFor();
      },
    },
    {
      name: 'mark-search-all',
      show: async () => {
        await keyboard.press('Control+Shift+F');
        await keyboard.type('trench');
        // Of the places found, one on a page.
        await window.getByRole('option', { name: /^p\. 1/ }).click();
        await window.locator('[data-found-here]').waitFor();
      },
      leave: () => keyboard.press('Escape'),
    },
    {
      name: 'mark-pdf-pages',
      async show() {
        await window.getByRole('button', { name: 'Outline, pages and comments' }).click();
        await window.getByRole('radio', { name: 'Pages', exact: true }).click();
        await window.getByRole('button', { name: 'Go to page 1', exact: true }).locator('canvas').waitFor();
      },
      leave: () => window.getByRole('button', { name: 'Outline, pages and comments' }).click(),
    },
    {
      name: 'mark-image',
      show: async () => {
        await desk.openEvidence(/^Sketch of yard/);
        await window.getByRole('img', { name: /^Sketch of yard/ }).waitFor();
      },
    },
    {
      name: 'mark-text',
      show: async () => {
        await desk.openEvidence(/^Test record/);
        await window.getByRole('region', { name: /^Text: Test record/ }).waitFor();
      },
    },
    {
      name: 'mark-letter',
      show: async () => {
        await desk.openEvidence(/^Witness statement/);
        await inFrame.getByText('From').first().waitFor();
      },
    },
    {
      name: 'mark-gaps',
      show: async () => {
        await keyboard.press('g');
        await window.getByRole('region', { name: 'Criteria and evidence' }).waitFor();
      },
      leave: () => keyboard.press('g'),
    },
    {
      name: 'mark-finder',
      show: async () => {
        await desk.openEvidence(/^Risk assessment/);
        await bench.selectWordsOnPage(1);
        await keyboard.press('Shift+Digit2');
        await keyboard.press('Shift+A');
        await window.getByRole('combobox', { name: 'Find a criterion' }).waitFor();
      },
      leave: async () => {
        await keyboard.press('Escape');
        await keyboard.press('Escape');
        await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor({ state: 'detached' });
      },
    },
    {
      name: 'mark-comments',
      show: async () => {
        await keyboard.press('Shift+Digit1');
        await keyboard.press('1');
        await keyboard.press('c');
        await keyboard.type('No likelihood is given for any of the hazards.');
        await keyboard.press('Escape');
        await keyboard.press('Control+Shift+s');
        await window.getByText('Kept in the comment bank').waitFor();
        await keyboard.press('/');
        await window.getByRole('option', { name: /No likelihood is given/ }).waitFor();
      },
      leave: () => keyboard.press('Escape'),
    },
    {
      name: 'mark-plan',
      show: async () => {
        await keyboard.press('p');
        await keyboard.press('Escape');
        const draft = window.getByRole('button', { name: /^(Draft|Add) \d (more )?action/ });
        await draft.click();
        await window
          .getByRole('textbox', { name: /^Action for/ })
          .first()
          .waitFor();
        await window
          .getByRole('textbox', { name: /^Action for/ })
          .first()
          .scrollIntoViewIfNeeded();
      },
    },
    {
      name: 'mark-palette',
      show: async () => {
        await keyboard.press('Control+k');
        await window.getByRole('option', { name: /Write the rationale/ }).waitFor();
      },
      leave,
    },
    {
      name: 'mark-missing',
      show: async () => {
        await keyboard.press('Control+Enter');
        await window.getByRole('region', { name: 'Before you can submit' }).waitFor();
      },
      leave: () => window.getByRole('button', { name: 'Close the list' }).click(),
    },
    {
      name: 'mark-notebook',
      show: async () => {
        await desk.room('Queue');
        await desk.openSubmission('Elias Koskela');
        await desk.openEvidence(/^Climate on shelf/);
        await inFrame.getByText('In [1]').waitFor();
      },
    },
    {
      name: 'mark-code',
      show: async () => {
        await desk.room('Queue');
        await desk.openSubmission('Elias Koskela');
        await desk.openEvidence(/^inventory\.ts/);
        const code = window.getByRole('region', { name: 'Text: inventory.ts' });
        await code.getByText('interface', { exact: true }).first().waitFor();
      },
    },
    {
      name: 'mark-video',
      show: async () => {
        await desk.room('Queue');
        await desk.openSubmission('Tomasz Wieliczko');
        await window
          .getByRole('navigation', { name: 'Evidence' })
          .getByRole('button', { name: /Video/ })
          .click();
        await window.waitForFunction(() => {
          const video = document.querySelector('video');
          return video !== null && video.readyState >= video.HAVE_CURRENT_DATA;
        });
      },
    },
    {
      name: 'mark-tree',
      show: async () => {
        await desk.room('Queue');
        await desk.openSubmission('Priya Ramanathan-Cole');
        await window.getByRole('treegrid').getByText('presentation.pptx').click();
        await window.locator('#artifact').frameLocator('iframe').locator('.assay-slide').first().waitFor();
      },
    },
    {
      name: 'mark-again',
      show: async () => {
        await desk.room('Queue');
        await desk.row('Leilani').filter({ hasText: 'Awaiting marks' }).click();
        await window.getByRole('button', { name: /^(Start|Continue) marking$/ }).click();
        await waitFor('2 files changed');
        await window.locator('[data-page="1"] canvas').waitFor();
      },
    },
    {
      name: 'mark-again-changes',
      show: async () => {
        await keyboard.press('h');
        await dialog(/^Since attempt/)
          .getByRole('button', { name: /^Confirm 1/ })
          .waitFor();
      },
      leave,
    },
    {
      name: 'keys',
      show: async () => {
        await keyboard.press('Shift+?');
        await dialog('Keyboard').waitFor();
      },
      leave,
    },
    {
      name: 'palette',
      show: async () => {
        await keyboard.press('Control+k');
        await keyboard.type('am');
        await window.getByRole('option', { name: /Amara/ }).waitFor();
      },
      leave,
    },
    {
      name: 'import-preview',
      show: async () => {
        await desk.drop(aFolderOfEvidence(folder));
        await dialog('Import').getByText('Choose a unit').waitFor();
      },
      leave,
    },
    { name: 'moderate', show: () => desk.room('Moderate') },
    {
      name: 'statistics',
      show: async () => {
        await window.getByRole('tab', { name: 'Statistics' }).click();
        await window.getByRole('heading', { name: 'Two markers compared' }).waitFor();
        await window.getByRole('cell', { name: '0' }).first().waitFor();
      },
    },
    {
      name: 'batches',
      show: async () => {
        await window.getByRole('tab', { name: 'Batches' }).click();
        await window.getByText('No batches yet').waitFor();
      },
    },
    {
      name: 'open-batch',
      show: async () => {
        await window.getByRole('button', { name: 'Open a batch…' }).click();
        await dialog('Open a batch').waitFor();
      },
      leave: async () => {
        await leave();
        await window.getByRole('tab', { name: 'Disagreements' }).click();
      },
    },
    {
      name: 'tolerance',
      show: async () => {
        await window.getByRole('button', { name: 'Tolerance…' }).click();
        await dialog().getByRole('heading', { name: 'In words' }).waitFor();
      },
      leave,
    },
    {
      name: 'reconcile',
      show: async () => {
        await desk.row('Amara').dblclick();
        await window.getByRole('button', { name: /Record agreed outcome/ }).waitFor();
        await window.locator('[data-page] canvas').or(window.getByRole('img')).first().waitFor();
      },
    },
    { name: 'results', show: () => tab(/^Outcomes/) },
    {
      name: 'export',
      show: async () => {
        await window.getByText('Select all').click();
        await window.getByRole('button', { name: /^Export \d…$/ }).click();
        await dialog('Export a batch').waitFor();
      },
      leave,
    },
    { name: 'batches', show: () => tab(/^Batches/) },
    { name: 'verify', show: () => tab('Verify') },
    {
      name: 'verification',
      show: async () => {
        const path = join(folder, 'credential.json');
        writeFileSync(
          path,
          '{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"]}',
        );
        await desk.willChoose(path);
        await window.getByRole('tabpanel').getByRole('button', { name: 'Verify a file…' }).click();
        await dialog('Verification').waitFor();
      },
      leave,
    },
    { name: 'units', show: () => desk.room('Units') },
    {
      name: 'unit',
      show: async () => {
        await desk.row('SITE-204').dblclick();
        await waitFor('Isolates and secures the correct circuit');
      },
    },
    { name: 'people', show: () => desk.room('People') },
    {
      name: 'add-person',
      show: async () => {
        await window.getByRole('button', { name: 'Add on this machine…' }).click();
        await dialog().waitFor();
      },
      leave,
    },
    { name: 'log', show: () => desk.room('Log') },
    {
      name: 'proof',
      show: async () => {
        await window.getByRole('row').nth(3).click();
        await window.getByRole('region', { name: 'Proof of the entry' }).getByText('Holds').first().waitFor();
      },
    },
  ];
}

async function closed(dialog: Desk['dialog'], keyboard: Desk['assay']['window']['keyboard']): Promise<void> {
  await keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
}

/** A folder as learners hand it in: nothing in it says whose it is, or for which unit. */
function aFolderOfEvidence(parent: string): string {
  const folder = join(parent, 'handed-in');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'notes.md'), '# Notes\n\nWhat I did on site.\n');
  writeFileSync(join(folder, 'readings.csv'), 'time,celsius\n09:00,21.5\n');
  return folder;
}
