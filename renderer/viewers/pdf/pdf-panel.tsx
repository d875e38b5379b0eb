import { t } from '../../messages/t.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import type { DestinationName } from './destinations.ts';
import type { PageComment } from './page-annotations.ts';
import { PdfComments } from './pdf-comments.tsx';
import { PdfOutline } from './pdf-outline.tsx';
import styles from './pdf-panel.module.css';
import { PdfThumbnails, type PdfThumbnailsProps } from './pdf-thumbnails.tsx';
import type { PanelTab } from './remembered-view.ts';

interface PdfPanelProps extends PdfThumbnailsProps {
  readonly isAnonymous: boolean;
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly onDestination: (to: DestinationName) => void;
  readonly onComment: (page: number, comment: PageComment) => void;
}

/** Beside the pages: the document's outline, its pages in small, or what was written upon them. */
export function PdfPanel(props: PdfPanelProps) {
  const { tab, pdf } = props;
  return (
    <aside className={styles.panel} aria-label={t('viewer.pdf.panel')}>
      <div className={styles.tabs}>
        <SegmentedControl
          label={t('viewer.pdf.panel')}
          options={[
            { id: 'outline', label: t('viewer.pdf.outline') },
            { id: 'pages', label: t('viewer.pdf.pages') },
            { id: 'comments', label: t('viewer.pdf.comments') },
          ]}
          value={tab}
          onChange={props.onTab}
        />
      </div>
      {tab === 'outline' && <PdfOutline pdf={pdf} onGo={props.onDestination} />}
      {tab === 'pages' && <PdfThumbnails {...props} />}
      {tab === 'comments' && (
        <PdfComments pdf={pdf} labels={props.labels} isAnonymous={props.isAnonymous} onGo={props.onComment} />
      )}
    </aside>
  );
}
