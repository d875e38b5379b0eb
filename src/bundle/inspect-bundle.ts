import type { Inspection } from '../api/shapes.ts';
import { NOWHERE, type ReadOptions } from './bundle-reader.ts';
import { examineBundle } from './examine-bundle.ts';

/**
 * What is at a path, and every problem, with all checksums verified and nothing written.
 * Never throws for what is there; only for the signal, with its reason.
 */
export async function inspectBundle(path: string, options: ReadOptions = {}): Promise<Inspection> {
  return (await examineBundle(path, NOWHERE, options)).inspection;
}
