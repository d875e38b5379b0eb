import { Copy, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { t } from '../../messages/t.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import type { Pointed } from './page-links.tsx';
import styles from './pointed-card.module.css';

interface PointedCardProps {
  readonly pointed: Pointed;
  readonly onClose: () => void;
}

/** A comment to read, or the address of a link that is not followed. */
export function PointedCard({ pointed, onClose }: PointedCardProps) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    card.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  const isComment = pointed.kind === 'comment';
  const address = pointed.kind === 'link' && pointed.link.kind === 'outside' ? pointed.link.address : null;
  return (
    <div
      ref={card}
      className={styles.card}
      role="dialog"
      aria-label={t(isComment ? 'viewer.pdf.commentCard' : 'viewer.pdf.linkCard')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.words}>
        {pointed.kind === 'comment' ? (
          <>
            {pointed.comment.author !== '' && <p className={styles.author}>{pointed.comment.author}</p>}
            <p className={styles.text}>{pointed.comment.text}</p>
          </>
        ) : (
          <>
            <p className={styles.address}>{address}</p>
            <p className={styles.author}>{t('viewer.pdf.linkNotOpened')}</p>
          </>
        )}
      </div>
      {address !== null && (
        <Button
          kind="quiet"
          icon={<Copy aria-hidden />}
          onPress={() => void navigator.clipboard.writeText(address).then(onClose, onClose)}
        >
          {t('viewer.pdf.copyAddress')}
        </Button>
      )}
      <IconButton label={t('viewer.pdf.closeCard')} onPress={onClose}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
