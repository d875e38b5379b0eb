import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { Dossier } from '../../src/api/shapes.ts';
import { confirmBatch } from '../../src/app/batches/confirm-batch.ts';
import { decideBatch, recordFinding, verifyItem } from '../../src/app/batches/run-batch.ts';
import { batchDossier } from '../../src/app/dossier/batch-dossier.ts';
import { saveDossier } from '../../src/app/dossier/save-dossier.ts';
import { eraseLearner } from '../../src/app/learners.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { CriterionId, type RecordId } from '../../src/domain/ids.ts';
import { sampleAsCsv } from '../../src/results/dossier/dossier-tables.ts';
import { setDossier } from '../../src/results/dossier/set-dossier.ts';
import { aBatch, aDrawnBatch } from '../builders/a-batch.ts';
import { allMet, level } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, anAssessment, aSubmission, codeOf, must } from '../builders/a-workspace.ts';
import { readBackPdf } from '../builders/read-back-pdf.ts';
import { tamperWith } from '../builders/tamper-with.ts';

const c1 = CriterionId.parse('c1');
const AT = '2026-07-31T10:00:00.000Z';
const fontsDir = fileURLToPath(new URL('../../resources/fonts', import.meta.url));
const fonts = {
  body: readFileSync(join(fontsDir, 'NotoSans-Regular.ttf')),
  bold: readFileSync(join(fontsDir, 'NotoSans-Bold.ttf')),
  mono: readFileSync(join(fontsDir, 'NotoSansMono-Regular.ttf')),
};
const gather = async (workspace: Workspace, batch: RecordId, at = AT) =>
  must(await batchDossier(workspace, batch, at, aCall()));
const save = (workspace: Workspace, batch: RecordId, path: string) =>
  saveDossier(workspace, { batch, path, fontsDir }, aCall());
const wordsOf = (pages: readonly string[]) => pages.join('\n').replace(/\s+/g, ' ');

/** Two that Mo looked at, one with advice; confirmed. Eve is at the desk. */
async function aConfirmedBatch() {
  const made = await aDrawnBatch('verification');
  const [first, second] = made.submissions;
  if (!first || !second) throw new Error('there are two');
  must(await verifyItem(made.as('Mo'), randomUUID(), made.batch, first, { kind: 'agree' }));
  const advice = { kind: 'advice', note: '=Date each photograph.' } as const;
  must(await verifyItem(made.as('Mo'), randomUUID(), made.batch, second, advice));
  must(await confirmBatch(made.as('Mo'), randomUUID(), made.batch));
  made.as('Eve');
  return { ...made, first, second };
}

