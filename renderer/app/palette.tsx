import { useDeferredValue } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../messages/t.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { ShortcutLayer } from '../ui/dialog.tsx';
import { FindField, useFinding } from '../ui/find-field.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { keyCaps } from './key-names.ts';
import styles from './palette.module.css';
import { type Found, useFound } from './palette-found.tsx';
import { panels, usePanel } from './panels.ts';
import { keyOf, useShortcut } from './shortcuts.ts';

/** One field that finds submissions, units and commands. */
export function Palette({ info }: { readonly info: WorkspaceInfo }) {
  const panel = usePanel();
  useShortcut('palette', () => panels.open('palette'));
  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen={panel === 'palette'}
      isDismissable
      onOpenChange={(isOpen) => !isOpen && panels.close()}
    >
      <Modal className={styles.modal}>
        <AriaDialog aria-label={t('keys.palette')} className={styles.dialog}>
          <ShortcutLayer />
          <Finder info={info} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ info }: { readonly info: WorkspaceInfo }) {
  const finding = useFinding();
  const { text } = finding;
  const found = useFound(useDeferredValue(text.trim()), info);

  function run(one: Found) {
    panels.close();
    // Once the palette is gone and has given the focus back: what runs may want it.
    requestAnimationFrame(() => requestAnimationFrame(one.run));
  }

  return (
    <>
      <FindField
        finding={finding}
        found={found}
        keyOf={({ id }) => id}
        label={t('keys.palette')}
        listLabel={t('palette.found')}
        placeholder={t('palette.placeholder')}
        styles={{ input: styles.input, list: styles.list, option: styles.option, active: styles.active }}
        onTake={run}
      >
        {(one) => (
          <>
            <span className={styles.icon}>{one.icon}</span>
            <span className={styles.label}>{one.label}</span>
            {one.about !== undefined && <span className={styles.about}>{one.about}</span>}
            {one.shortcut !== undefined && (
              <Kbd keys={keyCaps(keyOf(one.shortcut), window.assay.platform === 'darwin')} />
            )}
          </>
        )}
      </FindField>
      {found.length === 0 && <p className={styles.nothing}>{t('palette.nothing', { text })}</p>}
    </>
  );
}
