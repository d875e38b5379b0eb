import { useState } from 'react';
import { t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { useActions, useOpen } from './use-workbench.ts';

/** The way to put another assessment in its place, saying why. */
export function ChangeAssessment() {
  const actions = useActions();
  const isBusy = useOpen((open) => open.isBusy);
  const error = useOpen((open) => open.error);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button kind="quiet" isDisabled={isBusy} onPress={() => setIsAsking(true)}>
        {t('bench.change')}
      </Button>
      <ReasonDialog
        title={t('bench.changeTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        about={t('bench.changeAbout')}
        action={t('bench.changeRun')}
        run={actions.change}
        isRunning={isBusy}
        error={error ?? undefined}
      />
    </>
  );
}
