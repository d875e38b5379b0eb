// One window with pdf.js and nothing around it. The PDF comes over a protocol of its own, by ranges, as evidence does.
import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { app, BrowserWindow, protocol } from 'electron';

const [pdf, pdfjs] = process.argv.slice(-2);
const TYPES = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript' };

app.setName('Bare PDF');
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges }]);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  protocol.handle('bare', async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/evidence.pdf') return range(request);
    const name = pathname.slice(1);
    const path = name.startsWith('pdfjs/') ? join(pdfjs, name.slice(6)) : join(import.meta.dirname, name);
    const type = TYPES[name.split('.').at(-1)] ?? 'application/octet-stream';
    return new Response(await readFile(path), { headers: { 'content-type': type } });
  });
  const webPreferences = { sandbox: true, contextIsolation: true };
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences });
  void window.loadURL('bare://bench/page.html');
});

function range(request) {
  const size = statSync(pdf).size;
  const [, start = '0', end = String(size - 1)] =
    /bytes=(\d+)-(\d+)/.exec(request.headers.get('range') ?? '') ?? [];
  const stream = createReadStream(pdf, { start: Number(start), end: Number(end) });
  const headers = {
    'content-range': `bytes ${start}-${end}/${size}`,
    'content-length': String(Number(end) - Number(start) + 1),
  };
  return new Response(Readable.toWeb(stream), { status: 206, headers });
}
