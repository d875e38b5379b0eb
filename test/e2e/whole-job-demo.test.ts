import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { credentialsIn, isVerifiedByOthers, runAssay } from './judges.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const LEARNER = 'Elias Koskela';
const FIRST = 'Marit Oyelaran';
const SECOND = 'Gareth Pham';
const MODERATOR = 'Shirin Vasconcelos';
const PROVIDER = 'Hannelore Achterberg';
const REASON = 'Nothing happens when the sensor is gone: not noticed, jjj kkk nnn 123.';

const AgreedRecord = z.object({
  body: z.object({
    sources: z.array(z.string()),
    judgments: z.array(z.object({ from: z.string().nullable() })),
  }),
});

describe('the whole job on the demo', () => {
  const userData = mkdtempSync(join(tmpdir(), 'assay-job-'));
  const out = join(userData, 'released');
  let desk: Desk;
  let zip: string;
  let folder: string;

  async function start(): Promise<void> {
    desk = deskAt(await launchAssay({ userData }));
  }

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    mkdirSync(out);
    await start();
    await desk.openDemo();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(userData, { recursive: true, force: true });
  });

  it('shows all that was handed in, and lets one act as an assessor', async () => {
    const { window } = desk.assay;
    expect(await window.getByRole('grid', { name: 'Queue' }).getAttribute('aria-rowcount')).toBe('16');
    await desk.actAs(FIRST);
    expect(await window.getByRole('link', { name: /^Moderate/ }).count()).toBe(0);
  });

  it('draws the pages of a PDF, with text that can be selected', async () => {
    const { window } = desk.assay;
    const bench = benchAt(desk);
    await desk.openSubmission(LEARNER);
    await desk.openEvidence(/^Report/);
    await window.locator('[data-page="1"] canvas').waitFor();
    const words = await bench.selectWordsOnPage(2);
    expect(await window.evaluate(() => String(getSelection()).replaceAll(/\s+/g, ' ').trim())).toBe(words);
    await window.keyboard.press('a');
    await bench.anchor(`p. 2“${words}”`).waitFor();
  });

  it('judges every criterion with the keyboard; keys are silent while a rationale is typed', async () => {
    const { window } = desk.assay;
    const { keyboard } = window;
    const bench = benchAt(desk);
    await bench.isAt('Design and data model');
    await keyboard.press('3');
    await keyboard.press('j');
    await bench.isAt('Readable, maintainable code');
    await keyboard.press('k');
    await bench.isAt('Design and data model');
    await keyboard.press('j');
    await keyboard.press('3');
    await keyboard.press('n');
    await bench.isAt('Starts from a clean checkout');
    await keyboard.press('2');
    await keyboard.press('n');
    await bench.isAt('Tests that would catch a mistake');
    await keyboard.press('3');
    await keyboard.press('n');
    await bench.isAt('Behaviour when things fail');
    await keyboard.press('1');
    await window.getByRole('button', { name: '1 rationale missing' }).waitFor();
    await keyboard.press('c');
    await keyboard.type(REASON);
    expect(await window.getByRole('textbox', { name: 'Rationale' }).inputValue()).toBe(REASON);
    await keyboard.press('Escape');
    await bench.isAt('Behaviour when things fail');
    await keyboard.press('n');
    await bench.isAt('Measured results in the report');
    await keyboard.press('7');
    await keyboard.type('.5');
    expect(await window.getByLabel('Points').inputValue()).toBe('7.5');
    await keyboard.press('Enter');
    await window.getByText('6 of 7 judged').waitFor();
  });

  it('anchors a rectangle of a picture and lines of code, and a chip leads back to its place', async () => {
    const { window } = desk.assay;
    const bench = benchAt(desk);
    await desk.openEvidence(/^Page of the seed store/);
    await bench.drawBox();
    await window.keyboard.press('a');
    await bench.anchor('boxPage of the seed store').waitFor();

    await desk.openEvidence(/^inventory\.ts/);
    await bench.chooseLines(3, 6);
    await window.keyboard.press('a');
    await bench.anchor('lines 3 – 6').waitFor();

    await bench.openCriterion('Design and data model');
    await bench.anchor('p. 2').click();
    const field = window.getByRole('textbox', { name: 'Page', exact: true });
    await expect.poll(() => field.inputValue(), { timeout: 15_000 }).toBe('2');
    await window.getByRole('region', { name: 'Page 2', exact: true }).waitFor();
    const current = window.getByRole('navigation', { name: 'Evidence' }).locator('[aria-current="true"]');
    expect(await current.textContent()).toContain('Report');
    expect(await current.textContent()).toContain('1 anchor');
  });

  it('keeps all of it over a reload, down to a half-typed rationale', async () => {
    const { window } = desk.assay;
    const bench = benchAt(desk);
    await window.keyboard.press('n');
    await bench.isAt('Own work, with sources');
    await window.keyboard.press('c');
    await window.keyboard.type('The learner expl');
    await window.reload();
    await window.getByText('6 of 7 judged').waitFor();
    await bench.isAt('Own work, with sources');
    expect(await window.getByRole('textbox', { name: 'Rationale' }).inputValue()).toBe('The learner expl');
    await bench.openCriterion('Behaviour when things fail');
    expect(await window.getByRole('textbox', { name: 'Rationale' }).inputValue()).toBe(REASON);
    await bench.openCriterion('Measured results');
    expect(await window.getByLabel('Points').inputValue()).toBe('7.5');
    expect(await bench.anchorCount()).toBe(2);
  });

  it('keeps all of it when the application is killed, too', async () => {
    const bench = benchAt(desk);
    await bench.openCriterion('Own work, with sources');
    await desk.assay.window.keyboard.press('c');
    await desk.assay.window.keyboard.press('End');
    await desk.assay.window.keyboard.type('ains eve');
    await bench.isSaved();
    await desk.assay.kill();
    await start();
    const { window } = desk.assay;
    await window.getByRole('button', { name: /^Autumn 2026 \(demo\)/ }).click();
    await window.getByRole('button', { name: new RegExp(`^${FIRST}`) }).waitFor();
    await desk.openSubmission(LEARNER);
    await benchAt(desk).isAt('Own work, with sources');
    expect(await window.getByRole('textbox', { name: 'Rationale' }).inputValue()).toBe(
      'The learner explains eve',
    );
  });

  it('submits with Ctrl+Enter once nothing is missing, and says before what is', async () => {
    const { window } = desk.assay;
    await window.keyboard.press('Control+Enter');
    await window.getByRole('region', { name: 'Before you can submit' }).waitFor();
    await window.keyboard.press('2');
    await window.getByText('Nothing is missing').waitFor();
    await window.keyboard.press('Control+Enter');
    await window.getByText(/^Submitted /).waitFor();
    expect(await window.getByRole('button', { name: 'Submit' }).count()).toBe(0);
  });

  it('shows a second assessor nothing of the first marks before their own are in', async () => {
    const { window } = desk.assay;
    await desk.actAs(SECOND);
    await window.getByText('0 of 7 judged').waitFor();
    expect(await window.locator('body').textContent()).not.toContain('Nothing happens when');
    expect(await benchAt(desk).anchorCount()).toBe(0);
    const submission = new URL(window.url()).hash.split('/').at(-1);
    const seen = await window.evaluate(
      (id) => Reflect.get(window, 'assay').call['submissions.get']({ submission: id }),
      submission,
    );
    expect(seen).toMatchObject({ ok: true, value: { others: [], mine: null } });
    expect(JSON.stringify(seen)).not.toContain('Nothing happens when');
  });

  it('takes other marks from the second assessor', async () => {
    const { window } = desk.assay;
    const { keyboard } = window;
    const bench = benchAt(desk);
    await bench.openCriterion('Design and data model');
    for (const [title, keys] of [
      ['Design and data model', '2'],
      ['Readable, maintainable code', '3'],
      ['Starts from a clean checkout', '1'],
      ['Tests that would catch a mistake', '3'],
      ['Behaviour when things fail', '4'],
      ['Measured results', '3'],
      ['Own work, with sources', '2'],
    ] as const) {
      await bench.isAt(title);
      await keyboard.press(keys);
      if (title === 'Starts from a clean checkout') {
        await keyboard.press('c');
        await keyboard.type('The README leaves out the database.');
        await keyboard.press('Escape');
      }
      if (title === 'Measured results') await keyboard.press('Enter');
      await keyboard.press('n');
    }
    await window.getByText('Nothing is missing').waitFor();
    await keyboard.press('Control+Enter');
    await window.getByText(/^Submitted /).waitFor();
  });

  it('puts the disagreement on the board and reconciles it side by side', async () => {
    const { window } = desk.assay;
    await desk.actAs(MODERATOR);
    await desk.room('Moderate');
    const row = desk.row(LEARNER);
    expect(await row.textContent()).toContain('Starts from a clean checkout');
    await row.dblclick();
    const room = window.getByRole('region', { name: `Reconcile ${LEARNER}` });
    await room.waitFor();
    await room
      .getByText('Nothing happens when')
      .or(room.getByText('The README leaves out'))
      .first()
      .waitFor();
    await window.keyboard.press('Alt+1');
    await room.getByText('7 of 7 settled').waitFor();
    const faults = room.getByRole('button', { name: /Behaviour when things fail/ });
    await faults.click();
    await room.getByText(REASON).waitFor();
    await window.keyboard.press('2');
    await room.getByPlaceholder(/Note on the agreement/).fill('Both looked at the log together.');
    await room.getByRole('button', { name: 'Record agreed outcome' }).click();
    await room.getByText(`Agreed outcome recorded by ${MODERATOR}`).waitFor();
  });

  it('counts both marks in the statistics of the unit, and sets the two markers against each other', async () => {
    const { window } = desk.assay;
    await desk.room('Moderate');
    await window.getByRole('tab', { name: 'Statistics' }).click();
    const about = window.getByText(/of \d submissions marked by two or more/);
    const shared = Number((await about.textContent())?.split(' ')[0]);
    expect(shared).toBeGreaterThanOrEqual(4);
    const verdict = window.getByRole('row').filter({ hasText: 'Verdict: passed or not yet' });
    // Agreement, then AC and κ beside it.
    expect(await verdict.textContent()).toMatch(/\d\.\d\d.*\d\.\d\d.*\d\.\d\d/);
    const matrix = window.getByRole('table', { name: /in rows, .* in columns/ });
    const counts = (await matrix.getByRole('cell').allTextContents()).map(Number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(shared);
  });

  it('names the sources of the agreed outcome in a signed record', async () => {
    const { window } = desk.assay;
    await desk.room('Log');
    const agreed = desk
      .row(LEARNER)
      .filter({ hasText: /agreed/i })
      .first();
    await agreed.click();
    const proof = window.getByRole('region', { name: 'Proof of the entry' });
    const signed = proof.locator('pre').filter({ hasText: '"type":"outcome.agreed"' });
    const { body } = AgreedRecord.parse(JSON.parse((await signed.textContent()) ?? ''));
    const takenFrom = new Set(body.judgments.map(({ from }) => from));
    expect(body.sources).toHaveLength(2);
    expect(takenFrom).toEqual(new Set(body.sources));
    await proof.getByRole('button', { name: 'Copy: Record id (SHA-256)' }).click();
    const copied = () => desk.assay.app.evaluate(({ clipboard }) => clipboard.readText());
    await expect.poll(copied, { timeout: 5_000 }).toMatch(/^[0-9a-f]{64}$/);
  });

  it('confirms, and exports one batch into a folder and a zip', async () => {
    const { window } = desk.assay;
    await desk.actAs(PROVIDER);
    await desk.room('Results');
    await desk.row(LEARNER).click();
    await window.keyboard.press('Space');
    await window.getByRole('button', { name: 'Confirm 1', exact: true }).click();
    await window.getByRole('button', { name: 'Export 1…' }).waitFor();
    await window.getByText('1 selected').click();
    await window.getByRole('button', { name: 'Export 5…' }).click();
    const form = desk.dialog('Export a batch');
    await desk.willChoose(out);
    await form.getByLabel('Batch name').fill('Winter board');
    await form.getByRole('button', { name: 'Choose a folder…' }).click();
    await form.getByRole('button', { name: 'released' }).waitFor();
    await form.getByRole('button', { name: /Sign and export/ }).click();
    await form.getByText(/results? signed and written as “Winter board”/).waitFor({ timeout: 60_000 });
    folder = (await form.getByRole('definition').nth(0).textContent()) ?? '';
    zip = (await form.getByRole('definition').nth(1).textContent()) ?? '';
    expect(existsSync(folder)).toBe(true);
    expect(existsSync(zip)).toBe(true);
    await form.getByRole('button', { name: 'Close' }).last().click();
    await desk.row(LEARNER).getByText('Released').waitFor();
  });

  it('tells how the outcome came about, each record checked, and as text to copy', async () => {
    const { window, app } = desk.assay;
    await desk
      .row(LEARNER)
      .getByRole('button', { name: `History of ${LEARNER}’s submission` })
      .click();
    const history = window.getByRole('region', { name: `History of ${LEARNER}’s submission` });
    await history.getByText(/records, signatures and places in their chains checked just now/).waitFor();
    const entries = await history.getByRole('listitem').allInnerTexts();
    expect(entries.every((entry) => entry.includes('Holds'))).toBe(true);
    const agreed = history.getByRole('listitem').filter({ hasText: 'Agreed the outcome' });
    const sources = agreed.getByRole('button', { name: new RegExp(`(${FIRST}|${SECOND})$`) });
    expect(await sources.count()).toBe(2);
    await history.getByRole('button', { name: 'Copy as text' }).click();
    await history.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain(`History of ${LEARNER}’s submission`);
    expect(copied).toContain(SECOND);
    expect(copied).toMatch(/Rests on: No\. \d+/);
    await window.keyboard.press('Alt+ArrowLeft');
  });

  it('verifies the batch where it is chosen and where it is dropped', async () => {
    const { window } = desk.assay;
    await window.getByRole('tab', { name: 'Verify' }).click();
    await desk.willChoose(zip);
    await window.getByRole('tabpanel').getByRole('button', { name: 'Verify a file…' }).click();
    const verdict = desk.dialog('Verification');
    await verdict.waitFor();
    expect(await verdict.getByRole('listitem').filter({ hasText: 'Fails' }).count()).toBe(0);
    await window.keyboard.press('Escape');
    await verdict.waitFor({ state: 'detached' });

    await desk.drop(folder);
    await verdict.waitFor();
    expect(await verdict.getByRole('listitem').filter({ hasText: 'Holds' }).count()).toBeGreaterThan(3);
    expect(await verdict.getByRole('listitem').filter({ hasText: 'Fails' }).count()).toBe(0);
    await window.keyboard.press('Escape');
    await verdict.waitFor({ state: 'detached' });
  });

  it('verifies with the command, and one credential with the reference implementation', async () => {
    const run = await runAssay('verify', '--json', folder, zip);
    expect(run.exitCode, run.err).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject([{ ok: true }, { ok: true }]);
    const credential = JSON.parse(readFileSync(credentialsIn(folder)[0] ?? '', 'utf8'));
    expect(await isVerifiedByOthers(credential)).toBe(true);
    expect(await isVerifiedByOthers({ ...credential, name: 'Another' })).toBe(false);
  });

  it('names a flipped byte on screen', async () => {
    const { window } = desk.assay;
    const broken = join(userData, 'broken');
    cpSync(folder, broken, { recursive: true });
    const [path = ''] = credentialsIn(broken);
    const bytes = readFileSync(path);
    const at = bytes.indexOf('"achievement"') + 3;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await desk.drop(broken);
    const verdict = desk.dialog('Verification');
    await verdict.waitFor();
    const fails = verdict.getByRole('listitem').filter({ hasText: 'Fails' });
    await fails.first().waitFor();
    const name = path.split('/').at(-1) ?? '';
    expect((await fails.allInnerTexts()).join('\n')).toContain(name);
    await window.keyboard.press('Escape');
    expect((await runAssay('verify', broken)).exitCode).toBe(1);
  });
});
