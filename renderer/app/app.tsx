import { useEffect } from 'react';
import { t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { incoming } from '../state/incoming.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Welcome } from '../welcome/welcome.tsx';
import { DropAnywhere } from './drop-anywhere.tsx';
import { Frame } from './frame.tsx';
import { IncomingDialog } from './incoming-dialog.tsx';
import { KeySheet } from './key-sheet.tsx';

/** The window: the welcome screen, or the frame with the room one is in. */
export function App() {
  const info = useWorkspace((state) => state.info);
  useEffect(() => api.bridge.onOpenFiles((files) => void incoming.getState().receive(files)), []);
  useEffect(() => {
    document.title = info ? t('frame.windowTitle', { workspace: info.name }) : t('app.name');
  }, [info]);
  if (info === undefined) return null;
  return (
    <DropAnywhere>
      {info === null ? <Welcome /> : <Frame key={info.id} info={info} />}
      <IncomingDialog hasWorkspace={info !== null} />
      <KeySheet />
    </DropAnywhere>
  );
}
