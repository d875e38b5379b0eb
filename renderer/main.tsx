import './ui/base.css';

import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/app.tsx';
import { forgetMarking } from './app/last-marked.ts';
import { followLocation, go } from './app/router.ts';
import { followKeys } from './app/shortcuts.ts';
import { forgetBetweenWorkspaces } from './state/between-workspaces.ts';
import { followEvidenceWindow } from './state/evidence-window.ts';
import { saveEverything } from './state/pending-saves.ts';
import { followTheme, settings } from './state/settings.ts';
import { workspace } from './state/workspace.ts';

const EvidenceWindow = lazy(() =>
  import('./evidence-window/evidence-window.tsx').then((room) => ({ default: room.EvidenceWindow })),
);

// The page may not evaluate code: parsers must not try to compile themselves.
z.config({ jitless: true });

const EVIDENCE_ROUTE = '#/evidence';
const isEvidenceWindow = location.hash === EVIDENCE_ROUTE;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const settingsLoaded = settings.getState().load();
if (!isEvidenceWindow) workspace.getState().follow();
// The theme must be known before anything is painted: a white flash in a dark room is rude.
await settingsLoaded;
followTheme(document.documentElement);
followKeys(window.assay.platform === 'darwin');
if (!isEvidenceWindow) {
  followLocation();
  followEvidenceWindow();
  window.assay.beforeClose(saveEverything);
  forgetBetweenWorkspaces(() => {
    forgetMarking();
    go({ room: 'queue' });
  });
}

createRoot(root).render(
  <StrictMode>
    {isEvidenceWindow ? (
      <Suspense>
        <EvidenceWindow />
      </Suspense>
    ) : (
      <App />
    )}
  </StrictMode>,
);
