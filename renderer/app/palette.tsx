import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../messages/t.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { classNames } from '../ui/class-names.ts';
import { ShortcutLayer } from '../ui/dialog.tsx';
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
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = useFound(useDeferredValue(text.trim()), info);
  const at = Math.min(active, Math.max(0, found.length - 1));

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function run(one: Found | undefined) {
    if (one === undefined) return;
    panels.close();
    // Once the palette is gone and has given the focus back: what runs may want it.
    requestAnimationFrame(() => requestAnimationFrame(one.run));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-label={t('keys.palette')}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={t('palette.placeholder')}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it.
        autoFocus
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        role="listbox"
        id={`${id}-list`}
        aria-label={t('palette.found')}
        className={styles.list}
      >
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys.
          <div
            key={one.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classNames(styles.option, index === at && styles.active)}
            onMouseMove={() => setActive(index)}
            onClick={() => run(one)}
          >
            <span className={styles.icon}>{one.icon}</span>
            <span className={styles.label}>{one.label}</span>
            {one.about !== undefined && <span className={styles.about}>{one.about}</span>}
            {one.shortcut !== undefined && (
              <Kbd keys={keyCaps(keyOf(one.shortcut), window.assay.platform === 'darwin')} />
            )}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.nothing}>{t('palette.nothing', { text })}</p>}
    </>
  );
}
