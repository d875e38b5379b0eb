import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';
import { t } from '../../messages/t.ts';
import styles from './pdf-outline.module.css';
import type { PdfDocument } from './pdf-types.ts';

interface Heading {
  readonly id: number;
  readonly title: string;
  readonly depth: number;
  readonly dest: string | readonly unknown[] | null;
}

const MAX_HEADINGS = 2000;

/** The document's own table of contents. Links to anywhere else are left out. */
export function PdfOutline({
  pdf,
  onGo,
}: {
  readonly pdf: PdfDocument;
  readonly onGo: (page: number) => void;
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
    <nav className={styles.outline} aria-label={t('viewer.pdf.outline')}>
      {headings?.length === 0 && <p className={styles.none}>{t('viewer.pdf.noOutline')}</p>}
      <ul>
        {headings?.map((heading) => (
          <li key={heading.id}>
            <button
              type="button"
              className={styles.heading}
              style={{ paddingInlineStart: 8 + heading.depth * 12 }}
              onClick={() =>
                void pageOf(pdf.document, heading.dest).then((page) => page !== null && onGo(page))
              }
            >
              {heading.title}
            </button>
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
    for (const node of nodes) {
      if (headings.length >= MAX_HEADINGS || depth > 8) return;
      headings.push({ id: headings.length, title: node.title, depth, dest: node.dest });
      walk(node.items, depth + 1);
    }
  };
  try {
    walk((await document.getOutline()) ?? [], 0);
  } catch {
    return [];
  }
  return headings;
}

async function pageOf(document: PDFDocumentProxy, dest: Heading['dest']): Promise<number | null> {
  try {
    const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    const target: unknown = explicit?.[0];
    if (typeof target === 'number') return target + 1;
    return isReference(target) ? (await document.getPageIndex(target)) + 1 : null;
  } catch {
    return null;
  }
}

function isReference(value: unknown): value is { num: number; gen: number } {
  return typeof value === 'object' && value !== null && 'num' in value && 'gen' in value;
}
