import { ShieldCheck } from 'lucide-react';
import { formatList, t } from '../../messages/t.ts';
import type { BlockedContent } from './blocked-content.ts';
import styles from './pdf-notice.module.css';

/** Says what a PDF holds that would act or open elsewhere, and does neither here. Nothing, where there is nothing to say. */
export function PdfNotice({ blocked }: { readonly blocked: BlockedContent }) {
  const held = heldIn(blocked);
  const sentences = [
    held.length > 0 ? t('viewer.pdf.blocked', { held: formatList(held) }) : '',
    blocked.isXfa ? t('viewer.pdf.xfa') : '',
    blocked.isSigned ? t('viewer.pdf.signed') : '',
  ].filter((sentence) => sentence !== '');
  if (sentences.length === 0) return null;
  return (
    <div className={styles.notice} role="note" aria-label={t('viewer.pdf.notice')}>
      <ShieldCheck className={styles.icon} aria-hidden />
      <p>{sentences.join(' ')}</p>
      {blocked.files.some((name) => name !== '') && (
        <details className={styles.details}>
          <summary>{t('viewer.pdf.fileNames')}</summary>
          <ul>
            {blocked.files.map((name, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name.
              <li key={`${index} ${name}`}>{name}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function heldIn({ scripts, printsItself, films, files }: BlockedContent): readonly string[] {
  return [
    scripts > 0 ? t('viewer.pdf.held.scripts', { count: scripts }) : '',
    printsItself ? t('viewer.pdf.held.print') : '',
    films > 0 ? t('viewer.pdf.held.films', { count: films }) : '',
    files.length > 0 ? t('viewer.pdf.held.files', { n: files.length }) : '',
  ].filter((part) => part !== '');
}
