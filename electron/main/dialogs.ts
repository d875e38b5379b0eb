import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { type BrowserWindow, dialog, type FileFilter, type OpenDialogOptions, shell } from 'electron';
import { z } from 'zod';
import { FileToken } from '../../src/api/shapes.ts';
import type { FileUse } from '../../src/host/granted-paths.ts';
import { nameToOffer, opensAsFolder } from '../policy/chosen-names.ts';
import { CHANNELS } from '../preload/channels.ts';
import type { FileGrants } from './file-grants.ts';
import type { TrustedIpc } from './trusted-ipc.ts';

const ALL_FILES: FileFilter = { name: 'All files', extensions: ['*'] };

/** The extension of what people send each other. */
const PACKAGE = 'assay';
const PACKAGES: FileFilter = { name: 'Assay packages', extensions: [PACKAGE] };

const FILE_DIALOGS = {
  bundles: {
    title: 'Open bundles',
    filters: [{ name: 'Bundles and packages', extensions: ['zip', PACKAGE] }, ALL_FILES],
  },
  packages: {
    title: 'Open packages',
    filters: [PACKAGES, ALL_FILES],
  },
  verify: {
    title: 'Verify files',
    filters: [{ name: 'Credentials and batches', extensions: ['json', 'jsonld', 'zip'] }, ALL_FILES],
  },
  tables: {
    title: 'Read a table',
    filters: [{ name: 'CSV tables', extensions: ['csv', 'txt'] }, ALL_FILES],
  },
  open: { title: 'Open a file', filters: [ALL_FILES] },
};

const FOLDER_DIALOGS = {
  export: { title: 'Export into a folder', buttonLabel: 'Export here' },
  workspace: { title: 'Choose a folder for the workspace', buttonLabel: 'Use this folder' },
  bundles: { title: 'Open a folder of evidence', buttonLabel: 'Open folder' },
} as const;

/** Answers the page's requests for files and folders: it gets tokens, and only for what a person chose. */
export function offerDialogs(ipc: TrustedIpc, grants: FileGrants, window: () => BrowserWindow | null): void {
  const choose = async (options: OpenDialogOptions, use: FileUse) => {
    const owner = window();
    if (!owner) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(owner, options);
    return canceled || filePaths.length === 0 ? null : filePaths.map((path) => grants.grant(path, use));
  };

  ipc.handle(CHANNELS.chooseFiles, z.enum(['bundles', 'packages', 'verify', 'tables', 'open']), (purpose) => {
    return choose({ ...FILE_DIALOGS[purpose], properties: ['openFile', 'multiSelections'] }, 'read');
  });
  ipc.handle(CHANNELS.chooseFolder, z.enum(['export', 'workspace', 'bundles']), async (purpose) => {
    const folders = await choose(
      { ...FOLDER_DIALOGS[purpose], properties: ['openDirectory', 'createDirectory'] },
      purpose === 'bundles' ? 'read' : 'write',
    );
    return folders?.[0] ?? null;
  });
  ipc.handle(CHANNELS.chooseSaveAs, z.string().max(400), async (suggestedName) => {
    const owner = window();
    if (!owner) return null;
    const { canceled, filePath } = await dialog.showSaveDialog(owner, {
      defaultPath: nameToOffer(suggestedName),
      ...(extname(suggestedName) === `.${PACKAGE}` && { filters: [PACKAGES, ALL_FILES] }),
    });
    return canceled || !filePath ? null : grants.grant(filePath, 'write');
  });
  ipc.handle(CHANNELS.takeDropped, z.array(z.string().min(1)).min(1).max(1000), (paths) =>
    paths.map((path) => grants.grant(path, 'read')),
  );
  ipc.on(CHANNELS.revealExport, FileToken, (token) => {
    const path = grants.pathOf(token);
    // Only folders: opening a file would run whatever the system has for it.
    if (!path || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    if (opensAsFolder(path, process.platform)) void shell.openPath(path);
    else shell.showItemInFolder(path);
  });
}
