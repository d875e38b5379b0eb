import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { Verification } from '../api/shapes.ts';
import { ok, type Result } from '../domain/result.ts';
import { verifyPath } from '../results/verify-path.ts';

/** Checks credentials and batches offline. Every path gets a verdict; a hostile one spoils only its own. */
export async function verifyFiles(
  paths: readonly string[],
  call: CallContext,
): Promise<Result<Verification[]>> {
  const verdicts: Verification[] = [];
  for (const [index, path] of paths.entries()) {
    call.signal.throwIfAborted();
    call.progress({ phase: `Verifying ${basename(path)}`, done: index, total: paths.length });
    verdicts.push(
      (await isWorkspace(path)) ? workspaceVerdict(path) : await verifyPath(path, { signal: call.signal }),
    );
  }
  return ok(verdicts);
}

const isWorkspace = (path: string) =>
  access(join(path, 'workspace.sqlite')).then(
    () => true,
    () => false,
  );

/** A workspace is checked from inside, with its own ledger check; saying yes from outside would check nothing. */
function workspaceVerdict(path: string): Verification {
  const verdict =
    'This is a workspace. Open it and verify its ledger under Log, or run “assay ledger verify”.';
  return { path, ok: false, kind: 'workspace', verdict, checks: [], says: null };
}
