import { type FormEvent, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Invited } from './invited.tsx';
import styles from './people-form.module.css';
import type { Person } from './person.ts';

interface KeyInvitationProps {
  readonly person: Person;
  /** `null` while nothing is asked for. */
  readonly kind: 'device' | 'replacement' | null;
  readonly onClose: () => void;
}

/** Somebody known gets another key: beside those they have, or in the place of one that was lost. */
export function KeyInvitation({ person, kind, onClose }: KeyInvitationProps) {
  return (
    <Dialog title={kind === null ? '' : t(`key.title.${kind}`)} isOpen={kind !== null} onClose={onClose}>
      {kind !== null && <KeyInvitationForm person={person} kind={kind} onClose={onClose} />}
    </Dialog>
  );
}

interface KeyInvitationFormProps extends KeyInvitationProps {
  readonly kind: 'device' | 'replacement';
}

function KeyInvitationForm({ person, kind, onClose }: KeyInvitationFormProps) {
  const invite = useCommand('people.invite');
  const [made, setMade] = useState<Output<'people.invite'>>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const into = await api.bridge.chooseSaveAs(t('key.fileName', { name: person.name }));
    if (into === null) return;
    const result = await invite.run({
      name: person.name,
      roles: person.roles.length === 0 ? ['assessor'] : [...person.roles],
      units: person.units === 'all' ? 'all' : [...person.units],
      until: person.until,
      trainee: person.trainee,
      person: { key: person.key, kind },
      into: into.token,
    });
    if (result.ok) setMade(result.value);
  }

  if (made !== undefined) return <Invited file={made.name} name={person.name} onClose={onClose} />;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p>{t(`key.about.${kind}`, { name: person.name })}</p>
      <p className={styles.about}>{t('key.how')}</p>
      {invite.error !== undefined && <FailureBanner error={invite.error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" autoFocus isDisabled={invite.isRunning}>
          {t('invite.save')}
        </Button>
      </div>
    </form>
  );
}
