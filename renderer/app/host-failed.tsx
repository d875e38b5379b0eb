import { useState } from 'react';
import { t } from '../messages/t.ts';
import { wordsInHand } from '../state/pending-saves.ts';
import { useSaved } from '../state/saved.ts';
import { restartHost } from '../state/workspace.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

/** The core was given up: what is on screen stays here, can be taken elsewhere, and is saved once it is back. */
export function HostFailed() {
  const isUnsaved = useSaved() !== 'saved';
  const [isCopied, setIsCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(wordsInHand());
    setIsCopied(true);
  }
  return (
    <Banner
      tone="bad"
      actions={
        <>
          {isUnsaved && (
            <Button onPress={() => void copy()}>{t(isCopied ? 'host.copied' : 'host.copy')}</Button>
          )}
          <Button onPress={restartHost}>{t('host.startAgain')}</Button>
        </>
      }
    >
      <p>{t('host.failed')}</p>
      {isUnsaved && <p>{t('host.unsaved')}</p>}
    </Banner>
  );
}
