import type { PersonKey, UnitId, UnitVersionId } from '../domain/ids.ts';
import type { Unit } from '../domain/rubric.ts';
import { DEFAULT_TOLERANCE, ToleranceRule } from '../domain/tolerance.ts';
import type { Db } from './open-database.ts';

export interface UnitRow {
  readonly unit: Unit;
  readonly version: UnitVersionId;
  readonly publishedAt: string;
  readonly by: PersonKey;
}

export interface UnitReader {
  /** Current versions, by code. */
  list(): readonly UnitRow[];
  current(unit: UnitId): UnitRow | null;
  version(version: UnitVersionId): UnitRow | null;
  tolerance(unit: UnitId): ToleranceRule;
  /** Whether the unit is marked anonymously. */
  isAnonymous(unit: UnitId): boolean;
  submissions(unit: UnitId): number;
  /** Drops what is remembered of rows; whoever writes units calls it. */
  forget(): void;
}

interface Row {
  json: string;
  version: UnitVersionId;
  publishedAt: string;
  by: PersonKey;
}

export function unitReader(db: Db): UnitReader {
  const columns = 'json, version, published_at AS publishedAt, author AS by';
  const list = db.prepare<[], Row>(`SELECT ${columns} FROM units WHERE is_current = 1 ORDER BY code, unit`);
  const current = db.prepare<[string], Row>(`SELECT ${columns} FROM units WHERE unit = ? AND is_current = 1`);
  const version = db.prepare<[string], Row>(`SELECT ${columns} FROM units WHERE version = ?`);
  const tolerance = db.prepare<[string], { rule: string }>('SELECT rule FROM tolerances WHERE unit = ?');
  const anonymous = db.prepare<[string]>('SELECT 1 FROM anonymous_units WHERE unit = ?');
  const submissions = db.prepare<[string], { n: number }>(
    'SELECT count(*) AS n FROM submissions WHERE unit = ?',
  );
  // A unit version never changes, so what was parsed once stays right; a handful are in use at a time.
  const parsed = new Map<UnitVersionId, Unit>();
  const versions = new Map<UnitVersionId, UnitRow>();
  const read = (row: Row): UnitRow => {
    let unit = parsed.get(row.version);
    if (!unit) {
      unit = JSON.parse(row.json) as Unit;
      if (parsed.size > 500) parsed.clear();
      parsed.set(row.version, unit);
    }
    return { unit, version: row.version, publishedAt: row.publishedAt, by: row.by };
  };
  return {
    list: () => list.all().map(read),
    current(unit) {
      const row = current.get(unit);
      return row ? read(row) : null;
    },
    version(id) {
      const known = versions.get(id);
      if (known) return known;
      const row = version.get(id);
      if (!row) return null;
      const found = read(row);
      if (versions.size > 500) versions.clear();
      versions.set(id, found);
      return found;
    },
    tolerance(unit) {
      const row = tolerance.get(unit);
      return row ? ToleranceRule.parse(JSON.parse(row.rule)) : DEFAULT_TOLERANCE;
    },
    isAnonymous: (unit) => anonymous.get(unit) !== undefined,
    submissions: (unit) => submissions.get(unit)?.n ?? 0,
    forget: () => versions.clear(),
  };
}
