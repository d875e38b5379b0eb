/** Saves all it has; resolves with whether everything is on disk. */
type SaveAll = () => Promise<boolean>;

const keepers = new Set<SaveAll>();

/** Whoever holds words that may not be on disk yet says how to put them there. Returns how to leave. */
export function keepsWords(saveAll: SaveAll): () => void {
  keepers.add(saveAll);
  return () => {
    // What one leaves behind is still being saved.
    void saveAll().finally(() => keepers.delete(saveAll));
  };
}

/** Puts everything that was typed on disk: before the window closes, or somebody else sits down. */
export async function saveEverything(): Promise<boolean> {
  const saved = await Promise.all([...keepers].map((saveAll) => saveAll()));
  return saved.every((isSaved) => isSaved);
}
