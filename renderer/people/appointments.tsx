import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { formatDate, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { type Shape, StatusMark, type Tone } from '../ui/status-mark.tsx';
import { AppointmentFields, useAppointment } from './appointment-fields.tsx';
import formStyles from './people-form.module.css';
import { type Appointment, datesOf, type Person, rolesOf, standing, unitsOf } from './person.ts';
import styles from './person-pane.module.css';

const MARKS: Readonly<Record<ReturnType<typeof standing>, readonly [Shape, Tone]>> = {
  current: ['check', 'good'],
  coming: ['half', 'info'],
  over: ['dash', 'quiet'],
  ended: ['cross', 'warn'],
};

interface AppointmentsProps {
  readonly person: Person;
  readonly units: Output<'units.list'>;
  readonly codes: ReadonlyMap<string, string>;
  /** Whoever looks may appoint. */
  readonly mayAppoint: boolean;
}

/** What somebody is and was, from when until when; a provider ends and renews it. */
export function Appointments({ person, units, codes, mayAppoint }: AppointmentsProps) {
  const [ending, setEnding] = useState<Appointment | null>(null);
  const [appointing, setAppointing] = useState<Appointment | 'new' | null>(null);
  const revoke = useCommand('people.revoke');
  const now = new Date().toISOString();

  async function end(reason: string) {
    if (ending === null) return;
    const result = await revoke.run({ command: newCommand(), appointment: ending.record, reason });
    if (result.ok) setEnding(null);
  }

  return (
    <section className={styles.section} aria-labelledby="appointments">
      <h3 id="appointments" className={styles.heading}>
        {t('people.appointments')}
      </h3>
      {person.isRoot && <p className={styles.quiet}>{t('people.root')}</p>}
      <ul>
        {person.appointments.map((appointment) => {
          const stands = standing(appointment, now);
          const [shape, tone] = MARKS[stands];
          return (
            <li key={appointment.record} className={styles.entry}>
              <div className={styles.entryHead}>
                <strong>{rolesOf(appointment)}</strong>
                <StatusMark shape={shape} tone={tone} label={t(`people.standing.${stands}`)} />
              </div>
              <p className={styles.quiet}>
                {unitsOf(appointment, codes)} · {datesOf(appointment)}
                {appointment.trainee && ` · ${t('people.trainee')}`}
              </p>
              {appointment.revoked !== null && (
                <p className={styles.quiet}>
                  {t('people.endedWhy', {
                    from: formatDate(appointment.revoked.from),
                    reason: appointment.revoked.reason,
                  })}
                </p>
              )}
              {mayAppoint && !person.isRoot && (
                <div className={styles.entryActions}>
                  <Button kind="quiet" onPress={() => setAppointing(appointment)}>
                    {t('people.renew')}
                  </Button>
                  {(stands === 'current' || stands === 'coming') && (
                    <Button kind="quiet" onPress={() => setEnding(appointment)}>
                      {t('people.end')}
                    </Button>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {mayAppoint && !person.isRoot && (
        <div className={styles.more}>
          <Button kind="quiet" onPress={() => setAppointing('new')}>
            {t('people.appointMore')}
          </Button>
        </div>
      )}
      <ReasonDialog
        title={t('people.endTitle')}
        isOpen={ending !== null}
        onClose={() => setEnding(null)}
        about={t('people.endAbout', { name: person.name })}
        action={t('people.endRun')}
        run={end}
        isRunning={revoke.isRunning}
        error={revoke.error}
      />
      <Dialog
        title={t('people.appointTitle', { name: person.name })}
        isOpen={appointing !== null}
        onClose={() => setAppointing(null)}
      >
        {appointing !== null && (
          <AppointForm
            person={person}
            units={units}
            {...(appointing === 'new' ? {} : { known: appointing })}
            onClose={() => setAppointing(null)}
          />
        )}
      </Dialog>
    </section>
  );
}

interface AppointFormProps {
  readonly person: Person;
  readonly units: Output<'units.list'>;
  /** The appointment that is renewed. */
  readonly known?: Appointment;
  readonly onClose: () => void;
}

function AppointForm({ person, units, known, onClose }: AppointFormProps) {
  const appoint = useCommand('people.appoint');
  const [command] = useState(newCommand);
  // Renewed, it goes on without the end it had.
  const { fields, set, appointment } = useAppointment(known && { ...known, until: null });

  async function run() {
    if (appointment === null) return;
    const result = await appoint.run({ command, person: person.key, ...appointment });
    if (result.ok) onClose();
  }

  return (
    <div className={formStyles.form}>
      <AppointmentFields fields={fields} onChange={set} units={units} />
      {appoint.error !== undefined && <FailureBanner error={appoint.error} />}
      <div className={formStyles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          isDisabled={appointment === null || appoint.isRunning}
          onPress={() => void run()}
        >
          {t('people.appoint')}
        </Button>
      </div>
    </div>
  );
}
