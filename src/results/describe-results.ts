import { assertNever } from '../domain/result.ts';
import type { Alignment, Criterion, Unit } from '../domain/rubric.ts';
import { isMet, pointsOf } from '../domain/verdict.ts';
import { uuidOf } from './credential-ids.ts';
import type { ReleasedResult } from './result-types.ts';
import type { JsonObject } from './strict-json.ts';

/** What a unit's results can be: one Open Badges `ResultDescription` per criterion, and one for the total. */
export function resultDescriptionsOf(result: ReleasedResult): JsonObject[] {
  const { unit, unitVersion, total } = result;
  const descriptions = unit.criteria.map((criterion) => describeCriterion(criterion, unitVersion));
  if (total !== null) descriptions.push(describeTotal(unit, unitVersion, total.max));
  return descriptions;
}

/** What the learner reached: one `Result` per judged criterion, and one for the total. All values are strings. */
export function resultsOf(result: ReleasedResult): JsonObject[] {
  const { unit, unitVersion, total } = result;
  const results = result.judgments.flatMap(({ criterion: id, decision }) => {
    const criterion = unit.criteria.find((candidate) => candidate.id === id);
    if (!criterion) return [];
    const points = pointsOf(criterion, decision);
    return [
      {
        type: ['Result'],
        resultDescription: descriptionId(unitVersion, id),
        ...(decision.kind === 'level' ? { achievedLevel: levelId(unitVersion, id, decision.level) } : {}),
        ...(points === null ? {} : { value: String(points) }),
        status: isMet(criterion, decision) ? 'Completed' : 'Failed',
      },
    ];
  });
  if (total === null) return results;
  return [
    ...results,
    {
      type: ['Result'],
      resultDescription: totalId(unitVersion),
      value: String(total.points),
      status: result.verdict === 'passed' ? 'Completed' : 'Failed',
    },
  ];
}

/** Open Badges `Alignment` objects; those without an address are left out, because one is required. */
export function alignmentsOf(alignments: readonly Alignment[], targetType: 'CFItem' | 'CFRubricCriterion') {
  const targets = alignments.filter(({ uri }) => uri !== '');
  if (targets.length === 0) return {};
  return {
    alignment: targets.map(({ uri, code, statement, framework }) => ({
      type: ['Alignment'],
      targetType,
      targetName: statement === '' ? uri : statement,
      ...(code ? { targetCode: code } : {}),
      ...(framework ? { targetFramework: framework } : {}),
      targetUrl: uri,
    })),
  };
}

const descriptionId = (version: string, criterion: string) => uuidOf('result', version, criterion);
const levelId = (version: string, criterion: string, level: string) =>
  uuidOf('level', version, criterion, level);
const totalId = (version: string) => uuidOf('total', version);

function describeCriterion(criterion: Criterion, version: string): JsonObject {
  const common = {
    id: descriptionId(version, criterion.id),
    type: ['ResultDescription'],
    name: criterion.title === '' ? criterion.id : criterion.title,
    ...alignmentsOf(criterion.alignments, 'CFItem'),
  };
  switch (criterion.kind) {
    case 'binary':
      return { ...common, resultType: 'Status' };
    case 'numeric':
      return {
        ...common,
        resultType: 'RawScore',
        valueMin: String(criterion.min),
        valueMax: String(criterion.max),
        requiredValue: String(criterion.passMark),
      };
    case 'levels':
      return {
        ...common,
        resultType: 'RubricCriterionLevel',
        requiredLevel: levelId(version, criterion.id, criterion.requiredLevel),
        // Lowest first, and each with points where the rubric has them: the proof does not cover their order.
        rubricCriterionLevel: criterion.levels.map((level) => ({
          id: levelId(version, criterion.id, level.id),
          type: ['RubricCriterionLevel'],
          level: level.label,
          name: level.label,
          ...(level.descriptor === '' ? {} : { description: level.descriptor }),
          ...(level.points === null ? {} : { points: String(level.points) }),
        })),
      };
    default:
      return assertNever(criterion);
  }
}

function describeTotal(unit: Unit, version: string, max: number): JsonObject {
  return {
    id: totalId(version),
    type: ['ResultDescription'],
    name: 'Total',
    resultType: 'RubricScore',
    valueMin: '0',
    valueMax: String(max),
    ...(unit.passRule.kind === 'total_points' ? { requiredValue: String(unit.passRule.atLeast) } : {}),
  };
}
