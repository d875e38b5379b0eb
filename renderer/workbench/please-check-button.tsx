import { Flag } from 'lucide-react';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import styles from './please-check-button.module.css';
import { useActions, useOpen } from './use-workbench.ts';

/** The flag for the moderator: an outline until it is set, then said in words. */
export function PleaseCheckButton() {
  const { edit } = useActions();
  const isFlagged = useOpen((open) => open.history.present.pleaseCheck);
  const isEditable = useOpen((open) => open.isEditable);
  const keys = useShortcutCaps('mark.pleaseCheck');
  const flip = () => edit((now) => ({ ...now, pleaseCheck: !now.pleaseCheck }), null);
  if (!isEditable) return isFlagged ? <Badge tone="warn">{t('bench.flag')}</Badge> : null;
  return isFlagged ? (
    <Button
      kind="quiet"
      className={styles.flagged}
      icon={<Flag aria-hidden />}
      label={t('bench.flagOn')}
      isPressed
      onPress={flip}
    >
      {t('bench.flag')}
    </Button>
  ) : (
    <IconButton label={t('bench.flagOff')} keys={keys} isPressed={false} onPress={flip}>
      <Flag aria-hidden />
    </IconButton>
  );
}
