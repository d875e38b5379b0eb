import { useEffect, useRef } from 'react';

/** Something of the open room that the palette can lead to. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly about?: string;
  readonly kind: 'criterion' | 'artifact' | 'comment';
  readonly run: () => void;
}

type Source = () => readonly PaletteEntry[];

const sources = new Set<{ readonly current: Source }>();

/** Offers entries in the palette while the component is on screen; asked only when the palette is open. */
export function usePaletteEntries(source: Source): void {
  const latest = useRef(source);
  latest.current = source;
  useEffect(() => {
    sources.add(latest);
    return () => void sources.delete(latest);
  }, []);
}

/** What the open room offers now. */
export function paletteEntries(): readonly PaletteEntry[] {
  return [...sources].flatMap((source) => source.current());
}
