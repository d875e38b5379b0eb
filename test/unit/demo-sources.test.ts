import { createHash } from 'node:crypto';
import { extname, join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { describe, expect, it } from 'vitest';
import { type BuiltEvidence, buildEvidence } from '../../src/app/demo/build-evidence.ts';
import type { DemoAnchor, DemoEvidence, DemoLearner } from '../../src/app/demo/content/demo-types.ts';
import { demoContent } from '../../src/app/demo/demo-content.ts';
import { AnchorTarget } from '../../src/domain/anchor.ts';
import { LevelId } from '../../src/domain/ids.ts';
import { DraftJudgment, Judgment } from '../../src/domain/judgment.ts';
import { type Criterion, Unit } from '../../src/domain/rubric.ts';

const resources = join(import.meta.dirname, '../../resources/demo');
const { learners, units, people } = demoContent;
/** All that a learner handed in, the first time and again. */
const allFiles = (learner: DemoLearner) => [...learner.files, ...(learner.again?.files ?? [])];
const each = learners.map((learner): [string, DemoLearner] => [learner.name, learner]);

function criteriaOf(learner: DemoLearner): readonly Criterion[] {
  return units.find((unit) => unit.id === learner.unit)?.criteria ?? [];
}

function fits(criterion: Criterion | undefined, decision: Judgment['decision'] | null): boolean {
  if (criterion === undefined) return false;
  if (decision === null) return true;
  switch (decision.kind) {
    case 'binary':
      return criterion.kind === 'binary';
    case 'level':
      return criterion.kind === 'levels' && criterion.levels.some((level) => level.id === decision.level);
    case 'numeric': {
      if (criterion.kind !== 'numeric') return false;
      const steps = (decision.points - criterion.min) / criterion.step;
      return decision.points >= criterion.min && decision.points <= criterion.max && Number.isInteger(steps);
    }
  }
}

async function buildAll(): Promise<Map<DemoEvidence, BuiltEvidence>> {
  const built = new Map<DemoEvidence, BuiltEvidence>();
  for (const file of learners.flatMap(allFiles)) {
    built.set(file, await buildEvidence(file.source, resources));
  }
  return built;
}

function anchorsOf(learner: DemoLearner): readonly DemoAnchor[] {
  return [...learner.assessments, ...(learner.draft === null ? [] : [learner.draft])].flatMap(
    (a) => a.anchors,
  );
}

describe('the demo content', () => {
  it('has units that pass the schema, with every kind of criterion and critical ones', () => {
    for (const unit of units) {
      expect(Unit.parse(unit)).toEqual(unit);
      expect(new Set(unit.criteria.map((c) => c.kind))).toEqual(new Set(['binary', 'levels', 'numeric']));
      expect(unit.criteria.some((c) => c.critical)).toBe(true);
    }
  });

  it('has at least six learners a unit, all different', () => {
    for (const unit of units)
      expect(learners.filter((l) => l.unit === unit.id).length).toBeGreaterThanOrEqual(6);
    for (const key of ['identifier', 'name', 'email', 'bundleId'] as const) {
      expect(new Set(learners.map((l) => l[key])).size).toBe(learners.length);
    }
  });

  it('has one learner hand in again after a settled outcome: with files changed, kept, added and left out', async () => {
    const [learner, ...others] = learners.filter((one) => one.again);
    expect(others).toEqual([]);
    expect(learner?.agreed !== null && learner?.confirmed).toBe(true);
    const [before, now] = [learner?.files ?? [], learner?.again?.files ?? []];
    const became = await Promise.all(
      now.map(async ({ path, source }) => {
        const there = before.find((one) => one.path === path);
        if (!there) return 'added';
        const [a, b] = await Promise.all([there, { source }].map((f) => buildEvidence(f.source, resources)));
        return a?.bytes.equals(b?.bytes ?? Buffer.alloc(0)) ? 'kept' : 'changed';
      }),
    );
    expect(new Set(became)).toEqual(new Set(['changed', 'kept', 'added']));
    expect(before.some(({ path }) => !now.some((one) => one.path === path))).toBe(true);
    const dates = (files: readonly DemoEvidence[]) => Math.max(...files.map((f) => Date.parse(f.createdAt)));
    expect(dates(now)).toBeGreaterThan(Date.parse(learner?.agreed?.at ?? ''));
  });

  it('keeps comments for criteria and decisions there are', () => {
    const misplaced = demoContent.comments.filter(({ unit, criterion, decision }) => {
      const about = units.find((one) => one.id === unit)?.criteria.find((one) => one.id === criterion);
      return decision !== null && !fits(about, { kind: 'level', level: LevelId.parse(decision) });
    });
    expect(misplaced).toEqual([]);
  });

  it('lets nobody moderate who assesses', () => {
    expect(people.filter((p) => p.roles.includes('moderator') && p.roles.includes('assessor'))).toEqual([]);
  });

  it('shows every state a screen can show', () => {
    expect(learners.some((l) => l.assessments.length === 0 && l.draft === null)).toBe(true);
    expect(learners.some((l) => l.draft !== null)).toBe(true);
    for (const marks of [1, 2]) expect(learners.some((l) => l.assessments.length === marks)).toBe(true);
    expect(learners.some((l) => l.agreed !== null)).toBe(true);
    expect(learners.filter((l) => l.confirmed).length).toBeGreaterThanOrEqual(2);
    expect(learners.some((l) => l.assessments.some((a) => a.pleaseCheck))).toBe(true);
    const gaps = (l: DemoLearner) =>
      criteriaOf(l).filter((c) => !l.files.some((f) => f.about.includes(c.id)));
    expect(learners.some((l) => gaps(l).length >= 3)).toBe(true);
  });

  it.each(each)('gives %s submitted assessments that are complete and fit the rubric', (_, learner) => {
    const criteria = criteriaOf(learner);
    for (const { judgments, anchors } of learner.assessments) {
      expect(judgments.map((j) => j.criterion)).toEqual(criteria.map((c) => c.id));
      for (const judgment of judgments) {
        expect(Judgment.parse(judgment)).toEqual(judgment);
        expect(judgment.rationale).not.toBe('');
        expect(judgment.anchors.filter((id) => !anchors.some((a) => a.id === id))).toEqual([]);
      }
    }
    const settled = learner.agreed?.judgments ?? [];
    if (learner.agreed) expect(settled.map((j) => j.criterion)).toEqual(criteria.map((c) => c.id));
    const drafted = learner.draft?.judgments ?? [];
    for (const judgment of drafted) DraftJudgment.parse(judgment);
    const all = [...learner.assessments.flatMap((a) => a.judgments), ...settled, ...drafted];
    expect(
      all.filter(
        (j) =>
          !fits(
            criteria.find((c) => c.id === j.criterion),
            j.decision,
          ),
      ),
    ).toEqual([]);
    const claimed = allFiles(learner).flatMap((f) => f.about);
    expect(claimed.filter((id) => !criteria.some((c) => c.id === id))).toEqual([]);
  });
});

describe('the demo evidence', () => {
  it('builds quickly, the same every time, small, and as what its name says', {
    timeout: 30_000,
  }, async () => {
    const started = performance.now();
    const first = await buildAll();
    const tookMs = performance.now() - started;
    const second = await buildAll();
    let total = 0;
    for (const [file, { bytes }] of first) {
      const hash = (b: Buffer | undefined) =>
        createHash('sha256')
          .update(b ?? '')
          .digest('hex');
      expect(hash(second.get(file)?.bytes), file.path).toBe(hash(bytes));
      expect(bytes.length, file.path).toBeGreaterThan(60);
      total += bytes.length;
      const ext = extname(file.path).slice(1);
      const sniffed = (await fileTypeFromBuffer(bytes))?.ext;
      expect(sniffed ?? 'text', file.path).toBe(
        /^(pdf|zip|png|jpg|webm|pptx|docx|xlsx|vtt)$/.test(ext) ? ext : 'text',
      );
    }
    expect(total).toBeLessThan(25_000_000);
    expect(tookMs).toBeLessThan(5_000);
  });

  it('has every place an assessor pointed to', { timeout: 30_000 }, async () => {
    const built = await buildAll();
    for (const learner of learners) {
      expect(new Set(learner.files.map((f) => f.path)).size).toBe(learner.files.length);
      for (const { path, at } of anchorsOf(learner)) {
        const file = learner.files.find((f) => f.path === path);
        const target = at.kind === 'quote' ? file && built.get(file)?.locate(at.quote) : at;
        expect(AnchorTarget.safeParse(target).success, `${learner.name} ${path} ${JSON.stringify(at)}`).toBe(
          true,
        );
      }
    }
  });
});
