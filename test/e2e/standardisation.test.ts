import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAttemptBundle, type Handed } from '../builders/a-resubmission.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';
import { benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { problemsFound } from './find-problems.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const PROVIDER = 'Hannelore Achterberg';
const MODERATOR = 'Shirin Vasconcelos';
const MARKER = 'Marit Oyelaran';
const LEARNERS = ['Aino', 'Bela', 'Chidi', 'Dana', 'Emre', 'Farah', 'Goran', 'Hana'] as const;
const SETTLED = ['Aino', 'Bela', 'Chidi', 'Dana', 'Goran'] as const;
const FILES: Handed = {
  'plan.txt': { text: 'Three hazards, two controls.\nWho does what by when.', for: 'C1' },
  'log.txt': { text: 'The guard rail was fixed on Monday.', for: 'C2' },
};
const unit = aUnit({ id: 'unit:standards', criteria: [aLevels('c1'), aBinary('c2'), aNumeric('c3')] });

/** In the demo, with a unit of its own, of which the provider has marked five submissions. */
describe('standardisation, from the first set to a suspension', () => {
  let desk: Desk;
  let submissions: Readonly<Record<string, string>>;
  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
  });
  afterAll(() => desk?.assay.close());

  const button = (name: string | RegExp) => desk.assay.window.getByRole('button', { name });
  const marker = () => desk.assay.window.getByRole('region', { name: `About ${MARKER}` });

  async function look(name: string) {
    if (!process.env.SHOTS) return;
    for (const theme of ['dark', 'light'] as const) {
      await desk.assay.window.emulateMedia({ colorScheme: theme });
      await desk.assay.window.screenshot({ path: `${process.env.SHOTS}/${name}-${theme}.png` });
    }
  }

  async function handInAndMark() {
    await desk.actAs(PROVIDER);
    const bundles = [];
    for (const learner of LEARNERS) bundles.push(await anAttemptBundle(FILES, { unit, learner }));
    await desk.willChoose(...bundles);
    submissions = await desk.assay.window.evaluate(async (names) => {
      const { call, chooseFiles } = Reflect.get(globalThis, 'assay');
      const files = (await chooseFiles('bundles')).map(({ token }: { token: string }) => ({ token }));
      const { value } = await call['bundles.import']({
        files: files.map((one: { token: string }) => one.token),
      });
      return Object.fromEntries(names.map((name, at) => [name, value[at].submissions[0]]));
    }, LEARNERS);
    for (const learner of SETTLED) await mark(learner, true);
  }

  /** Whoever is at the desk marks it in full: well, or so that nothing is within tolerance. */
  async function mark(learner: string, isGood: boolean) {
    const done = await desk.assay.window.evaluate(
      async ([submission, good]) => {
        const { call } = Reflect.get(globalThis, 'assay');
        const { value } = await call['submissions.get']({ submission });
        const file = value.artifacts.find(({ title }: { title: string }) => title === 'plan.txt');
        const anchor = crypto.randomUUID();
        const line = good ? 1 : 2;
        const decisions: Record<string, object> = good
          ? {
              c1: { kind: 'level', level: 'l4' },
              c2: { kind: 'binary', met: true },
              c3: { kind: 'numeric', points: 20 },
            }
          : {
              c1: { kind: 'level', level: 'l2' },
              c2: { kind: 'binary', met: false },
              c3: { kind: 'numeric', points: 4 },
            };
        const draft = {
          judgments: Object.entries(decisions).map(([criterion, decision]) => ({
            criterion,
            decision,
            rationale: good ? 'Both controls are named.' : 'I saw no control.',
            anchors: criterion === 'c1' ? [anchor] : [],
            vacs: { valid: 'yes', authentic: 'yes', current: null, sufficient: 'unsure' },
            confidence: null,
          })),
          anchors: [
            { id: anchor, artifact: file.hash, target: { kind: 'lines', from: line, to: line, quote: null } },
          ],
          feedback: 'Well seen.',
          actions: good
            ? []
            : Object.keys(decisions).map((criterion) => ({ criterion, text: 'Do it again.' })),
          pleaseCheck: false,
        };
        const saved = await call['drafts.save']({ submission, draft, revision: value.draft?.revision ?? 0 });
        const command = crypto.randomUUID();
        return call['assessments.submit']({ command, submission, revision: saved.value?.revision ?? 0 });
      },
      [submissions[learner] ?? '', isGood] as const,
    );
    expect(done).toMatchObject({ ok: true });
  }

  async function standards() {
    const { window } = desk.assay;
    await desk.room('Queue');
    await desk.actAs(MODERATOR);
    await desk.room('Moderate');
    await window.getByRole('tab', { name: 'Standardisation' }).click();
    await window.getByRole('button', { name: /Unit/ }).click();
    await window.getByRole('option', { name: /^HS-2/ }).click();
  }

  async function makeSet(kind: string, learners: readonly string[]) {
    const { window } = desk.assay;
    await button('Make a set…').click();
    const form = desk.dialog('Make a set');
    await expect.poll(() => form.getByRole('radio', { name: kind }).isChecked()).toBe(true);
    if (kind === 'Practice') {
      await form.getByRole('row').filter({ hasText: 'It has no outcome yet' }).first().waitFor();
      await look('standards-make');
      expect(await problemsFound(desk)).toEqual([]);
    }
    for (const learner of learners) {
      await form.getByRole('searchbox').fill(learner);
      await form.getByRole('row').filter({ hasText: learner }).waitFor();
      await expect.poll(() => form.getByRole('row').count()).toBe(2);
      await form.getByRole('grid').focus();
      await window.keyboard.press('ArrowDown');
      await window.keyboard.press('Space');
    }
    if (kind === 'Qualifying') await look('standards-qualifying');
    if (kind === 'Seeds') await form.getByRole('spinbutton').fill('2');
    await form.getByRole('button', { name: 'Make the set' }).click();
    await form.waitFor({ state: 'detached' });
  }

  async function chooseMarker() {
    const { window } = desk.assay;
    await window.getByRole('grid', { name: 'Markers' }).getByText(MARKER).click();
    await marker().waitFor();
  }

  async function giveScripts(set: string, n: number) {
    await marker().getByRole('button', { name: 'Give scripts…' }).click();
    const form = desk.dialog(/^Give .* the scripts of a set/);
    await form.getByRole('button', { name: new RegExp(set) }).waitFor();
    if (n === 1) await look('standards-give');
    await form.getByRole('button', { name: 'Give the scripts' }).click();
    await form.getByText(`${MARKER} was given 1 script.`).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
  }

  it('explains itself, and takes three sets of what is settled', async () => {
    const { window } = desk.assay;
    await handInAndMark();
    await standards();
    await window.getByText('No standards for this unit yet').waitFor();
    await look('standards-empty');
    expect(await problemsFound(desk)).toEqual([]);
    await makeSet('Practice', ['Aino']);
    await makeSet('Qualifying', ['Bela']);
    await makeSet('Seeds', ['Chidi', 'Dana']);
    await window.getByRole('radio', { name: 'Sets (3)' }).click();
    await window.getByRole('grid', { name: 'Set' }).getByText('Qualifying set 1').click();
    await window.getByText('1 of 1 within tolerance').first().waitFor();
    await look('standards-sets');
    expect(await problemsFound(desk)).toEqual([]);
  });

  it('gives a marker what they practise and qualify with, and tells them so', async () => {
    const { window } = desk.assay;
    await window.getByRole('radio', { name: /^Markers/ }).click();
    await chooseMarker();
    await look('standards-marker-new');
    await giveScripts('Practice set 1', 1);
    await giveScripts('Qualifying set 1', 2);
    await desk.room('Queue');
    await desk.actAs(MARKER);
    await window.getByText(/^You are not approved to mark HS-2 yet/).waitFor();
    await window.getByText('2 scripts are left to mark.').waitFor();
    await button('My 2 scripts').click();
    await desk
      .dialog(/^What you practise/)
      .getByText('To mark')
      .first()
      .waitFor();
    await look('own-scripts');
    expect(await problemsFound(desk)).toEqual([]);
    await desk.dialog().getByRole('button', { name: 'Close' }).click();
    await look('own-standing');
  });

  it('shows them their mark beside the definitive one, with both places in the evidence', async () => {
    const { window } = desk.assay;
    await button('Mark the next').click();
    await window.getByText(/^A script to practise on/).waitFor();
    await mark('Aino', false);
    const feedback = window.getByRole('region', { name: 'Your mark and the definitive one' });
    await feedback.waitFor();
    await window.getByText(/^Out of tolerance of the definitive mark/).waitFor();
    await feedback.getByRole('button', { name: /Criterion c1/ }).click();
    await desk.openEvidence('log.txt');
    await window.getByText('The guard rail was fixed on Monday.').waitFor();
    await feedback.getByRole('button', { name: 'line 1', exact: true }).click();
    await window.getByText('Three hazards, two controls.').waitFor();
    await feedback.getByRole('button', { name: 'line 2', exact: true }).waitFor();
    await look('feedback');
    expect(await problemsFound(desk)).toEqual([]);
    await button('Show my assessment').click();
    await window.getByRole('region', { name: 'Rubric' }).waitFor();
    await button('Compare with the definitive mark').click();
    await feedback.waitFor();
  });

  it('shows it of a qualifying set once all is submitted, after which they are approved', async () => {
    const { window } = desk.assay;
    await desk.room('Queue');
    await button('Mark the next').click();
    await window.getByText(/^A script of “Qualifying set 1”, by which you qualify/).waitFor();
    await benchAt(desk).openCriterion('Criterion c1');
    for (const key of ['3', 'n', '2', 'n', '2', '0', 'Enter']) await window.keyboard.press(key);
    await window.getByText('Nothing is missing').waitFor();
    await window.keyboard.press('Control+Enter');
    await window.getByText(/^Within tolerance of the definitive mark/).waitFor();
    await standards();
    await desk.row(MARKER).getByText('Approval').waitFor();
    await chooseMarker();
    await marker().getByText(`${MARKER} passed. Approve them`, { exact: false }).waitFor();
    await look('standards-passed');
    await marker().getByRole('button', { name: 'Approve…' }).click();
    const form = desk.dialog(/^Approve /);
    await form.getByText('Passed “Qualifying set 1”: 1 of 1 scripts within tolerance, 1 needed.').waitFor();
    await look('standards-approve');
    await form.getByRole('button', { name: 'Approve', exact: true }).click();
    await desk.row(MARKER).getByText('Approved', { exact: true }).waitFor();
  });

  it('gives them work with a seed among it, which nothing tells from the rest', async () => {
    const { window } = desk.assay;
    await marker().getByRole('button', { name: 'Give work with seeds…' }).click();
    const form = desk.dialog(/^Give .* work with seeds/);
    for (const learner of ['Emre', 'Farah'])
      await form.getByRole('row').filter({ hasText: learner }).locator('[data-tick]').click();
    await form.getByText('2 chosen').waitFor();
    expect(await form.getByRole('row').filter({ hasText: 'Chidi' }).count()).toBe(0);
    await look('standards-plant');
    expect(await problemsFound(desk)).toEqual([]);
    await form.getByRole('button', { name: 'Give the work' }).click();
    await form.getByText(/was given 3 submissions\. 1 of them is a seed\./).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await desk.room('Queue');
    await desk.actAs(MARKER);
    await desk.row('Emre').waitFor();
    expect(await window.getByText(/You are not approved|left to mark/).count()).toBe(0);
    await mark('Emre', true);
    const seed = await seedOf();
    await mark(seed, false);
    for (const learner of ['Emre', seed]) await desk.row(learner).getByText('Provisional').waitFor();
    await look('own-marked');
    await desk.openSubmission(seed);
    const seen = await window.locator('main').textContent();
    expect(seen).toContain('Submitted');
    expect(seen).not.toMatch(/seed|definitive|tolerance|practise|qualify/i);
  });

  it('suspends them once they fail a second one, and lists what to look at again', async () => {
    const { window } = desk.assay;
    await standards();
    await desk.row(MARKER).getByText('A second seed').waitFor();
    await chooseMarker();
    await look('standards-second-chance');
    await marker().getByRole('button', { name: 'Give work with seeds…' }).click();
    const form = desk.dialog(/^Give .* work with seeds/);
    await form.getByRole('button', { name: 'Give the work' }).click();
    await form.getByText(/was given 1 submission\. 1 of them is a seed\./).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await desk.room('Queue');
    await desk.actAs(MARKER);
    await mark(await seedOf(), false);
    await window.getByText(/^You are suspended from marking HS-2/).waitFor();
    expect(await window.getByRole('status').filter({ hasText: 'suspended' }).textContent()).not.toMatch(
      /seed/i,
    );
    await look('own-suspended');
    await standards();
    await chooseMarker();
    await marker().getByText('Two seeds in a row were out of tolerance', { exact: false }).first().waitFor();
    const decided = marker().getByRole('region', { name: 'What was decided' });
    await decided.getByText('Approved', { exact: true }).waitFor();
    await look('standards-suspended');
    expect(await problemsFound(desk)).toEqual([]);
    await marker().getByRole('button', { name: 'Let qualify again…' }).click();
    await desk
      .dialog(/^Let .* qualify again/)
      .getByText(/There is no qualifying set that/)
      .waitFor();
    await look('standards-requalify');
    await window.keyboard.press('Escape');
    await marker()
      .getByRole('region', { name: 'To look at again' })
      .getByRole('button', { name: 'Emre' })
      .click();
    await window.getByRole('heading', { level: 1, name: 'Emre' }).waitFor();
  });

  /** The seed that the marker was given and has not marked. */
  async function seedOf(): Promise<string> {
    const found = await desk.assay.window.evaluate(
      async (text) => {
        const { call } = Reflect.get(globalThis, 'assay');
        const open = [];
        for (const [learner, submission] of text) {
          const { value } = await call['submissions.get']({ submission });
          if (value.mine === null && value.allocations.some((one: { isMine: boolean }) => one.isMine))
            open.push(learner);
        }
        return open;
      },
      Object.entries(submissions).filter(([learner]) => learner === 'Chidi' || learner === 'Dana'),
    );
    const [learner] = found;
    if (!learner) throw new Error('there is a seed to mark');
    return learner;
  }
});
