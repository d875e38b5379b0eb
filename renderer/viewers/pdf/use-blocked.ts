import { useCallback, useEffect, useMemo, useState } from 'react';
import { type BlockedContent, NOTHING_BLOCKED, readBlocked, withPages } from './blocked-content.ts';
import type { PageAnnotations } from './page-annotations.ts';
import type { PdfDocument } from './pdf-types.ts';

/** What was kept from acting: in the document as a whole, and on the pages seen so far. */
export function useBlocked(
  pdf: PdfDocument,
  isAnonymous: boolean,
): {
  readonly blocked: BlockedContent;
  readonly onAnnotations: (page: number, annotations: PageAnnotations) => void;
} {
  const [document, setDocument] = useState(NOTHING_BLOCKED);
  const [pages, setPages] = useState<ReadonlyMap<number, PageAnnotations>>(() => new Map());
  useEffect(() => {
    let isGone = false;
    void readBlocked(pdf.document).then((read) => {
      if (!isGone) setDocument(read);
    });
    return () => {
      isGone = true;
    };
  }, [pdf]);
  const onAnnotations = useCallback((page: number, annotations: PageAnnotations) => {
    const { files, films, scripts } = annotations;
    if (files.length + films + scripts === 0) return;
    setPages((now) => (now.has(page) ? now : new Map(now).set(page, annotations)));
  }, []);
  const blocked = useMemo(() => {
    const all = withPages(document, pages.values());
    return isAnonymous ? { ...all, files: all.files.map(() => '') } : all;
  }, [document, pages, isAnonymous]);
  return { blocked, onAnnotations };
}
