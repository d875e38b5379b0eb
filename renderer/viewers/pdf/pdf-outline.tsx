import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';
import { t } from '../../messages/t.ts';
import type { DestinationName } from './destinations.ts';
import styles from './pdf-panel.module.css';
import type { PdfDocument } from './pdf-types.ts';

interface Heading {
  readonly id: number;
  readonly title: string;
  readonly depth: number;
  /** `null` for one that points out of the document, or nowhere. */
  readonly to: DestinationName | null;
  readonly address: string | null;
}

const MAX_HEADINGS = 2000;

/** The document's own table of contents. What points out of the document says so, and goes nowhere. */
export function PdfOutline({
  pdf,
  onGo,
}: {
  readonly pdf: PdfDocument;
  readonly onGo: (to: DestinationName) => void;
}) {
  const [headings, setHeadings] = useState<readonly Heading[]>();
  useEffect(() => {
    let isGone = false;
    void readHeadings(pdf.document).then((found) => {
      if (!isGone) setHeadings(found);
    });
    return () => {
      isGone = true;
    };
  }, [pdf]);
  return (
    <nav className={styles.list} aria-label={t('viewer.pdf.outline')}>
      {headings?.length === 0 && <p className={styles.none}>{t('viewer.pdf.noOutline')}</p>}
      <ul>
        {headings?.map(({ id, title, depth, to, address }) => (
          <li key={id} style={{ paddingInlineStart: depth * 12 }}>
            {to === null ? (
              <p className={styles.dead}>
                {title}
                {address !== null && <span className={styles.where}>{address}</span>}
              </p>
            ) : (
              <button type="button" className={styles.entry} onClick={() => onGo(to)}>
                {title}
              </button>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Node = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

async function readHeadings(document: PDFDocumentProxy): Promise<readonly Heading[]> {
  const headings: Heading[] = [];
  const walk = (nodes: readonly Node[], depth: number) => {
    for (const { title, dest, url, unsafeUrl, items } of nodes) {
      if (headings.length >= MAX_HEADINGS || depth > 8) return;
      headings.push({ id: headings.length, title, depth, to: dest, address: url ?? unsafeUrl ?? null });
      walk(items, depth + 1);
    }
  };
  try {
    walk((await document.getOutline()) ?? [], 0);
  } catch {
    return [];
  }
  return headings;
}
