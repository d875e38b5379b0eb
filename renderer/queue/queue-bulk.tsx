import { Send, UserRoundCheck, X } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { sending } from '../state/sending.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { AllocateDialog } from './allocate-dialog.tsx';
import styles from './queue-bulk.module.css';
import { isOverdue, type Row } from './queue-columns.tsx';
import { RefusedOnes } from './refused-ones.tsx';

interface QueueBulkProps {
  readonly info: WorkspaceInfo;
  readonly rows: readonly Row[];
  readonly onClear: () => void;
}

/** What can be done to all the submissions that are ticked. */
export function QueueBulk({ info, rows, onClear }: QueueBulkProps) {
  const [isAllocating, setIsAllocating] = useState(false);
  const confirm = useCommand('assessments.confirmUnchanged');
  const [confirmed, setConfirmed] = useState<Output<'assessments.confirmUnchanged'>>();
  const may = (...roles: readonly (typeof info.me.roles)[number][]) =>
    info.me.canSign && roles.some((role) => info.me.roles.includes(role));
  const stale = rows.filter(({ flags }) => flags.includes('stale'));
  const allocated = rows.filter(({ allocations }) => allocations.length > 0);
  const overdue = rows.filter(isOverdue);
  if (rows.length === 0) return null;

  async function confirmStale() {
    const result = await confirm.run({
      command: newCommand(),
      submissions: stale.map(({ submission }) => submission),
    });
    if (result.ok) setConfirmed(result.value);
  }

  return (
    <div className={styles.bulk}>
      {confirm.error !== undefined && <FailureBanner error={confirm.error} />}
      {confirmed !== undefined && (
        <RefusedOnes title="stale.refused" refused={confirmed.refused} rows={rows} />
      )}
      <div className={styles.bar} role="toolbar" aria-label={t('queue.ticked', { n: rows.length })}>
        <span className={styles.count} role="status">
          {t('queue.ticked', { n: rows.length })}
        </span>
        {allocated.length > 0 && (
          <span className={styles.quiet}>{t('queue.ticked.allocated', { n: allocated.length })}</span>
        )}
        {overdue.length > 0 && (
          <StatusMark shape="clock" tone="bad" label={t('queue.ticked.overdue', { n: overdue.length })} />
        )}
        {confirmed !== undefined && confirmed.confirmed > 0 && (
          <StatusMark shape="check" tone="good" label={t('stale.done', { n: confirmed.confirmed })} />
        )}
        <span className={styles.space} />
        {stale.length > 0 && may('assessor') && (
          <Button isDisabled={confirm.isRunning} onPress={() => void confirmStale()}>
            {t('stale.queue', { n: stale.length })}
          </Button>
        )}
        {may('provider', 'moderator') && (
          <Button icon={<UserRoundCheck aria-hidden />} onPress={() => setIsAllocating(true)}>
            {t('queue.allocate')}
          </Button>
        )}
        <Button
          icon={<Send aria-hidden />}
          onPress={() => sending.getState().open({ submissions: rows.map(({ submission }) => submission) })}
        >
          {t('send.open')}
        </Button>
        <Button kind="quiet" icon={<X aria-hidden />} onPress={onClear}>
          {t('queue.untick')}
        </Button>
      </div>
      {isAllocating && <AllocateDialog rows={rows} onClose={() => setIsAllocating(false)} />}
    </div>
  );
}
