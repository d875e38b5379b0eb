import { useEffect, useState } from 'react';
import type { PdfDocument } from './pdf-types.ts';

/** What the document calls its pages, such as `iv`; `null` where it names them as everybody counts them. */
export function usePageLabels(pdf: PdfDocument): readonly string[] | null {
  const [labels, setLabels] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void pdf.document
      .getPageLabels()
      .catch(() => null)
      .then((found) => {
        const says = found?.some((label, index) => label !== '' && label !== String(index + 1));
        if (!isGone)
          setLabels(found && says ? found.map((label, index) => label || String(index + 1)) : null);
      });
    return () => {
      isGone = true;
    };
  }, [pdf]);
  return labels;
}
