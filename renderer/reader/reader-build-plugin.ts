import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

/**
 * Builds the page of the isolated frame into a folder of its own, apart from the application's: the frame is served
 * from there, and nothing of the application can be asked for by it.
 */
export function readerPage(root: string, outDir: string): Plugin {
  return {
    name: 'assay:reader-page',
    apply: 'build',
    async closeBundle() {
      await build({
        configFile: false,
        root,
        base: './',
        logLevel: 'warn',
        build: {
          outDir,
          emptyOutDir: true,
          target: 'chrome130',
          // The frame may fetch nothing but modules, as they are imported.
          modulePreload: false,
          rolldownOptions: { input: resolve(root, 'index.html') },
        },
      });
    },
  };
}
