import type { ToResolve } from '../../src/api/shapes.ts';

type Kind = ToResolve['kind'];

/** What waits, with a heading above each kind of it. */
export type ResolveEntry =
  | { readonly kind: 'heading'; readonly of: Kind; readonly count: number; readonly isFolded: boolean }
  | { readonly kind: 'waiting'; readonly one: ToResolve };

/** Kinds in the order in which the most pressing of each comes; those folded say only how many they are. */
export function resolveEntries(
  waiting: readonly ToResolve[],
  folded: ReadonlySet<Kind>,
): readonly ResolveEntry[] {
  const byKind = Map.groupBy(waiting, (one) => one.kind);
  return [...byKind].flatMap(([of, ones]): ResolveEntry[] => {
    const isFolded = folded.has(of);
    const heading: ResolveEntry = { kind: 'heading', of, count: ones.length, isFolded };
    return [heading, ...(isFolded ? [] : ones.map((one): ResolveEntry => ({ kind: 'waiting', one })))];
  });
}
