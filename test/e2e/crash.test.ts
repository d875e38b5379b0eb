import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskAt } from './desk.ts';
import { type Hands, handsOn } from './hands.ts';
import { type LaunchedAssay, launchAssay } from './launch.ts';

/** The host gives up on a core, and the window on a page, at the fourth death within a minute. */
const DEATHS = 4;

describe('what dies', () => {
  let assay: LaunchedAssay;
  let desk: Desk;
  let hands: Hands;
  beforeAll(async () => {
    assay = await launchAssay();
    desk = deskAt(assay);
    hands = handsOn(assay);
    await desk.openDemo();
    await desk.openSubmission('Elias Koskela');
  });
  afterAll(() => assay?.close());

  it('a core that is given up: the window says so, keeps the words, hands them out and starts it again', async () => {
    const { window } = assay;
    for (let death = 1; death <= DEATHS; death += 1) await hands.kill('core');
    await window.getByText('stopped again and again').waitFor();
    await window.keyboard.press('c');
    await window.keyboard.type('Kept while nobody saves.');
    await window.getByText('The last words you typed are only in this window').waitFor();
    await window.getByRole('button', { name: 'Copy what is not saved' }).click();
    await window.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await assay.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain('Kept while nobody saves.');
    expect(copied).toContain('Design and data model');
    await window.getByRole('button', { name: 'Start it again' }).click();
    await window.getByRole('banner').getByRole('status').getByText('Saved', { exact: true }).waitFor();
    expect(await window.getByText('stopped again and again').count()).toBe(0);
    const stored = await hands.see<string>(
      "window.assay.call['submissions.get']({ submission: location.hash.split('/')[2] }).then((got) => got.value.draft.draft.judgments[0].rationale)",
    );
    expect(stored).toBe('Kept while nobody saves.');
  });

  it('a page: it comes back where it was, down to the scroll and the caret', async () => {
    const { window } = assay;
    await window.keyboard.press('Escape');
    await desk.openEvidence(/^Report/);
    await window.locator('[data-page="1"] canvas').waitFor();
    await window.keyboard.press('j');
    await hands.see(
      `(() => { const pane = [...document.querySelectorAll('[data-artifact-pane] *')].find((one) => one.scrollHeight > one.clientHeight + 200); pane.scrollTop = 340; return true; })()`,
    );
    await window.keyboard.press('c');
    await window.keyboard.type('The learner explains');
    for (let back = 0; back < 5; back += 1) await window.keyboard.press('ArrowLeft');
    await window.getByRole('banner').getByRole('status').getByText('Saved', { exact: true }).waitFor();
    // The place is noted with the next frame, and nothing on screen tells of that.
    await hands.until("JSON.parse(sessionStorage.getItem('bench.place')).caret?.start === 15");
    await hands.kill('page');
    await hands.until("document.activeElement.value === 'The learner explains'");
    expect(await hands.see('document.activeElement.selectionStart')).toBe(15);
    await hands.until(
      "document.querySelector('[data-rubric-pane] [aria-expanded=true]').textContent.includes('Readable, maintainable code')",
    );
    await hands.until(
      "document.querySelector('nav[aria-label=Evidence] [aria-current=true]').textContent.startsWith('Report')",
    );
    await hands.until(
      "[...document.querySelectorAll('[data-artifact-pane] *')].some((one) => Math.abs(one.scrollTop - 340) < 20)",
    );
  });

  it('a page that does not answer is waited for, or loaded anew, as the person says', async () => {
    const asked = await assay.app.evaluate(async ({ BrowserWindow, dialog }) => {
      const window = BrowserWindow.getAllWindows()[0];
      const questions: string[] = [];
      const answers = [0, 1];
      Reflect.set(dialog, 'showMessageBox', async (_: unknown, { message }: { message: string }) => {
        questions.push(message);
        return { response: answers[questions.length - 1] ?? 0, checkboxChecked: false };
      });
      const gone = new Promise((done) => window?.webContents.once('render-process-gone', done));
      window?.emit('unresponsive');
      await new Promise((done) => setImmediate(done));
      const waited = window?.webContents.isCrashed();
      window?.emit('unresponsive');
      await gone;
      return { questions, waited };
    });
    expect(asked).toEqual({
      questions: ['This window does not answer.', 'This window does not answer.'],
      waited: false,
    });
    await hands.until("document.querySelector('[data-rubric-pane]')");
  });
});
