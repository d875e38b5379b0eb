import type { Problem } from '../api/shapes.ts';
import { checkUnit } from '../domain/check-unit.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { type Alignment, Unit } from '../domain/rubric.ts';
import { readCriterion } from './case-criterion.ts';
import { type CaseItem, CasePackage, type CaseRubric } from './case-shapes.ts';

export interface ReadCase {
  readonly title: string;
  readonly uri: string;
  /** One for each rubric that can be assessed with. */
  readonly units: readonly Unit[];
  readonly warnings: readonly Problem[];
}

/** Whether JSON looks like a CASE package of any version. */
export function isCasePackage(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'CFDocument' in json;
}

/**
 * Reads a CASE package (1EdTech CASE 1.0 or 1.1, parsed from JSON) into units: one for each CFRubric.
 *
 * CASE says nothing of three things a unit needs; `extensions` may, as Assay writes them, else this is assumed:
 * - the required level of a criterion (`assay:requiredLevel`: a level's identifier or uri): the second highest of three or
 *   more, the higher of two — with the warning `case.required_level_assumed`;
 * - whether a criterion is critical (`assay:critical`): no;
 * - the rest of a unit (`assay:unit` on the rubric: any fields of a unit but its criteria): all criteria must be met.
 */
export function readCasePackage(json: unknown): Result<ReadCase> {
  if (!isCasePackage(json)) {
    return refused(
      'case.not_a_package',
      'This is not a CASE package: it has no CFDocument; choose another file.',
    );
  }
  const parsed = CasePackage.safeParse(json);
  if (!parsed.success) {
    return refused('case.invalid', 'The CASE package cannot be read: its CFDocument is not an object.');
  }
  const source = parsed.data;
  const warnings: Problem[] = [];
  const units: Unit[] = [];
  if (source.CFRubrics.length === 0) {
    warnings.push(
      warn('case.no_rubrics', 'The framework carries no rubric, so there is nothing to assess with.', null),
    );
  }
  source.CFRubrics.forEach((rubric, index) => {
    const unit = readRubric(source, rubric, index, warnings);
    if (unit !== null) units.push(unit);
  });
  const { title, uri, identifier } = source.CFDocument;
  return ok({ title: title ?? '', uri: uri ?? identifier ?? '', units, warnings });
}

function readRubric(
  source: CasePackage,
  rubric: CaseRubric,
  index: number,
  warnings: Problem[],
): Unit | null {
  const at = rubric.title ?? rubric.identifier ?? `rubric ${index + 1}`;
  const items = rubric.CFRubricCriteria.map((criterion) => findItem(source, criterion.CFItemURI));
  const subject = commonItem(source, items);
  const document = source.CFDocument;
  const name = subject?.fullStatement ?? rubric.title ?? document.title ?? '';
  const written: Record<string, unknown> = {
    id:
      rubric.uri ??
      rubric.identifier ??
      `${document.uri ?? document.identifier ?? 'case'}#rubric-${index + 1}`,
    code: cut(subject?.humanCodingScheme ?? rubric.title ?? name, 200),
    title: cut(name, 2000),
    versionLabel: cut(document.version ?? document.lastChangeDateTime?.slice(0, 10) ?? '', 100),
    description: cut(rubric.description ?? document.description ?? '', 20000),
    learningOutcomes: [],
    expectedLevel:
      subject === null || subject.educationLevel.length === 0 ? null : subject.educationLevel.join(', '),
    methods: [],
    recommendedPriorLearning: null,
    credit: null,
    alignments: subject === null ? [] : [alignmentOf(source, subject)],
    passRule: { kind: 'all_met' },
  };
  const own = rubric.extensions['assay:unit'];
  if (typeof own === 'object' && own !== null) Object.assign(written, own);
  const categories = rubric.CFRubricCriteria.map((criterion) => criterion.category);
  const categoriesName = new Set(categories).size === categories.length && !categories.includes(null);
  written.criteria = rubric.CFRubricCriteria.map((criterion, position) => ({
    criterion,
    position,
    item: items[position],
  }))
    .sort((a, b) => (a.criterion.position ?? a.position) - (b.criterion.position ?? b.position))
    .map(({ criterion, position, item }) =>
      readCriterion(criterion, {
        fallbackId: `${String(written.id)}#criterion-${position + 1}`,
        alignments: item === undefined || item === null ? [] : [alignmentOf(source, item)],
        code: item !== undefined && item !== null && item !== subject ? item.humanCodingScheme : null,
        categoriesName,
        warnings,
      }),
    );
  const unit = Unit.safeParse(written);
  if (!unit.success) {
    const why = unit.error.issues[0];
    warnings.push(
      warn(
        'case.rubric_unusable',
        `A rubric was left out: ${why?.path.join('.') ?? ''} ${why?.message ?? ''}`.trim(),
        at,
      ),
    );
    return null;
  }
  const [failure] = checkUnit(unit.data);
  if (failure !== undefined) {
    warnings.push(warn('case.rubric_unusable', `A rubric was left out: ${failure.message}`, at));
    return null;
  }
  return unit.data;
}

/** The item a rubric is about: the one all its criteria point to, or the one parent of all they point to. */
function commonItem(source: CasePackage, items: readonly (CaseItem | null)[]): CaseItem | null {
  const pointed = new Set(items.filter((item) => item !== null));
  if (pointed.size === 0) return null;
  if (pointed.size === 1) return [...pointed][0] ?? null;
  const parents = new Set([...pointed].map((item) => parentOf(source, item)));
  return parents.size === 1 ? ([...parents][0] ?? null) : null;
}

function parentOf(source: CasePackage, item: CaseItem): CaseItem | null {
  const association = source.CFAssociations.find(
    (candidate) => candidate.associationType === 'isChildOf' && links(candidate.originNodeURI, item),
  );
  return association === undefined ? null : findItem(source, association.destinationNodeURI);
}

interface Link {
  readonly identifier: string | null;
  readonly uri: string | null;
}

function findItem(source: CasePackage, link: Link | null): CaseItem | null {
  return source.CFItems.find((item) => links(link, item)) ?? null;
}

function links(link: Link | null, item: CaseItem): boolean {
  if (link === null) return false;
  if (link.identifier !== null && link.identifier === item.identifier) return true;
  return link.uri !== null && link.uri === item.uri;
}

function alignmentOf(source: CasePackage, item: CaseItem): Alignment {
  return {
    uri: cut(item.uri ?? item.identifier ?? '', 2000),
    code: item.humanCodingScheme === null ? null : cut(item.humanCodingScheme, 200),
    statement: cut(item.fullStatement ?? item.abbreviatedStatement ?? '', 8000),
    framework: source.CFDocument.title === null ? null : cut(source.CFDocument.title, 400),
  };
}

function cut(value: string, max: number): string {
  return value.length <= max ? value : `${value.slice(0, max - 1)}…`;
}

function warn(code: string, message: string, at: string | null): Problem {
  return { code, message, at, severity: 'warning' };
}
