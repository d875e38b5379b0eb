import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { t } from '../messages/t.ts';
import { settings } from '../state/settings.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { collide } from './key-collisions.ts';
import { describeKey, keyCaps } from './key-names.ts';
import styles from './key-sheet.module.css';
import { panels, usePanel } from './panels.ts';
import {
  keyOf,
  readBindings,
  rebind,
  resetBindings,
  SHORTCUT_IDS,
  SHORTCUTS,
  type ShortcutId,
  useShortcut,
} from './shortcuts.ts';

const GROUPS = ['everywhere', 'lists', 'mark', 'evidence', 'media', 'moderate'] as const;

/** Every key there is, by place; each can be changed here. */
export function KeySheet() {
  const panel = usePanel();
  useShortcut('sheet', () => panels.open('keys'));
  return (
    <Dialog title={t('keys.title')} isOpen={panel === 'keys'} onClose={panels.close} width="wide">
      <Sheet />
    </Dialog>
  );
}

function Sheet() {
  useStore(settings, (state) => state.values.shortcuts);
  const [changing, setChanging] = useState<ShortcutId | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isMac = window.assay.platform === 'darwin';

  useEffect(() => {
    if (changing === null) return;
    const take = (event: KeyboardEvent) => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      setChanging(null);
      if (event.key === 'Escape') return;
      const key = describeKey(event, isMac);
      const taken = SHORTCUT_IDS.find((id) => id !== changing && keyOf(id) === key && collide(id, changing));
      if (taken === undefined) rebind(changing, key);
      setProblem(
        taken === undefined
          ? null
          : t('keys.taken', { key: keyCaps(key, isMac).join(' '), action: t(SHORTCUTS[taken].label) }),
      );
    };
    addEventListener('keydown', take, { capture: true });
    return () => removeEventListener('keydown', take, { capture: true });
  }, [changing, isMac]);

  return (
    <div className={styles.sheet}>
      <div className={styles.top}>
        <p className={styles.hint}>{t('keys.hint')}</p>
        {Object.keys(readBindings()).length > 0 && (
          <Button kind="quiet" onPress={resetBindings}>
            {t('keys.reset')}
          </Button>
        )}
      </div>
      {problem !== null && <Banner tone="warn">{problem}</Banner>}
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.title}>{t(`keys.group.${group}`)}</h3>
            <dl>
              {SHORTCUT_IDS.filter((id) => SHORTCUTS[id].group === group).map((id) => (
                <div key={id} className={styles.line}>
                  <dt>{t(SHORTCUTS[id].label)}</dt>
                  <dd>
                    <button
                      type="button"
                      className={styles.change}
                      disabled={keyOf(id).endsWith('digit')}
                      onClick={() => setChanging(id)}
                    >
                      {changing === id ? (
                        <span className={styles.waiting}>{t('keys.press')}</span>
                      ) : (
                        <>
                          <span className="visually-hidden">
                            {t('keys.change', { action: t(SHORTCUTS[id].label) })}
                          </span>
                          <Kbd keys={keyCaps(keyOf(id), isMac)} />
                        </>
                      )}
                    </button>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}
