import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { ChosenFile } from '../../src/api/bridge.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Writes the dossier of a batch into a folder that the person chooses. */
export function ExportDossier({ batch }: { readonly batch: RecordId }) {
  const command = useCommand('batches.dossier');
  const [saved, setSaved] = useState<{ readonly name: string; readonly into: ChosenFile } | null>(null);
  const [isAsked, setIsAsked] = useState(false);

  async function save() {
    const into = await api.bridge.chooseFolder('export');
    if (!into) return;
    setSaved(null);
    const written = await command.run({ batch, into: into.token });
    if (written.ok) setSaved({ name: written.value.name, into });
    setIsAsked(true);
  }
  return (
    <>
      <Button icon={<FileDown aria-hidden />} isDisabled={command.isRunning} onPress={() => void save()}>
        {t('dossier.export')}
      </Button>
      <Dialog
        title={t('dossier.title')}
        isOpen={isAsked}
        onClose={() => setIsAsked(false)}
        footer={
          saved ? (
            <Button onPress={() => api.bridge.revealExport(saved.into.token)}>{t('dossier.reveal')}</Button>
          ) : undefined
        }
      >
        {command.error && <FailureBanner error={command.error} />}
        {saved && <p role="status">{t('dossier.saved', { name: saved.name })}</p>}
      </Dialog>
    </>
  );
}
