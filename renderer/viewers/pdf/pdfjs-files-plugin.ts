import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** What pdf.js asks for by name while it draws: character maps, the standard fonts, and decoders in plain JavaScript. */
const FOLDERS = {
  cmaps: /\.bcmap$/,
  standard_fonts: /\.(pfb|ttf)$/,
  wasm: /_nowasm_fallback\.js$/,
} as const;

/** Puts those files under `pdfjs/` beside the application, in builds and in development. */
export function pdfjsFiles(): Plugin {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'assay:pdfjs-files',
    async generateBundle() {
      for (const [folder, wanted] of Object.entries(FOLDERS)) {
        for (const name of await readdir(join(root, folder))) {
          if (!wanted.test(name)) continue;
          const source = await readFile(join(root, folder, name));
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${name}`, source });
        }
      }
    },
    configureServer(server) {
      server.middlewares.use('/pdfjs/', (request, response, next) => {
        const match = /^\/(cmaps|standard_fonts|wasm)\/([\w.-]+)$/.exec(request.url ?? '');
        if (!match?.[1] || !match[2]) return next();
        if (match[2].endsWith('.js')) response.setHeader('content-type', 'text/javascript');
        createReadStream(join(root, match[1], match[2]))
          .on('error', next)
          .pipe(response);
      });
    },
  };
}
