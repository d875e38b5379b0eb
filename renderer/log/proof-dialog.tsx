import type { RecordId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProofOfRecord } from './record-proof.tsx';

/** The proof of a record that another room speaks of. */
export function ProofDialog({
  record,
  onClose,
}: {
  readonly record: RecordId | null;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={t('log.proof')} isOpen={record !== null} onClose={onClose} width="wide">
      {record !== null && <ProofOfRecord record={record} />}
    </Dialog>
  );
}
