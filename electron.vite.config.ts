import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { readerPage } from './renderer/reader/reader-build-plugin.ts';
import { libheifFiles } from './renderer/viewers/image/libheif-files-plugin.ts';
import { pdfjsFiles } from './renderer/viewers/pdf/pdfjs-files-plugin.ts';
import { METHODS } from './src/api/contract.ts';

const here = import.meta.dirname;

/** Each `x-worker.ts` in src becomes `out/main/x-worker.js`, beside the host that starts it. */
const workers = Object.fromEntries(
  globSync('src/**/*-worker.ts', { cwd: here }).map((path) => [basename(path, '.ts'), resolve(here, path)]),
);

/** Sources name their worker by its TypeScript file, which plain Node runs; the bundle names what it became. */
const nameBuiltWorkers: Plugin = {
  name: 'assay:name-built-workers',
  transform: (code) =>
    code.includes('-worker.ts')
      ? code.replaceAll(/(['"])\.{1,2}\/(?:[\w.-]+\/)*([\w-]+-worker)\.ts\1/g, "'./$2.js'")
      : undefined,
};

export default defineConfig({
  main: {
    plugins: [nameBuiltWorkers],
    build: {
      outDir: 'out/main',
      // One file tree without node_modules: Electron 33's Node cannot `require` ES modules, a bundle need not.
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: resolve(here, 'electron/main/main.ts'),
          host: resolve(here, 'src/host/entry.ts'),
          ...workers,
        },
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    // The preload gets the methods' names only, not the schemas behind them.
    define: { __ASSAY_METHODS__: JSON.stringify(METHODS) },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(here, 'electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'renderer'),
    plugins: [
      react(),
      pdfjsFiles(),
      libheifFiles(),
      readerPage(resolve(here, 'renderer/reader'), resolve(here, 'out/reader')),
    ],
    worker: { format: 'es' },
    build: {
      outDir: resolve(here, 'out/renderer'),
      // Half the text to read and parse before the first screen.
      minify: true,
      rolldownOptions: { input: resolve(here, 'renderer/index.html') },
    },
  },
});
