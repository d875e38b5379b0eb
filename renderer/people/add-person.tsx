import { type FormEvent, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useUnsentText } from '../state/unsent-text.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { AppointmentFields, useAppointment } from './appointment-fields.tsx';
import styles from './people-form.module.css';

interface AddPersonProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly units: Output<'units.list'>;
}

/** Makes a key for someone on this machine and appoints them. */
export function AddPerson({ isOpen, onClose, units }: AddPersonProps) {
  return (
    <Dialog title={t('people.add')} isOpen={isOpen} onClose={onClose}>
      <AddPersonForm onClose={onClose} units={units} />
    </Dialog>
  );
}

function AddPersonForm({ onClose, units }: Omit<AddPersonProps, 'isOpen'>) {
  const add = useCommand('people.add');
  const [command] = useState(newCommand);
  const [name, setName] = useUnsentText('person.name');
  const { fields, set, appointment } = useAppointment();
  const isReady = name.trim() !== '' && appointment !== null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '' || appointment === null) return;
    const result = await add.run({ command, name: name.trim(), ...appointment });
    if (!result.ok) return;
    setName(null);
    onClose();
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('people.column.name')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
        isRequired
      />
      <AppointmentFields fields={fields} onChange={set} units={units} />
      <p className={styles.about}>{t('people.guards')}</p>
      {add.error !== undefined && <FailureBanner error={add.error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={!isReady || add.isRunning}>
          {t('people.appoint')}
        </Button>
      </div>
    </form>
  );
}
