import { X } from 'lucide-react';
import { useState } from 'react';
import { formatDate, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { IconButton } from '../ui/button.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { type Shape, StatusMark, type Tone } from '../ui/status-mark.tsx';
import styles from './allocations-of.module.css';
import type { Row } from './queue-columns.tsx';

type Allocation = Row['allocations'][number];

const MARKS: Readonly<Record<Allocation['stands'], readonly [Shape, Tone]>> = {
  to_do: ['empty', 'quiet'],
  sealed: ['seal', 'accent'],
  opened: ['half', 'info'],
  submitted: ['check', 'accent'],
};

interface AllocationsOfProps {
  readonly allocations: readonly Allocation[];
  readonly info: WorkspaceInfo;
}

/** Whom a submission is allocated to, how, by when, and where their work stands. */
export function AllocationsOf({ allocations, info }: AllocationsOfProps) {
  const withdraw = useCommand('allocations.withdraw');
  const [withdrawing, setWithdrawing] = useState<Allocation | null>(null);
  const mayWithdraw =
    info.me.canSign && (info.me.roles.includes('provider') || info.me.roles.includes('moderator'));
  if (allocations.length === 0) return null;

  async function run(reason: string) {
    if (withdrawing === null) return;
    const result = await withdraw.run({
      command: newCommand(),
      allocation: withdrawing.record,
      reason,
      // Whoever reads that they have begun and goes on means it.
      evenBegun: withdraw.error?.code === 'allocation.begun',
    });
    if (result.ok) close();
  }
  function close() {
    setWithdrawing(null);
    withdraw.clear();
  }

  return (
    <section aria-label={t('queue.allocations')}>
      <h3 className={styles.heading}>{t('queue.allocations')}</h3>
      <ul>
        {allocations.map((one) => {
          const [shape, tone] = MARKS[one.stands];
          const about = [
            t(`allocation.${one.as}`),
            one.criteria === null ? null : t('allocation.criteria', { n: one.criteria.length }),
            one.sealed ? t('allocation.sealed') : null,
            one.due === null ? null : t('allocation.due', { due: formatDate(one.due) }),
          ].filter((part) => part !== null);
          return (
            <li key={one.record} className={styles.allocation}>
              <span className={styles.who}>
                <span className={styles.name}>{one.person.name}</span>
                <span className={styles.quiet}>{about.join(' · ')}</span>
              </span>
              <StatusMark shape={shape} tone={tone} label={t(`allocation.stands.${one.stands}`)} />
              {mayWithdraw && (
                <IconButton
                  label={t('allocate.withdraw', { name: one.person.name })}
                  onPress={() => setWithdrawing(one)}
                >
                  <X aria-hidden />
                </IconButton>
              )}
            </li>
          );
        })}
      </ul>
      <ReasonDialog
        title={t('allocate.withdrawTitle')}
        isOpen={withdrawing !== null}
        onClose={close}
        about={t('allocate.withdrawAbout', { name: withdrawing?.person.name ?? '' })}
        action={t(
          withdraw.error?.code === 'allocation.begun' ? 'allocate.withdrawBegun' : 'allocate.withdrawRun',
        )}
        run={run}
        isRunning={withdraw.isRunning}
        error={withdraw.error}
      />
    </section>
  );
}
