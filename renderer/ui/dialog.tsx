import { X } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../messages/t.ts';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';
import { openLayer } from './layers.ts';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, in a row at the foot. */
  readonly footer?: ReactNode;
  readonly width?: 'narrow' | 'wide' | 'full';
  /** While work is under way, Escape and a click beside it do not close. */
  readonly isBusy?: boolean;
}

/** Asks for one thing above everything else. Escape closes it; keys of the rooms below are silent. */
export function Dialog({ title, isOpen, onClose, children, footer, width = 'narrow', isBusy }: DialogProps) {
  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen={isOpen}
      isDismissable={!isBusy}
      isKeyboardDismissDisabled={isBusy ?? false}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={classNames(styles.modal, styles[width])}>
        <AriaDialog className={styles.dialog}>
          <ShortcutLayer />
          <FocusKeeper />
          <header className={styles.header}>
            <Heading slot="title" level={2} className={styles.title}>
              {title}
            </Heading>
            {!isBusy && (
              <IconButton label={t('ui.close')} onPress={onClose}>
                <X aria-hidden />
              </IconButton>
            )}
          </header>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Silences the shortcuts below while it is on screen. */
export function ShortcutLayer() {
  useLayoutEffect(() => openLayer(), []);
  return null;
}

/** Takes the focus of what leaves the dialog, so that Escape and Tab go on working in it. */
function FocusKeeper() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const dialog = place.current?.closest<HTMLElement>('[role="dialog"]');
    if (!dialog) return;
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body) dialog.focus();
    });
    observer.observe(dialog, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return <span ref={place} hidden />;
}