describe('the dossier of a batch', () => {
  it('tells the outcomes, the sample with its reasons and seed, the findings, coverage, timeline and people', async () => {
    const { workspace, batch, second } = await aConfirmedBatch();
    const dossier = await gather(workspace, batch);
    expect(Dossier.parse(dossier)).toEqual(dossier);
    expect(dossier).toMatchObject({
      exported: { at: AT, by: { name: 'Eve' }, roles: ['eqa'] },
      provider: 'P Ltd',
      unit: { code: 'HS-2', version: '2026.1' },
      batch: { label: 'July', state: 'confirmed', version: 1, confirmed: { by: { name: 'Mo' } } },
    });
    expect(
      dossier.outcomes.map(({ learner, verdict, drawnBecause, looked }) => [
        learner,
        verdict,
        drawnBecause,
        looked,
      ]),
    ).toEqual([
      ['Learner 0', 'passed', ['Everything is drawn.'], 'agree'],
      ['Learner 1', 'passed', ['Everything is drawn.'], 'advice'],
    ]);
    const [draw] = dossier.draws;
    expect(draw).toMatchObject({ ruleInWords: ['Everything.'], population: 2, by: { name: 'Mo' } });
    // Nobody gave a seed, so it is the record that closed marking.
    expect(dossier.timeline.find(({ type }) => type === 'batch.marking_closed')?.record).toBe(draw?.seed);
    expect(dossier.findings.map(({ finding, submission }) => [finding, submission])[1]).toEqual([
      'advice',
      second,
    ]);
    expect(dossier.coverage.map(({ dimension }) => dimension)).toContain('assessors');
    expect(dossier.statistics).toMatchObject({ submissions: 2, doubleMarked: 0 });
    expect(dossier.timeline.map(({ type, checked, reason }) => [type, checked, reason])).toEqual([
      ['batch.opened', 'holds', null],
      ['batch.marking_closed', 'holds', null],
      ['batch.sample_drawn', 'holds', null],
      ['batch.item_verified', 'holds', null],
      ['batch.item_verified', 'holds', null],
      ['batch.confirmed', 'holds', null],
    ]);
    const did = Object.fromEntries(dossier.people.map(({ name, did: parts }) => [name, parts]));
    expect(did).toEqual({
      Ann: ['assessed'],
      Root: ['opened the batch', 'closed marking'],
      Mo: ['drew the sample', 'verified the sample', 'confirmed the batch'],
    });
    expect(dossier.people.find(({ name }) => name === 'Mo')?.appointments).toMatchObject([
      { roles: ['moderator'] },
    ]);
  });

  it('tells of moderation as a whole what each finding was, what the moderator would have given, and the decision', async () => {
    const { as, batch, submissions } = await aDrawnBatch('moderation');
    for (const submission of submissions) {
      const found = { submission, finding: 'lenient' as const, note: 'Page 3.' };
      const decisions = [{ criterion: c1, decision: level('l2') }];
      must(await recordFinding(as('Mo'), randomUUID(), batch, { ...found, decisions }));
    }
    const adjust = { kind: 'adjust' as const, adjustments: [{ criterion: c1, by: -1 }] };
    must(await decideBatch(as('Mo'), randomUUID(), batch, adjust, 'All lenient.'));
    const dossier = await gather(as('Eve'), batch);
    expect(dossier.findings[0]).toMatchObject({
      finding: 'lenient',
      wouldHaveGiven: [{ criterion: 'Criterion c1', decision: 'Level 2' }],
    });
    expect(dossier.decision).toMatchObject({
      decision: 'adjust',
      adjustments: ['Criterion c1: -1'],
      reason: 'All lenient.',
    });
  });

  it('is the same for the same records, but for when it was exported and by whom', async () => {
    const made = await aConfirmedBatch();
    const one = await gather(made.workspace, made.batch);
    const { exported: _, ...rest } = await gather(made.as('Mo'), made.batch, '2026-08-01T10:00:00.000Z');
    const { exported, ...same } = one;
    expect(rest).toEqual(same);
    const again = await gather((await made.reopen()) && made.as('Eve'), made.batch);
    expect(JSON.stringify(again)).toBe(JSON.stringify(one));
    const [first, second] = [await setDossier(one, fonts), await setDossier(again, fonts)];
    expect(first.equals(second)).toBe(true);
    expect(
      first.equals(
        await setDossier({ ...one, exported: { ...exported, at: '2026-08-01T10:00:00.000Z' } }, fonts),
      ),
    ).toBe(false);
  });

  it('says which record of the timeline does not prove itself', async () => {
    const made = await aConfirmedBatch();
    await tamperWith(made, "UPDATE records SET signature = zeroblob(64) WHERE type = 'batch.opened'");
    const { timeline } = await gather(made.as('Eve'), made.batch);
    expect(timeline.filter(({ checked }) => checked === 'fails').map(({ type }) => type)).toEqual([
      'batch.opened',
    ]);
  });

  it('counts statistics of the batch alone, not of all that the unit has', async () => {
    const made = await aConfirmedBatch();
    const other = await aSubmission(made.as('Root'), { unit: made.unit, learner: 'Learner 9' });
    await anAssessment(made.as('Ann'), other, allMet(made.unit));
    expect((await gather(made.as('Eve'), made.batch)).statistics.submissions).toBe(2);
  });

  it('names nobody who was erased', async () => {
    const made = await aConfirmedBatch();
    must(await eraseLearner(made.as('Root'), randomUUID(), made.first, 'Asked for it.', aCall()));
    const said = JSON.stringify(await gather(made.as('Eve'), made.batch));
    expect(said).not.toContain('Learner 0');
    expect(said).toContain('Learner 1');
  });
});

