import type { ReceivedArtifact } from './facts.ts';
import type { ArtifactHash } from './ids.ts';

/** A submission's evidence as its record names it. */
export interface ReceivedAttempt {
  readonly artifacts: readonly Pick<ReceivedArtifact, 'hash' | 'claims' | 'claimsUnit'>[];
}

/** Where an artifact lay in its bundle. One may lie at several places. */
export interface LyingArtifact {
  readonly hash: ArtifactHash;
  readonly path: string;
}

export type ArtifactChange =
  | { readonly kind: 'unchanged'; readonly now: LyingArtifact; readonly before: LyingArtifact }
  | { readonly kind: 'changed'; readonly now: LyingArtifact; readonly before: LyingArtifact }
  | { readonly kind: 'added'; readonly now: LyingArtifact; readonly before: null }
  | { readonly kind: 'removed'; readonly now: null; readonly before: LyingArtifact };

/**
 * What became of the evidence from one attempt to the next: the same path with other bytes is a change, the same
 * bytes under another path are none. In the order of the later attempt; what is no longer there comes last.
 */
export function attemptChanges(
  before: readonly LyingArtifact[],
  now: readonly LyingArtifact[],
): readonly ArtifactChange[] {
  const byPath = new Map(before.map((one) => [one.path, one]));
  const hashes = new Set(now.map((one) => one.hash));
  const kept = now.map((one): ArtifactChange => {
    const there = byPath.get(one.path);
    if (there?.hash === one.hash) return { kind: 'unchanged', now: one, before: there };
    const elsewhere = before.find((other) => other.hash === one.hash);
    if (elsewhere) return { kind: 'unchanged', now: one, before: elsewhere };
    // What lay here and now lies elsewhere was moved, not changed.
    return there && !hashes.has(there.hash)
      ? { kind: 'changed', now: one, before: there }
      : { kind: 'added', now: one, before: null };
  });
  const changed = new Set(kept.map((change) => (change.kind === 'changed' ? change.before : null)));
  const removed = before
    .filter((one) => !hashes.has(one.hash) && !changed.has(one))
    .map((one): ArtifactChange => ({ kind: 'removed', now: null, before: one }));
  return [...kept, ...removed];
}
