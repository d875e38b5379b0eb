import { type FormEvent, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './learner-data.module.css';

interface EraseLearnerProps {
  readonly submission: SubmissionId;
  readonly learner: string;
  readonly onClose: () => void;
}

/** Says what goes and what stays, and asks for the learner's name to be typed before anything is erased. */
export function EraseLearner({ submission, learner, onClose }: EraseLearnerProps) {
  const erase = useCommand('learners.erase');
  const [command] = useState(newCommand);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [erased, setErased] = useState<Output<'learners.erase'>>();
  const isReady = reason.trim() !== '' && typed.trim() === learner.trim() && !erase.isRunning;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const result = await erase.run({ command, submission, reason: reason.trim() });
    if (result.ok) setErased(result.value);
  }

  if (erased !== undefined) {
    const { removed, left } = erased.backups;
    return (
      <div className={styles.form}>
        <Banner tone="good">
          {t('privacy.erased', { n: erased.submissions })}{' '}
          {t('privacy.erasedArtifacts', { n: erased.artifacts })}
        </Banner>
        {removed > 0 && <p>{t('privacy.erasedBackups', { n: removed })}</p>}
        {left > 0 && <p>{t('privacy.leftBackups', { n: left })}</p>}
        <p>{t('privacy.erasedElsewhere')}</p>
        <p>{t('privacy.erasedNext')}</p>
        <div className={styles.actions}>
          <Button kind="primary" autoFocus onPress={onClose}>
            {t('ui.close')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <section>
        <h3 className={styles.heading}>{t('privacy.goes')}</h3>
        <ul className={styles.list}>
          <li>{t('privacy.goes.names')}</li>
          <li>{t('privacy.goes.evidence')}</li>
          <li>{t('privacy.goes.words')}</li>
          <li>{t('privacy.goes.backups')}</li>
        </ul>
      </section>
      <section>
        <h3 className={styles.heading}>{t('privacy.stays')}</h3>
        <ul className={styles.list}>
          <li>{t('privacy.stays.records')}</li>
          <li>{t('privacy.stays.released')}</li>
          <li>{t('privacy.stays.backups')}</li>
        </ul>
      </section>
      <TextField
        label={t('privacy.reason')}
        description={t('privacy.reasonWhy')}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        autoFocus
        isRequired
      />
      <TextField
        label={t('privacy.type', { learner })}
        value={typed}
        onChange={setTyped}
        maxLength={400}
        isRequired
      />
      {erase.error !== undefined && <FailureBanner error={erase.error} />}
      <div className={styles.actions}>
        <span className={styles.final}>{t('privacy.final')}</span>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="danger" type="submit" isDisabled={!isReady}>
          {t('privacy.run')}
        </Button>
      </div>
    </form>
  );
}
