import './ui/base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/app.tsx';
import { forgetMarking } from './app/last-marked.ts';
import { followLocation, go } from './app/router.ts';
import { followKeys } from './app/shortcuts.ts';
import { forgetBetweenWorkspaces } from './state/between-workspaces.ts';
import { followTheme, settings } from './state/settings.ts';
import { workspace } from './state/workspace.ts';

// The page may not evaluate code: parsers must not try to compile themselves.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const settingsLoaded = settings.getState().load();
workspace.getState().follow();
// The theme must be known before anything is painted: a white flash in a dark room is rude.
await settingsLoaded;
followTheme(document.documentElement);
followLocation();
followKeys(window.assay.platform === 'darwin');
forgetBetweenWorkspaces(() => {
  forgetMarking();
  go({ room: 'queue' });
});

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
