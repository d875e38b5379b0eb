import type { RecordId, UnitId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';

interface WithdrawDialogProps {
  readonly unit: UnitId;
  /** Null while nothing is to be taken back. */
  readonly record: RecordId | null;
  readonly title: string;
  readonly about: string;
  readonly onClose: () => void;
}

/** Takes back a set or a decision, as though it had not been made. */
export function WithdrawDialog({ unit, record, title, about, onClose }: WithdrawDialogProps) {
  const withdraw = useCommand('standardisation.withdraw');
  const close = () => {
    withdraw.clear();
    onClose();
  };
  return (
    <ReasonDialog
      title={title}
      isOpen={record !== null}
      onClose={close}
      about={about}
      action={t('std.withdrawRun')}
      run={async (reason) => {
        if (record === null) return;
        const done = await withdraw.run({ command: newCommand(), unit, record, reason });
        if (done.ok) close();
      }}
      isRunning={withdraw.isRunning}
      error={withdraw.error}
    />
  );
}
