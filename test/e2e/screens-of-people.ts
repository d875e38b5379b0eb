import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFork } from './a-fork.ts';
import type { Desk } from './desk.ts';
import type { Screen } from './screens.ts';

const PASSPHRASE = 'correct horse battery';

/** Inviting, joining, admitting, sending and taking in, from a window that welcomes; then what only people can resolve. */
export function screensOfPackages(desk: Desk, folder: string): readonly Screen[] {
  const { window } = desk.assay;
  const { dialog } = desk;
  const file = (name: string) => join(folder, name);
  const leave = async () => {
    await window.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };
  const close = async (name: string) => {
    await window.getByRole('button', { name, exact: true }).click();
    await window.getByRole('menuitem', { name: 'Close workspace' }).click();
    await desk.isWelcomed();
  };
  return [
    {
      name: 'people-alone',
      show: async () => {
        await desk.startWorkspace({
          person: 'Ada Quill',
          provider: 'Riverside Training',
          name: 'Spring term',
          passphrase: PASSPHRASE,
        });
        await desk.room('People');
        await desk.row('Ada Quill').click();
        await window.getByText('Founded this workspace').waitFor();
      },
    },
    {
      name: 'invite',
      show: async () => {
        await window.getByRole('button', { name: 'Invite somebody…' }).click();
        await dialog('Invite somebody').getByLabel('Name').fill('Ida Brandt');
      },
    },
    {
      name: 'invited',
      show: async () => {
        await desk.willSaveAs(file('invitation.assay'));
        await dialog('Invite somebody').getByRole('button', { name: 'Save the invitation…' }).click();
        await dialog().getByText('is saved.').waitFor();
      },
      leave,
    },
    {
      name: 'join',
      show: async () => {
        await close('Spring term');
        await desk.drop(file('invitation.assay'));
        await dialog('Join “Spring term”').getByLabel('Passphrase').fill(PASSPHRASE);
      },
    },
    {
      name: 'joined',
      show: async () => {
        await desk.willSaveAs(file('acceptance.assay'));
        await dialog().getByRole('button', { name: 'Join and save the acceptance…' }).click();
        await dialog('You are almost in').getByRole('list', { name: 'Your six words' }).waitFor();
      },
      leave,
    },
    {
      name: 'package-elsewhere',
      show: async () => {
        await close('Spring term');
        await desk.drop(file('acceptance.assay'));
        await dialog('Acceptance')
          .getByRole('button', { name: /^Open “Spring term/ })
          .first()
          .waitFor();
      },
      leave,
    },
    {
      name: 'admit',
      show: async () => {
        await window
          .getByRole('button', { name: /^Spring term/ })
          .last()
          .click();
        await dialog('Passphrase needed').getByLabel('Passphrase').fill(PASSPHRASE);
        await dialog().getByRole('button', { name: 'Open' }).click();
        await window.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
        await desk.drop(file('acceptance.assay'));
        await dialog('Admit Ida Brandt').getByRole('list').waitFor();
      },
    },
    {
      name: 'admitted',
      show: async () => {
        await dialog().getByText('We compared these words aloud').click();
        await dialog().getByRole('button', { name: 'Appoint' }).click();
        await dialog('Appointed').waitFor();
      },
      leave,
    },
    {
      name: 'send',
      show: async () => {
        await window.keyboard.press('Control+Shift+E');
        await dialog('Send').getByRole('button', { name: /What/ }).click();
        await window.getByRole('option', { name: /^Everything/ }).click();
        await dialog('Send').getByRole('checkbox', { name: 'Only Ida Brandt can open it.' }).waitFor();
        await dialog('Send').getByRole('region', { name: 'Holds' }).waitFor();
      },
    },
    {
      name: 'sent',
      show: async () => {
        await dialog('Send').getByRole('button', { name: /To$/ }).click();
        await window.getByRole('option', { name: 'Whoever gets it' }).click();
        await desk.willSaveAs(file('everything.assay'));
        await dialog('Send').getByRole('button', { name: 'Save as…' }).click();
        await dialog()
          .getByText(/is saved/)
          .waitFor();
      },
      leave,
    },
    {
      name: 'packages',
      show: async () => {
        cpSync(file('everything.assay'), file('changed on the way.assay'));
        const bytes = readFileSync(file('changed on the way.assay'));
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        writeFileSync(file('changed on the way.assay'), bytes);
        await desk.drop(file('everything.assay'), file('acceptance.assay'), file('changed on the way.assay'));
        await dialog('Packages').getByText('Cannot be taken in').waitFor();
        await dialog('Packages')
          .getByRole('button', { name: /Everything/ })
          .first()
          .click();
      },
      leave,
    },
    {
      name: 'resolve',
      show: async () => {
        await close('Spring term');
        await desk.drop(await aFork(desk, folder));
        await dialog('Everything').getByRole('button', { name: 'Take in' }).waitFor();
      },
    },
    {
      name: 'taken-in',
      show: async () => {
        await dialog('Everything').getByRole('button', { name: 'Take in' }).click();
        await dialog('Taken in')
          .getByText(/waits for somebody to decide/)
          .waitFor();
      },
    },
    {
      name: 'to-resolve',
      show: async () => {
        await dialog().getByRole('button', { name: 'Go to To resolve' }).click();
        await window.getByRole('row').filter({ hasText: 'Ada Quill' }).click();
        await window.getByRole('radio').first().focus();
        await window.keyboard.press('Space');
        await window.getByText('cannot be undone').waitFor();
      },
    },
  ];
}

