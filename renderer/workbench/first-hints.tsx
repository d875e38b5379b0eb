import { X } from 'lucide-react';
import { useEffect } from 'react';
import { z } from 'zod';
import { panels } from '../app/panels.ts';
import { ShortcutKeys } from '../app/shortcut-keys.tsx';
import { t } from '../messages/t.ts';
import { useSetting } from '../state/settings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import styles from './first-hints.module.css';
import { useOpen } from './use-workbench.ts';

const STEPS = ['read', 'mark', 'anchor', 'submit'] as const;

/** What to do on the first submission, ticked off as one does it. Gone for good once hidden or submitted. */
export function FirstHints() {
  const [isHidden, setIsHidden] = useSetting('hints.bench.hidden', z.boolean(), false);
  const isEditable = useOpen((open) => open.isEditable);
  const judged = useOpen((open) => open.history.present.judgments.some(({ decision }) => decision !== null));
  const hasAnchors = useOpen((open) => open.history.present.anchors.length > 0);
  const isSubmitted = useOpen((open) => open.detail.mine !== null);
  useEffect(() => {
    if (isSubmitted && !isHidden) setIsHidden(true);
  });
  if (isHidden || !isEditable) return null;
  const done = { read: judged || hasAnchors, mark: judged, anchor: hasAnchors, submit: false };
  return (
    <aside className={styles.hints} aria-label={t('hints.title')}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t('hints.title')}</h3>
        <Button kind="quiet" trailing={<ShortcutKeys id="sheet" />} onPress={() => panels.open('keys')}>
          {t('hints.keys')}
        </Button>
        <IconButton label={t('hints.hide')} onPress={() => setIsHidden(true)}>
          <X aria-hidden />
        </IconButton>
      </header>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <li key={step} className={styles.step} data-done={done[step] || undefined}>
            {done[step] ? (
              <StatusMark shape="check" tone="good" label={t('hints.done')} isBare />
            ) : (
              <span className={styles.open} aria-hidden />
            )}
            <span>{t(`hints.${step}`)}</span>
          </li>
        ))}
      </ol>
    </aside>
  );
}
