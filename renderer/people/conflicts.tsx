import { useState } from 'react';
import { formatDate, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Button } from '../ui/button.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { DeclareConflict } from './declare-conflict.tsx';
import type { Person } from './person.ts';
import styles from './person-pane.module.css';

interface ConflictsProps {
  readonly person: Person;
  readonly mayDeclare: boolean;
  /** Nobody withdraws one of their own. */
  readonly mayWithdraw: boolean;
}

/** Learners whose work somebody must not judge, and why. */
export function Conflicts({ person, mayDeclare, mayWithdraw }: ConflictsProps) {
  const [isDeclaring, setIsDeclaring] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Person['conflicts'][number] | null>(null);
  const withdraw = useCommand('people.withdrawConflict');

  async function run(reason: string) {
    if (withdrawing === null) return;
    const result = await withdraw.run({ command: newCommand(), conflict: withdrawing.record, reason });
    if (result.ok) setWithdrawing(null);
  }

  return (
    <section className={styles.section} aria-labelledby="conflicts">
      <h3 id="conflicts" className={styles.heading}>
        {t('people.conflicts')}
      </h3>
      {person.conflicts.length === 0 && <p className={styles.quiet}>{t('conflict.none')}</p>}
      <ul>
        {person.conflicts.map((conflict) => (
          <li key={conflict.record} className={styles.entry}>
            <div className={styles.entryHead}>
              <strong>{conflict.learnerName}</strong>
              <span className={styles.quiet}>{formatDate(conflict.at)}</span>
            </div>
            <p className={styles.quiet}>{conflict.reason}</p>
            {mayWithdraw && (
              <div className={styles.entryActions}>
                <Button kind="quiet" onPress={() => setWithdrawing(conflict)}>
                  {t('conflict.withdraw')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayDeclare && (
        <div className={styles.more}>
          <Button kind="quiet" onPress={() => setIsDeclaring(true)}>
            {t('conflict.declare')}
          </Button>
        </div>
      )}
      <DeclareConflict person={person} isOpen={isDeclaring} onClose={() => setIsDeclaring(false)} />
      <ReasonDialog
        title={t('conflict.withdrawTitle')}
        isOpen={withdrawing !== null}
        onClose={() => setWithdrawing(null)}
        about={t('conflict.withdrawAbout', { name: person.name, learner: withdrawing?.learnerName ?? '' })}
        action={t('conflict.withdrawRun')}
        run={run}
        isRunning={withdraw.isRunning}
        error={withdraw.error}
      />
    </section>
  );
}
