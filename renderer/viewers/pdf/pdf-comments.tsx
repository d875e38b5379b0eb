import { useEffect, useState } from 'react';
import { t } from '../../messages/t.ts';
import { type PageComment, readAnnotations } from './page-annotations.ts';
import styles from './pdf-panel.module.css';
import type { PdfDocument } from './pdf-types.ts';

interface PdfCommentsProps {
  readonly pdf: PdfDocument;
  readonly labels: readonly string[] | null;
  readonly isAnonymous: boolean;
  readonly onGo: (page: number, comment: PageComment) => void;
}

interface Found {
  readonly page: number;
  readonly comment: PageComment;
}

const MAX_COMMENTS = 1000;
/** Nobody reads the comments of a longer document by leafing through its list. */
const MAX_PAGES = 3000;
const SHOW_EVERY_MS = 150;

/** Everything written upon the pages, in their order; found page by page while one reads. */
export function PdfComments({ pdf, labels, isAnonymous, onGo }: PdfCommentsProps) {
  const { found, pagesDone } = useComments(pdf, isAnonymous);
  const pageCount = Math.min(MAX_PAGES, pdf.document.numPages);
  const isCut = pagesDone >= pageCount && pdf.document.numPages > pageCount;
  return (
    <nav className={styles.list} aria-label={t('viewer.pdf.comments')}>
      <ul>
        {found.map(({ page, comment }) => (
          <li key={`${page} ${comment.id}`}>
            <button type="button" className={styles.entry} onClick={() => onGo(page, comment)}>
              <span className={styles.author}>
                {[t('viewer.pdf.page', { page: labels?.[page - 1] ?? page }), comment.author]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
              <span className={styles.said}>{comment.text}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.none} role="status">
        {pagesDone < pageCount
          ? t('viewer.searching', { done: pagesDone, count: pageCount })
          : isCut
            ? t('viewer.pdf.commentsCut', { n: MAX_PAGES })
            : found.length === 0
              ? t('viewer.pdf.noComments')
              : ''}
      </p>
    </nav>
  );
}

function useComments(pdf: PdfDocument, isAnonymous: boolean) {
  const [state, setState] = useState<{ found: readonly Found[]; pagesDone: number }>({
    found: [],
    pagesDone: 0,
  });
  useEffect(() => {
    let isGone = false;
    void lookThrough();
    return () => {
      isGone = true;
    };

    async function lookThrough() {
      const numPages = Math.min(MAX_PAGES, pdf.document.numPages);
      const found: Found[] = [];
      let shownAt = performance.now();
      for (let page = 1; page <= numPages && found.length < MAX_COMMENTS; page += 1) {
        const proxy = await pdf.document.getPage(page).catch(() => null);
        const comments = proxy === null ? [] : (await readAnnotations(proxy, isAnonymous)).comments;
        if (isGone) return;
        for (const comment of comments) found.push({ page, comment });
        if (performance.now() - shownAt < SHOW_EVERY_MS) continue;
        shownAt = performance.now();
        setState({ found: [...found], pagesDone: page });
      }
      setState({ found: [...found], pagesDone: numPages });
    }
  }, [pdf, isAnonymous]);
  return state;
}
