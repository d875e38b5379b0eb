import { type FormEvent, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { Role } from '../../src/domain/roles.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useUnsentText } from '../state/unsent-text.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import styles from './add-person.module.css';

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
  const [roles, setRoles] = useState<readonly Role[]>(['assessor']);
  const [scope, setScope] = useState<'all' | 'some'>('all');
  const [chosen, setChosen] = useState<readonly UnitId[]>([]);
  const isReady = name.trim() !== '' && roles.length > 0 && (scope === 'all' || chosen.length > 0);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const result = await add.run({
      command,
      name: name.trim(),
      roles: [...roles],
      units: scope === 'all' ? 'all' : [...chosen],
    });
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
      <fieldset>
        <legend className={styles.legend}>{t('people.column.roles')}</legend>
        {Role.options.map((role) => (
          <Checkbox
            key={role}
            isSelected={roles.includes(role)}
            onChange={(isChosen) =>
              setRoles(isChosen ? [...roles, role] : roles.filter((other) => other !== role))
            }
          >
            <span>
              {t(`role.${role}`)} <span className={styles.about}>{t(`role.about.${role}`)}</span>
            </span>
          </Checkbox>
        ))}
      </fieldset>
      <fieldset className={styles.units}>
        <legend className={styles.legend}>{t('people.column.units')}</legend>
        <SegmentedControl
          label={t('people.column.units')}
          value={scope}
          onChange={setScope}
          options={[
            { id: 'all', label: t('people.allUnits') },
            { id: 'some', label: t('people.someUnits') },
          ]}
        />
        {scope === 'some' &&
          units.map((unit) => (
            <Checkbox
              key={unit.id}
              isSelected={chosen.includes(unit.id)}
              onChange={(isChosen) =>
                setChosen(isChosen ? [...chosen, unit.id] : chosen.filter((id) => id !== unit.id))
              }
            >
              {unit.code} · {unit.title}
            </Checkbox>
          ))}
      </fieldset>
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
