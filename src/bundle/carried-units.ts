import type { Problem } from '../api/shapes.ts';
import { type Failure, ok, type Result, refused } from '../domain/result.ts';
import type { Unit } from '../domain/rubric.ts';
import { isCasePackage, readCasePackage } from '../framework/case-package.ts';
import { isUnitFile, readUnitFile } from '../framework/unit-file.ts';
import type { CrateFile } from './ro-crate.ts';

export interface CarriedUnits {
  readonly title: string;
  readonly uri: string;
  readonly units: readonly Unit[];
  readonly warnings: readonly Problem[];
}

/** Reads units from the bytes of a unit file or CASE package. `null` where they are neither. */
export function readCarriedUnits(bytes: Uint8Array): Result<CarriedUnits> | null {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  if (isUnitFile(json)) {
    const unit = readUnitFile(json);
    if (!unit.ok) return refused(unit.error.code, sentence(unit.error));
    return ok({ title: unit.value.title, uri: unit.value.id, units: [unit.value], warnings: [] });
  }
  return isCasePackage(json) ? readCasePackage(json) : null;
}

/** Whether a file of the payload may carry units: it says so, or lies where they do. */
export function mayCarryUnits(path: string, described: CrateFile | undefined): boolean {
  if (!/\.json$/i.test(path)) return false;
  if (described?.conformsTo.some((uri) => /cfpackage|\/case\//i.test(uri)) === true) return true;
  return path.startsWith('framework/') || /(^|\/)(unit|case)\.json$|\.(unit|case)\.json$/i.test(path);
}

function sentence(failure: Failure): string {
  const [cause] = failure.causes ?? [];
  return cause === undefined ? failure.message : `${failure.message} ${cause.at ?? ''} ${cause.message}`;
}
