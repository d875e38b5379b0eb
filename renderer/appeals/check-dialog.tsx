import { useState } from 'react';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import type { AppealDialogProps } from './appeal-actions.tsx';

const CHECKS = ['totals', 'evidence', 'rubric'] as const;

/** The clerical check: nothing is judged, only whether what was judged was taken down right. */
export function CheckDialog({ detail, isOpen, onClose }: AppealDialogProps) {
  return (
    <Dialog title={t('appeal.checkTitle')} isOpen={isOpen} onClose={onClose}>
      <CheckForm detail={detail} onClose={onClose} />
    </Dialog>
  );
}

function CheckForm({ detail, onClose }: Omit<AppealDialogProps, 'isOpen'>) {
  const check = useCommand('appeals.check');
  const [command] = useState(newCommand);
  const [holds, setHolds] = useState({ totals: true, evidence: true, rubric: true });
  const [note, setNote] = useState('');
  const isInOrder = CHECKS.every((id) => holds[id]);
  const isReady = (isInOrder || note.trim() !== '') && !check.isRunning;

  async function run() {
    const done = await check.run({ command, appeal: detail.appeal.appeal, holds, note: note.trim() });
    if (done.ok) onClose();
  }

  return (
    <div className={styles.form}>
      <p>{t('appeal.checkAbout')}</p>
      <div>
        {CHECKS.map((id) => (
          <div key={id} className={styles.strategy}>
            <Checkbox isSelected={holds[id]} onChange={(is) => setHolds({ ...holds, [id]: is })}>
              {t(`appeal.check.${id}`)}
            </Checkbox>
          </div>
        ))}
      </div>
      <TextArea
        label={t('appeal.note')}
        value={note}
        onChange={setNote}
        maxLength={20_000}
        isRequired={!isInOrder}
      />
      <FormEnd
        error={check.error}
        onCancel={onClose}
        action={t('appeal.record')}
        isReady={isReady}
        run={run}
      />
    </div>
  );
}
