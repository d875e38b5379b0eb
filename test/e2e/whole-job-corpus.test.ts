import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { credentialsIn, isVerifiedByOthers, runAssay } from './judges.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const bundle = resolve(import.meta.dirname, '../../../shared/corpora/native-example/pf-2026-0042.zip');
const LEARNER = 'A. Mendez';

describe.skipIf(!existsSync(bundle))(
  'the whole job, alone, on a bundle no one here wrote (needs ../shared)',
  () => {
    const out = mkdtempSync(join(tmpdir(), 'assay-out-'));
    let desk: Desk;
    let folder: string;

    pictureFailures(() => desk.assay);
    beforeAll(async () => {
      desk = deskAt(await launchAssay());
      await desk.isWelcomed();
    });
    afterAll(async () => {
      await desk?.assay.close();
      rmSync(out, { recursive: true, force: true });
    });

    const importOutcome = () => desk.dialog('Imported');

    it('shows what is inside before there is a workspace, and starts one in which it is imported', async () => {
      const { window } = desk.assay;
      await desk.drop(bundle);
      const preview = desk.dialog('Import');
      await preview.getByText('To mark this you need a workspace.').waitFor();
      await preview.getByText('A. Mendez', { exact: true }).waitFor();
      await preview.getByRole('button', { name: 'Cancel' }).click();
      await preview.waitFor({ state: 'detached' });
      await desk.startWorkspace({
        person: 'Ada Quill',
        provider: 'Riverside Training',
        name: 'Winter term',
        passphrase: 'correct horse battery',
      });
      await window.getByText('Nothing to mark yet').waitFor();
      await desk.willChoose(bundle);
      await window.getByRole('button', { name: 'Import…' }).first().click();
      await preview.getByRole('button', { name: 'Import', exact: true }).click();
      await importOutcome().getByText('Imported', { exact: true }).last().waitFor();
      await importOutcome().getByRole('button', { name: 'Start marking' }).click();
      await window.getByRole('heading', { level: 1, name: LEARNER }).waitFor();
    });

    it('changes nothing when the same bundle comes again, by a drop', async () => {
      const { window } = desk.assay;
      await desk.room('Queue');
      await window.getByText('1 submission', { exact: true }).waitFor();
      const before = await logLength();
      await desk.room('Queue');
      await desk.drop(bundle);
      await desk.dialog('Import').getByRole('button', { name: 'Import', exact: true }).click();
      await importOutcome().getByText('Was already here; nothing changed').waitFor();
      await importOutcome().getByRole('button', { name: 'Close' }).last().click();
      await window.getByText('1 submission', { exact: true }).waitFor();
      expect(await logLength()).toBe(before);
    });

    it('is read, judged, anchored and submitted', async () => {
      const { window } = desk.assay;
      const { keyboard } = window;
      const bench = benchAt(desk);
      await desk.room('Queue');
      await desk.openSubmission(LEARNER);
      await desk.openEvidence(/Risk assessment/);
      await bench.selectWordsOnPage(1);
      await keyboard.press('a');
      await bench.anchor('p. 1').waitFor();
      const left = await window.getByText(/^0 of \d+ judged$/).textContent();
      const criteria = Number(/of (\d+)/.exec(left ?? '')?.[1]);
      for (let judged = 1; judged <= criteria; judged += 1) {
        // The highest level there is: a digit without a level does nothing.
        for (const digit of ['2', '3', '4', '9']) await keyboard.press(digit);
        await keyboard.press('Escape');
        await window.getByText(`${judged} of ${criteria} judged`).waitFor();
        await keyboard.press('n');
      }
      await window.getByText('Nothing is missing').waitFor();
      await keyboard.press('Control+Enter');
      await window.getByText(/^Submitted /).waitFor();
    });

    it('is confirmed and released as a credential that verifies for us and for others', async () => {
      const { window } = desk.assay;
      await desk.room('Results');
      await desk.row(LEARNER).click();
      await window.keyboard.press('Space');
      await window.getByRole('button', { name: 'Confirm 1', exact: true }).click();
      await window.getByRole('button', { name: 'Export 1…' }).click();
      const form = desk.dialog('Export a batch');
      await desk.willChoose(out);
      await form.getByRole('button', { name: 'Choose a folder…' }).click();
      await form.getByRole('button', { name: 'Sign and export' }).click();
      await form.getByText(/signed and written/).waitFor();
      folder = (await form.getByRole('definition').first().textContent()) ?? '';
      await form.getByRole('button', { name: 'Close' }).last().click();

      const [credential = ''] = credentialsIn(folder);
      expect(await isVerifiedByOthers(JSON.parse(readFileSync(credential, 'utf8')))).toBe(true);
      const run = await runAssay('verify', '--json', credential, folder);
      expect(run.exitCode, run.err).toBe(0);
      await desk.drop(credential);
      const verdict = desk.dialog('Verification');
      await verdict.getByText('calls itself “Riverside Training”').waitFor();
      expect(await verdict.getByRole('listitem').filter({ hasText: 'Fails' }).count()).toBe(0);
      await window.keyboard.press('Escape');
    });

    it('asks for the passphrase when the workspace is opened again, and refuses a wrong one in a sentence', async () => {
      const { window } = desk.assay;
      await window.getByRole('button', { name: 'Winter term' }).click();
      await window.getByRole('menuitem', { name: 'Close workspace' }).click();
      await window.getByRole('button', { name: /^Winter term/ }).click();
      const asked = desk.dialog('Passphrase needed');
      await asked.getByLabel('Passphrase').fill('not the passphrase');
      await asked.getByRole('button', { name: 'Open' }).click();
      await asked
        .getByText(/passphrase/i)
        .filter({ hasText: /wrong|not the|does not/i })
        .waitFor();
      await asked.getByLabel('Passphrase').fill('correct horse battery');
      await asked.getByRole('button', { name: 'Open' }).click();
      await desk.row(LEARNER).getByText('Released').waitFor();
    });

    async function logLength(): Promise<string> {
      await desk.room('Log');
      const count = desk.assay.window.getByText(/^\d+ records?$/);
      await count.waitFor();
      return (await count.textContent()) ?? '';
    }
  },
);
