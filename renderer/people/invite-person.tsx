import { type FormEvent, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useUnsentText } from '../state/unsent-text.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { AppointmentFields, useAppointment } from './appointment-fields.tsx';
import { Invited } from './invited.tsx';
import styles from './people-form.module.css';

interface InvitePersonProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly units: Output<'units.list'>;
  /** Nobody else is here yet: this is what turns the guards on. */
  readonly isFirst: boolean;
}

/** Writes an invitation as a file: whoever gets it joins with a key of their own, on their own machine. */
export function InvitePerson({ isOpen, onClose, ...form }: InvitePersonProps) {
  return (
    <Dialog title={t('invite.title')} isOpen={isOpen} onClose={onClose}>
      <InviteForm onClose={onClose} {...form} />
    </Dialog>
  );
}

function InviteForm({ onClose, units, isFirst }: Omit<InvitePersonProps, 'isOpen'>) {
  const invite = useCommand('people.invite');
  const [name, setName] = useUnsentText('person.name');
  const { fields, set, appointment } = useAppointment();
  const [made, setMade] = useState<Output<'people.invite'>>();
  const [invited, setInvited] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    const called = name.trim();
    if (called === '' || appointment === null) return;
    const into = await api.bridge.chooseSaveAs(t('invite.fileName', { name: called }));
    if (into === null) return;
    const result = await invite.run({ name: called, ...appointment, into: into.token });
    if (!result.ok) return;
    setName(null);
    setInvited(called);
    setMade(result.value);
  }

  if (made !== undefined) return <Invited file={made.name} name={invited} onClose={onClose} />;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {isFirst && <Banner tone="info">{t('invite.first')}</Banner>}
      <TextField
        label={t('people.column.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
        isRequired
      />
      <AppointmentFields fields={fields} onChange={set} units={units} />
      <p className={styles.about}>{t('invite.how')}</p>
      {invite.error !== undefined && <FailureBanner error={invite.error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          type="submit"
          isDisabled={name.trim() === '' || appointment === null || invite.isRunning}
        >
          {t('invite.save')}
        </Button>
      </div>
    </form>
  );
}