describe('a dossier is refused', () => {
  it('while marking is open', async () => {
    const { as, batch } = await aBatch('verification');
    expect(codeOf(await batchDossier(as('Eve'), batch, AT, aCall()))).toBe('batch.wrong_state');
  });

  it('to assessors, and to whoever may still mark some of it', async () => {
    const { as, batch } = await aDrawnBatch('verification');
    expect(codeOf(await batchDossier(as('Ann'), batch, AT, aCall()))).toBe('batch.not_allowed');
    const early = await batchDossier(as('Bob'), batch, AT, aCall());
    expect(early).toMatchObject({
      error: { code: 'dossier.not_yet', message: expect.stringContaining('2 of the 2') },
    });
    expect(codeOf(await batchDossier(as('Eve'), batch, AT, aCall()))).toBe('ok');
  });

  it('into a file of a kind that nobody knows, or a place that cannot be written; nothing is left there', async () => {
    const { workspace, batch } = await aConfirmedBatch();
    const folder = await aTempFolder();
    expect(codeOf(await save(workspace, batch, join(folder, 'dossier.docx')))).toBe('dossier.unknown_kind');
    expect(codeOf(await save(workspace, batch, join(folder, 'nowhere', 'dossier.pdf')))).toBe(
      'dossier.not_written',
    );
    mkdirSync(join(folder, 'taken.pdf.part'));
    expect(codeOf(await save(workspace, batch, join(folder, 'taken.pdf')))).toBe('dossier.not_written');
    expect(readdirSync(folder)).toEqual(['taken.pdf.part']);
  });
});

