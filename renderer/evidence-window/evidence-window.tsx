import { PanelLeftClose } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { forwardsKey } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { closeEvidenceWindow } from '../state/evidence-window.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ArtifactViewer } from '../viewers/artifact-viewer.tsx';
import { type EvidenceChannel, joinEvidenceChannel } from './evidence-channel.ts';
import styles from './evidence-window.module.css';
import { type Mirrored, unpackProps } from './mirrored-props.ts';

/** The window beside the main one: the artifact that is open there, and nothing else. Its keys go there. */
export function EvidenceWindow() {
  const [mirrored, setMirrored] = useState<Mirrored | null>(null);
  const channel = useRef<EvidenceChannel>(undefined);
  const viewed = mirrored?.props ?? null;

  useEffect(() => {
    const joined = joinEvidenceChannel((message) => {
      if (message.kind !== 'show') return;
      const { props, turn } = message;
      setMirrored((before) => props && unpackProps(props, turn, before, call));
    });
    const call = (name: string, args: readonly unknown[]) =>
      // What was left out must not arrive as a null.
      joined.say({
        kind: 'call',
        name,
        args: args.slice(0, args.findLastIndex((one) => one !== undefined) + 1),
      });
    channel.current = joined;
    joined.say({ kind: 'hello' });
    return joined.close;
  }, []);

  useEffect(() => {
    const forward = (event: KeyboardEvent) => {
      if (!forwardsKey(event, window.assay.platform === 'darwin')) return;
      event.preventDefault();
      const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
      channel.current?.say({ kind: 'key', press: { key, code, ctrlKey, metaKey, altKey, shiftKey } });
    };
    addEventListener('keydown', forward);
    return () => removeEventListener('keydown', forward);
  }, []);

  useForgottenSelection(viewed?.choosing?.chosen != null);
  const title = viewed?.artifact.title ?? t('evidenceWindow.title');
  useEffect(() => {
    document.title = t('frame.windowTitle', { workspace: title });
  }, [title]);

  return (
    <div className={styles.window}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        {viewed?.choosing && (
          <span className={styles.criterion} role="status">
            {t('evidenceWindow.criterion', { criterion: viewed.choosing.criterion })}
          </span>
        )}
        <Button kind="quiet" icon={<PanelLeftClose aria-hidden />} onPress={closeEvidenceWindow}>
          {t('evidenceWindow.back')}
        </Button>
      </header>
      <main className={styles.room} aria-label={t('evidenceWindow.title')}>
        {viewed ? (
          <ArtifactViewer {...viewed} />
        ) : (
          <EmptyState title={t('evidenceWindow.nothing')}>{t('evidenceWindow.nothingNext')}</EmptyState>
        )}
      </main>
    </div>
  );
}

/** What was chosen here and let go of there is not selected here any more. */
function useForgottenSelection(isChosen: boolean) {
  const wasChosen = useRef(false);
  useEffect(() => {
    if (wasChosen.current && !isChosen) document.getSelection()?.removeAllRanges();
    wasChosen.current = isChosen;
  }, [isChosen]);
}
