import { z } from 'zod';
import { checkUnit } from '../domain/check-unit.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { Unit } from '../domain/rubric.ts';

/** Our own unit file: `{ "assay": "unit", "v": 1, "unit": … }`. */
const UnitFile = z.object({ assay: z.literal('unit'), v: z.literal(1), unit: Unit });

/** Whether JSON claims to be a unit file of any version. */
export function isUnitFile(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'assay' in json && json.assay === 'unit';
}

/** Reads a unit file, parsed from JSON. A unit that comes back can be assessed with. */
export function readUnitFile(json: unknown): Result<Unit> {
  if (!isUnitFile(json)) {
    return refused('unit_file.not_a_unit', 'This is not a unit file; choose one that Assay exported.');
  }
  const version = typeof json === 'object' && json !== null && 'v' in json ? json.v : undefined;
  if (version !== 1) {
    return refused(
      'unit_file.version_unknown',
      'This unit file was made by a newer Assay; update Assay, or export the unit again.',
    );
  }
  const parsed = UnitFile.safeParse(json);
  if (!parsed.success) {
    return refused(
      'unit_file.invalid',
      'The unit file does not describe a unit; correct what is named below.',
      {
        causes: parsed.error.issues.slice(0, 50).map((issue) => ({
          code: 'unit_file.invalid',
          message: issue.message,
          at: issue.path.join('.'),
        })),
      },
    );
  }
  const causes = checkUnit(parsed.data.unit);
  if (causes.length > 0) {
    return refused('unit_file.inconsistent', 'The unit contradicts itself; correct what is named below.', {
      causes,
    });
  }
  return ok(parsed.data.unit);
}