describe('a dossier in files', () => {
  it('lies in a folder of its own, beside those that were there, and records nothing', async () => {
    const { workspace, batch } = await aConfirmedBatch();
    const before = workspace.store.records.count();
    const folder = await aTempFolder();
    const saved = must(await save(workspace, batch, folder));
    expect(saved).toEqual({
      name: 'dossier-july-v1',
      files: ['dossier.pdf', 'dossier.json', 'sample.csv', 'findings.csv'],
    });
    expect(must(await save(workspace, batch, folder)).name).toBe('dossier-july-v1-2');
    expect(readdirSync(folder).sort()).toEqual(['dossier-july-v1', 'dossier-july-v1-2']);
    const json: unknown = JSON.parse(readFileSync(join(folder, 'dossier-july-v1', 'dossier.json'), 'utf8'));
    expect(Dossier.parse(json)).toMatchObject({ assay: 'dossier', v: 1, batch: { label: 'July' } });
    expect(workspace.store.records.count()).toBe(before);
  });

  it('is one file where a file was named, and takes the place of the one that was chosen', async () => {
    const { workspace, batch } = await aConfirmedBatch();
    const folder = await aTempFolder();
    writeFileSync(join(folder, 'd.pdf'), 'old');
    for (const name of ['d.pdf', 'd.json', 'd.csv'])
      expect(must(await save(workspace, batch, join(folder, name)))).toEqual({ name, files: [name] });
    expect(readFileSync(join(folder, 'd.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(folder).sort()).toEqual(['d.csv', 'd.json', 'd.pdf']);
  });

  it('holds no cell that a spreadsheet would run', async () => {
    const { workspace, batch } = await aConfirmedBatch();
    const folder = await aTempFolder();
    const { name } = must(await save(workspace, batch, folder));
    const rows = parse(readFileSync(join(folder, name, 'findings.csv')), { bom: true, columns: true });
    expect(rows[1]).toMatchObject({ finding: 'advice', note: "'=Date each photograph.", by: 'Mo' });
    const dossier = await gather(workspace, batch);
    const hostile = dossier.outcomes.map((one) => ({ ...one, learner: '@SUM(A1)' }));
    expect(
      parse(sampleAsCsv({ ...dossier, outcomes: hostile }), { bom: true, columns: true })[0],
    ).toMatchObject({
      learner: "'@SUM(A1)",
      why_drawn: 'Everything is drawn.',
    });
  });
});

describe('a dossier as PDF', () => {
  it('has a title page, numbered pages, words that can be selected, and says what it is and in which language', async () => {
    const { workspace, batch } = await aConfirmedBatch();
    const dossier = await gather(workspace, batch);
    const { pages, title, language, tags } = await readBackPdf(await setDossier(dossier, fonts));
    expect([title, language]).toEqual(['Dossier of the batch “July”', 'en-GB']);
    const [front, ...others] = pages.map((page) => page.replace(/\s+/g, ' '));
    for (const said of ['P Ltd', 'HS-2 Site risk assessment, version 2026.1', '2026-07-31 10:00 UTC by Eve'])
      expect(front).toContain(said);
    for (const [at, page] of pages.entries()) expect(page).toContain(`${at + 1} / ${pages.length}`);
    const words = wordsOf(others);
    for (const said of [
      'Everything is drawn.',
      '=Date each photograph.',
      'Learner 1',
      'Coverage (CAMERA)',
      'Confirmed “July”',
    ])
      expect(words).toContain(said);
    expect(words).toContain(dossier.draws[0]?.seed.slice(0, 30));
    const all = tags.flat();
    for (const role of ['Document', 'Title', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD'])
      expect(all).toContain(role);
  });

  it('repeats the head of a table on every page, untagged, and breaks a row that is longer than a page', async () => {
    const { workspace, batch } = await aConfirmedBatch();
    const dossier = await gather(workspace, batch);
    const [outcome] = dossier.outcomes;
    const [finding] = dossier.findings;
    if (!outcome || !finding) throw new Error('there are some');
    const many = {
      ...dossier,
      outcomes: Array.from({ length: 120 }, (_, at) => ({ ...outcome, learner: `Learner ${at}` })),
      findings: [{ ...finding, note: Array.from({ length: 1500 }, (_, at) => `word${at}`).join(' ') }],
    };
    const { pages, tags } = await readBackPdf(await setDossier(many, fonts));
    const listing = pages.filter((page) => /Learner \d+ +Ann/.test(page.replace(/\s+/g, ' ')));
    expect(listing.length).toBeGreaterThan(2);
    for (const page of listing) expect(page).toContain('Assessed by');
    const words = wordsOf(pages);
    for (let at = 0; at < 120; at += 1) expect(words).toContain(`Learner ${at} `);
    for (const at of [0, 700, 1499]) expect(words).toContain(`word${at}`);
    // Six heads of the table of outcomes on its first page, and none on its second.
    expect(tags[1]?.filter((role) => role === 'TH')).toHaveLength(6);
    expect(tags[2]?.filter((role) => role === 'TH')).toHaveLength(0);
    expect(tags[2]?.filter((role) => role === 'TR').length).toBeGreaterThan(20);
  });

  it('shows Greek and Cyrillic names, and writes what its typeface lacks as numbers, with the name for those who listen', async () => {
    const made = await aConfirmedBatch();
    const dossier = await gather(made.as('Eve'), made.batch);
    const [outcome] = dossier.outcomes;
    if (!outcome) throw new Error('there are two');
    const names = ['Ελένη Παπαδοπούλου', 'Йосип Ґалаґан', '张伟'];
    const named = names.map((learner) => ({ ...outcome, learner }));
    const bytes = await setDossier({ ...dossier, outcomes: named }, fonts);
    const words = wordsOf((await readBackPdf(bytes)).pages);
    for (const said of [
      'Ελένη',
      'Παπαδοπούλου',
      'Йосип',
      'Ґалаґан',
      '[U+5F20',
      'U+4F1F]',
      'Some characters have no shape',
    ])
      expect(words).toContain(said);
    expect(bytes.includes(Buffer.from('\ufeff张伟', 'utf16le').swap16())).toBe(true);
    const plain = wordsOf((await readBackPdf(await setDossier(dossier, fonts))).pages);
    expect(plain).not.toContain('Some characters have no shape');
  });
});
