/** Two texts to be compared line by line, in a worker. */
export interface ToDiffer {
  readonly before: string;
  readonly now: string;
}

/** Lines that stand in both, only in the later one, or only in the earlier one. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly lines: readonly string[];
}

/** Null where the texts differ too much to be compared within the time there is. */
export type FromDiffer = { readonly parts: readonly DiffPart[] | null };
