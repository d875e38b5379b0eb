import type { Fact } from '../domain/facts.ts';

/** Facts read lately, by the position of their record. A record never changes, so a fact parsed once stays right. */
export interface RecentFacts {
  get(position: number): Fact | undefined;
  keep(position: number, fact: Fact, sizeBytes: number): void;
  /** After a rollback, when a position may come to hold another record. */
  forget(): void;
}

/** Holds at least the last `maxBytes` of records read (canonical bytes) and at most twice that. */
export function recentFacts(maxBytes: number): RecentFacts {
  let newer = new Map<number, Fact>();
  let older = new Map<number, Fact>();
  let newerBytes = 0;
  return {
    get: (position) => newer.get(position) ?? older.get(position),
    keep(position, fact, sizeBytes) {
      if (newerBytes + sizeBytes > maxBytes) {
        older = newer;
        newer = new Map();
        newerBytes = 0;
      }
      if (sizeBytes > maxBytes) return;
      newer.set(position, fact);
      newerBytes += sizeBytes;
    },
    forget() {
      newer.clear();
      older.clear();
      newerBytes = 0;
    },
  };
}
