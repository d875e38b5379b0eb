import { t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import styles from './people-form.module.css';

interface InvitedProps {
  readonly file: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** The invitation is saved: what happens next, in order. */
export function Invited({ file, name, onClose }: InvitedProps) {
  return (
    <div className={styles.form}>
      <Banner tone="good">{t('invite.saved', { file })}</Banner>
      <ol className={styles.steps}>
        <li>{t('invite.step.send', { name })}</li>
        <li>{t('invite.step.back', { name })}</li>
        <li>{t('invite.step.words', { name })}</li>
      </ol>
      <div className={styles.actions}>
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </div>
  );
}
