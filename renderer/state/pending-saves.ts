/** Saves all it has; resolves with whether everything is on disk. */
type SaveAll = () => Promise<boolean>;

/** Somebody who holds words that may not be on disk yet. */
interface Keeper {
  readonly saveAll: SaveAll;
  /** The words themselves, to be taken elsewhere where they cannot be saved. */
  readonly words: () => string;
}

const keepers = new Set<Keeper>();

/** From now on these words are saved before the window closes or somebody else sits down. Returns how to leave. */
export function keepWords(keeper: Keeper): () => void {
  keepers.add(keeper);
  return () => {
    // What one leaves behind is still being saved.
    void keeper.saveAll().finally(() => keepers.delete(keeper));
  };
}

/** Everything that is being written, as text. */
export function wordsInHand(): string {
  return [...keepers]
    .map(({ words }) => words().trim())
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Puts everything that was typed on disk: before the window closes, or somebody else sits down. */
export async function saveEverything(): Promise<boolean> {
  const saved = await Promise.all([...keepers].map(({ saveAll }) => saveAll()));
  return saved.every((isSaved) => isSaved);
}
