import { FileSearch } from 'lucide-react';
import { t } from '../messages/t.ts';
import { chooseAndVerify } from '../state/incoming.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Where a file is dropped or chosen to be checked. */
export function VerifyPane() {
  return (
    <EmptyState
      icon={<FileSearch aria-hidden />}
      title={t('verify.title')}
      actions={
        <Button kind="primary" onPress={() => void chooseAndVerify()}>
          {t('verify.choose')}
        </Button>
      }
    >
      {t('verify.how')}
    </EmptyState>
  );
}
