import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Problem } from '../api/shapes.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Unit } from '../domain/rubric.ts';
import { readCasePackage } from '../framework/case-package.ts';
import { readUnitFile } from '../framework/unit-file.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** Units in a file: our own unit file, or a CASE package with rubrics. */
export async function readUnits(
  path: string,
  signal: AbortSignal,
): Promise<Result<{ readonly units: readonly Unit[]; readonly warnings: Problem[] }>> {
  const name = basename(path);
  const info = await stat(path).catch(() => null);
  if (!info?.isFile())
    return refused('unit.missing', `“${name}” cannot be read. Check that it is still there.`);
  if (info.size > MAX_BYTES)
    return refused('unit.too_large', `“${name}” is larger than any unit or framework: 64 MiB at most.`);
  let json: unknown;
  try {
    json = JSON.parse((await readFile(path, { encoding: 'utf8', signal })).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (signal.aborted) throw error;
    return refused(
      'unit.not_json',
      `“${name}” is not JSON, so it is neither a unit file nor a CASE package.`,
    );
  }
  const unit = readUnitFile(json);
  if (unit.ok) return ok({ units: [unit.value], warnings: [] });
  const isUnitFile = typeof json === 'object' && json !== null && 'assay' in json;
  if (isUnitFile) return unit;
  const framework = readCasePackage(json);
  if (!framework.ok) return framework;
  return framework.value.units.length > 0
    ? ok({ units: framework.value.units, warnings: [...framework.value.warnings] })
    : refused(
        'unit.no_rubric',
        `“${name}” is a framework without a rubric, so there is nothing to assess against.`,
      );
}
