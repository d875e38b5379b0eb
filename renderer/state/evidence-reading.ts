import { useEffect, useState } from 'react';
import type { EvidenceReading } from '../../src/api/shapes.ts';
import { api } from './api.ts';
import { onChanges } from './changes.ts';

const ASK_AGAIN_MS = 1500;

/** How far reading evidence for search has come; asked again while there is more to read. */
export function useEvidenceReading(): EvidenceReading | null {
  const [reading, setReading] = useState<EvidenceReading | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const ask = async () => {
      clearTimeout(timer);
      const result = await api.call('evidence.reading', {});
      if (isOver || !result.ok) return;
      setReading(result.value);
      if (result.value.done < result.value.total) timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    };
    void ask();
    const stop = onChanges(() => void ask());
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, []);
  return reading;
}
