import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** The decoder of HEIC and its licence, LGPL-3.0: never part of a bundle, so that anyone can put another build in its place. */
const FILES: Readonly<Record<string, string>> = {
  'libheif.mjs': 'libheif-wasm/libheif-bundle.mjs',
  LICENSE: 'libheif-wasm/LICENSE',
};

/** Puts those files under `libheif/` beside the application, in builds and in development. */
export function libheifFiles(): Plugin {
  const root = dirname(createRequire(import.meta.url).resolve('libheif-js/package.json'));
  return {
    name: 'assay:libheif-files',
    async generateBundle() {
      for (const [name, path] of Object.entries(FILES)) {
        this.emitFile({
          type: 'asset',
          fileName: `libheif/${name}`,
          source: await readFile(join(root, path)),
        });
      }
    },
    configureServer(server) {
      server.middlewares.use('/libheif/', (request, response, next) => {
        const path = FILES[(request.url ?? '').slice(1)];
        if (path === undefined) return next();
        response.setHeader('content-type', 'text/javascript');
        createReadStream(join(root, path)).on('error', next).pipe(response);
      });
    },
  };
}
