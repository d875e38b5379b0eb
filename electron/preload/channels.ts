/** What the preload and the main process say to each other. The page never sees these. */
export const CHANNELS = {
  /** preload → main: give me a port to the host. */
  connect: 'assay:connect',
  /** main → preload: here it is. */
  port: 'assay:port',
  hostState: 'assay:host-state',
  chooseFiles: 'assay:choose-files',
  chooseFolder: 'assay:choose-folder',
  chooseSaveAs: 'assay:choose-save-as',
  takeDropped: 'assay:take-dropped',
  /** preload → main: the page now listens for files. */
  listenForFiles: 'assay:listen-for-files',
  openFiles: 'assay:open-files',
  revealExport: 'assay:reveal-export',
  /** main → preload: put everything on disk; the window is about to close. */
  saveNow: 'assay:save-now',
  /** preload → main: whether it is. */
  savedNow: 'assay:saved-now',
  /** preload → main: open or close the window that shows evidence alone. */
  evidenceWindow: 'assay:evidence-window',
  evidenceWindowState: 'assay:evidence-window-state',
  /** preload → main: bring the main window to the front. */
  showMain: 'assay:show-main',
  restartHost: 'assay:restart-host',
} as const;

/** Carries the application's version to the preload, which has no other way to know it in time. */
export const VERSION_ARGUMENT = '--assay-version=';
