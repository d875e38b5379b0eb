import { Gavel } from 'lucide-react';
import { useState } from 'react';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Button } from '../ui/button.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';

/** Hands what people cannot agree about to an adjudicator, saying why. */
export function SendToAdjudication({ submission }: { readonly submission: SubmissionId }) {
  const refer = useCommand('moderation.refer');
  const [isAsking, setIsAsking] = useState(false);
  useShortcut('moderate.refer', () => setIsAsking(true));
  return (
    <>
      <Button icon={<Gavel aria-hidden />} onPress={() => setIsAsking(true)}>
        {t('reconcile.refer')}
      </Button>
      <ReasonDialog
        title={t('reconcile.referTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        about={t('reconcile.referAbout')}
        action={t('reconcile.referRun')}
        run={async (note) => {
          const done = await refer.run({ command: newCommand(), submission, note });
          if (done.ok) setIsAsking(false);
        }}
        isRunning={refer.isRunning}
        error={refer.error}
      />
    </>
  );
}
