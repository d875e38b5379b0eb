import { readFile } from 'node:fs/promises';
import type { Inspection } from '../api/shapes.ts';
import { readCarriedUnits } from './carried-units.ts';
import { emptyInspection } from './empty-inspection.ts';
import type { Limits } from './limits.ts';
import { fault, unreadable } from './problems.ts';

/** Inspects a single file that is no zip: a unit file or a CASE package, or nothing that can be taken in. */
export async function examineUnitFile(path: string, sizeBytes: number, limits: Limits): Promise<Inspection> {
  const refuse = (code: string, message: string): Inspection =>
    emptyInspection(path, 'file', [fault(code, message)]);
  if (sizeBytes === 0) return refuse('bundle.empty_file', 'The file is empty; ask for it again.');
  if (sizeBytes > limits.maxMetadataBytes) {
    return refuse(
      'bundle.not_a_bundle',
      'This is neither a zip, a folder nor a unit file; put the evidence into a folder or a zip and open that.',
    );
  }
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return emptyInspection(path, 'file', [unreadable(error, null)]);
  }
  const read = readCarriedUnits(bytes);
  if (read === null) {
    return refuse(
      'bundle.not_a_bundle',
      'This is neither a zip, a folder nor a unit file; put the evidence into a folder or a zip and open that.',
    );
  }
  if (!read.ok) return { ...refuse(read.error.code, read.error.message), kind: 'unit' };
  const { title, uri, units, warnings } = read.value;
  return {
    ...emptyInspection(path, 'file', warnings),
    ok: true,
    kind: 'unit',
    title,
    identifier: uri,
    carriesUnits: units.map((unit) => ({
      id: unit.id,
      code: unit.code,
      title: unit.title,
      criteria: unit.criteria.length,
    })),
  };
}