/** People in the demo, as its provider sees them. */
export function screensOfPeople(desk: Desk): readonly Screen[] {
  const { window } = desk.assay;
  const { keyboard } = window;
  const { dialog } = desk;
  const leave = async () => {
    await keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };
  return [
    {
      name: 'person',
      show: async () => {
        await desk.room('People');
        await desk.row('Marit').click();
        await window.getByRole('region', { name: /^About Marit/ }).waitFor();
      },
    },
    {
      name: 'person-appoint',
      show: async () => {
        await window.getByRole('button', { name: 'Renew…' }).click();
        await dialog().getByText('Some units').click();
      },
      leave,
    },
    {
      name: 'person-end',
      show: async () => {
        await window.getByRole('button', { name: 'End…' }).click();
        await dialog('End the appointment').waitFor();
      },
      leave,
    },
    {
      name: 'person-key',
      show: async () => {
        await window.getByRole('button', { name: 'Replace a lost key…' }).click();
        await dialog('Replace a lost key').waitFor();
      },
      leave,
    },
    {
      name: 'conflict',
      show: async () => {
        await window.getByRole('button', { name: 'Declare one…' }).click();
        await dialog().getByRole('option').first().click();
      },
      leave,
    },
  ];
}

/** Allocation, seals, backups, personal data and a history in the demo: what is sealed stays so. */
export function screensOfAllocation(desk: Desk): readonly Screen[] {
  const { window } = desk.assay;
  const { keyboard } = window;
  const { dialog } = desk;
  const leave = async () => {
    await keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };
  const allocate = async (person: string) => {
    await window.getByRole('button', { name: 'Allocate…' }).click();
    await dialog()
      .getByRole('button', { name: /Choose an assessor/ })
      .click();
    await window.getByRole('option', { name: person }).click();
    await dialog().getByText('Sealed', { exact: true }).click();
    await dialog().getByLabel('Due').fill('2099-06-30');
    await dialog().getByRole('button', { name: 'Allocate', exact: true }).click();
    await dialog()
      .getByText(/is allocated to/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await dialog().waitFor({ state: 'detached' });
  };
  return [
    {
      name: 'queue-ticked',
      show: async () => {
        await desk.room('Queue');
        await desk.row('Elias').click();
        await window.getByRole('grid', { name: 'Queue' }).focus();
        await keyboard.press('Space');
        await window.getByRole('toolbar', { name: '1 chosen' }).waitFor();
      },
    },
    {
      name: 'allocate',
      show: async () => {
        await window.getByRole('button', { name: 'Allocate…' }).click();
        await dialog().getByText('Second marker').waitFor();
      },
      leave,
    },
    {
      name: 'queue-allocated',
      show: async () => {
        await allocate('Marit');
        await allocate('Gareth');
        await window.getByRole('region', { name: 'Allocated' }).getByText('To do').nth(1).waitFor();
      },
      leave: () => window.getByRole('button', { name: 'Untick all' }).click(),
    },
    {
      name: 'erase',
      show: async () => {
        await window.getByRole('button', { name: 'Personal data…' }).click();
        await window.getByRole('menuitem', { name: /^Erase/ }).click();
        await dialog().getByRole('heading', { name: 'What stays' }).waitFor();
      },
      leave,
    },
    {
      name: 'backups',
      show: async () => {
        await window.getByRole('button', { name: 'Autumn 2026 (demo)' }).click();
        await window.getByRole('menuitem', { name: 'Backups…' }).click();
        await dialog('Backups').getByRole('button', { name: 'Back up now' }).click();
        await dialog('Backups').getByRole('cell', { name: 'Copy' }).first().waitFor();
      },
    },
    {
      name: 'backups-restore',
      show: async () => {
        await dialog()
          .getByRole('button', { name: /^Restore the copy/ })
          .first()
          .click();
        await dialog(/^Restore the copy/).waitFor();
      },
      leave,
    },
    {
      name: 'history',
      show: async () => {
        await desk.room('Results');
        await desk
          .row('Fatoumata')
          .getByRole('button', { name: /^History/ })
          .click();
        await window.getByText('checked just now').waitFor();
      },
    },
    {
      name: 'mark-to-seal',
      show: async () => {
        await desk.room('Queue');
        await desk.actAs('Marit Oyelaran');
        await desk.openSubmission('Elias Koskela');
        await window.getByText(/This is allocated sealed/).waitFor();
      },
    },
    {
      name: 'mark-sealed',
      show: async () => {
        await keyboard.press('Shift+Digit1');
        for (const key of ['2', '3', '2', '3', '2', '8', '2']) {
          await keyboard.press(key);
          if (key === '8') await keyboard.press('Enter');
          await keyboard.press('n');
        }
        await keyboard.press('Control+Enter');
        await window.getByText(/^Your assessment is sealed/).waitFor();
      },
    },
  ];
}
