import { Fragment, useState } from 'react';
import type { Input, Output } from '../../src/api/contract.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { Role } from '../../src/domain/roles.ts';
import { t } from '../messages/t.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { dayOf, endOfDay } from '../ui/day.ts';
import { DateInput } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import styles from './people-form.module.css';

type Appointment = Pick<Input<'people.appoint'>, 'roles' | 'units' | 'until' | 'trainee'>;
type Known = Pick<
  Output<'people.list'>[number]['appointments'][number],
  'roles' | 'units' | 'until' | 'trainee'
>;

interface Fields {
  readonly roles: readonly Role[];
  readonly scope: 'all' | 'some';
  readonly units: readonly UnitId[];
  /** A day, or empty. */
  readonly until: string;
  readonly isTrainee: boolean;
}

/** What somebody is to become, as it is being filled in; `null` while it says too little. */
export function useAppointment(known?: Known): {
  readonly fields: Fields;
  readonly set: (change: Partial<Fields>) => void;
  readonly appointment: Appointment | null;
} {
  const [fields, setFields] = useState<Fields>(() => ({
    roles: known?.roles ?? ['assessor'],
    scope: known === undefined || known.units === 'all' ? 'all' : 'some',
    units: known === undefined || known.units === 'all' ? [] : known.units,
    until: known?.until == null ? '' : dayOf(known.until),
    isTrainee: known?.trainee ?? false,
  }));
  const { roles, scope, units, until, isTrainee } = fields;
  const isReady = roles.length > 0 && (scope === 'all' || units.length > 0);
  return {
    fields,
    set: (change) => setFields((now) => ({ ...now, ...change })),
    appointment: isReady
      ? {
          roles: [...roles],
          units: scope === 'all' ? 'all' : [...units],
          until: endOfDay(until),
          trainee: isTrainee && roles.includes('assessor'),
        }
      : null,
  };
}

interface AppointmentFieldsProps {
  readonly fields: Fields;
  readonly onChange: (change: Partial<Fields>) => void;
  readonly units: Output<'units.list'>;
}

/** Roles, units, until when, and whether somebody else answers for their marks. */
export function AppointmentFields({ fields, onChange, units }: AppointmentFieldsProps) {
  const { roles, scope, units: chosen, until, isTrainee } = fields;
  return (
    <>
      <fieldset>
        <legend className={styles.legend}>{t('people.column.roles')}</legend>
        {Role.options.map((role) => (
          <Fragment key={role}>
            <Checkbox
              isSelected={roles.includes(role)}
              onChange={(isChosen) =>
                onChange({ roles: isChosen ? [...roles, role] : roles.filter((other) => other !== role) })
              }
            >
              <span>
                {t(`role.${role}`)} <span className={styles.about}>{t(`role.about.${role}`)}</span>
              </span>
            </Checkbox>
            {role === 'assessor' && roles.includes('assessor') && (
              <span className={styles.under}>
                <Checkbox isSelected={isTrainee} onChange={(isChosen) => onChange({ isTrainee: isChosen })}>
                  <span>
                    {t('people.trainee')} <span className={styles.about}>{t('people.traineeAbout')}</span>
                  </span>
                </Checkbox>
              </span>
            )}
          </Fragment>
        ))}
      </fieldset>
      <fieldset className={styles.units}>
        <legend className={styles.legend}>{t('people.column.units')}</legend>
        <SegmentedControl
          label={t('people.column.units')}
          value={scope}
          onChange={(next) => onChange({ scope: next })}
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
                onChange({ units: isChosen ? [...chosen, unit.id] : chosen.filter((id) => id !== unit.id) })
              }
            >
              {unit.code} · {unit.title}
            </Checkbox>
          ))}
      </fieldset>
      <DateInput
        label={t('people.until')}
        description={t('people.untilWhy')}
        value={until}
        min={dayOf(new Date().toISOString())}
        onChange={(day) => onChange({ until: day })}
      />
    </>
  );
}
