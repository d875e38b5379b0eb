import { lazy, Suspense, useEffect } from 'react';
import { t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { incoming } from '../state/incoming.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Welcome } from '../welcome/welcome.tsx';
import { DropAnywhere } from './drop-anywhere.tsx';
import { IncomingDialog } from './incoming-dialog.tsx';
import { KeySheet } from './key-sheet.tsx';

const loadFrame = () => import('./frame.tsx');
const Frame = lazy(async () => ({ default: (await loadFrame()).Frame }));

/** The window: the welcome screen, or the frame with the room one is in. */
export function App() {
  const info = useWorkspace((state) => state.info);
  useEffect(() => api.bridge.onOpenFiles((files) => void incoming.getState().receive(files)), []);
  useEffect(() => {
    document.title = info ? t('frame.windowTitle', { workspace: info.name }) : t('app.name');
  }, [info]);
  const isWelcoming = info === null;
  useEffect(() => {
    // The rooms are fetched while the first screen is being read, not before it.
    if (isWelcoming) requestIdleCallback(() => void loadFrame());
  }, [isWelcoming]);
  if (info === undefined) return null;
  return (
    <DropAnywhere>
      {info === null ? (
        <Welcome />
      ) : (
        <Suspense>
          <Frame key={info.id} info={info} />
        </Suspense>
      )}
      <IncomingDialog hasWorkspace={info !== null} />
      <KeySheet />
    </DropAnywhere>
  );
}
