import { createServer, type Server } from 'node:http';
import type { Frame } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HandedIn, handIn } from '../e2e/hand-in.ts';
import { pictureFailures } from '../e2e/picture-failures.ts';
import { type Watch, watchActivity } from '../e2e/watch-activity.ts';

/** Evidence in the reading frame tries to act, to load, to leave, and to speak for the frame. */
describe('the reading frame', () => {
  const hits: string[] = [];
  let server: Server;
  let url: string;
  let bench: HandedIn;
  let watch: Watch;

  pictureFailures(() => bench.desk.assay);
  beforeAll(async () => {
    server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.setHeader('access-control-allow-origin', '*');
      response.end('<script>document.title = "taken"</script>');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
    bench = await handIn({
      'hostile.html': hostilePage(url),
      'hostile.xhtml': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="${url}/x.js"/></head><body><p onclick="parent.ran = true">Strict words.</p><img src="${url}/x.png"/></body></html>`,
      'hostile.svg': hostileDrawing(url),
      'hostile.md': `# Words in Markdown\n\n<script>parent.ran = true</script>\n\n![picture](${url}/md.png) [run](javascript:alert(1)) <img src=x onerror="parent.ran = true">\n\n<iframe src="${url}/md-frame"></iframe>\n\n![near](near.png)\n`,
      'hostile.eml': hostileMessage(url),
      'hostile.ipynb': hostileNotebook(url),
      'plain.html': '<h1>Plain words</h1>',
    });
    watch = await watchActivity(bench.desk.assay);
  });
  afterAll(async () => {
    await bench?.close();
    server?.close();
  });

  const frameNow = (): Frame => {
    const frame = bench.desk.assay.window.frames().find((one) => one.url().startsWith('inert://'));
    if (!frame) throw new Error('no frame is open');
    return frame;
  };
  const frameUrls = () =>
    bench.desk.assay.window
      .frames()
      .map((frame) => frame.url())
      .filter((address) => !address.startsWith('app://assay/'));
  const shown = async (name: string, words: string) => {
    await bench.open(name);
    await bench.frame.getByText(words).first().waitFor();
    return (await bench.pane.getByRole('status').filter({ hasText: 'Blocked:' }).textContent()) ?? '';
  };

  it('shows the words of a hostile web page and says what it took out', async () => {
    expect(await shown('hostile.html', 'These are the words.')).toBe(
      'Blocked: 8 scripts, 7 remote pictures, 2 style sheets from outside, 1 font from outside, 4 embedded pages, ' +
        '2 forms, 1 video or sound, 1 jump to another page and 4 hidden requests. Not shown: 1 insertion in a drawing.',
    );
  });

  it.each([
    ['hostile.xhtml', 'Strict words.', 'Blocked: 2 scripts and 1 remote picture.'],
    [
      'hostile.svg',
      'Words drawn',
      'Blocked: 5 scripts, 4 remote pictures, 1 style sheet from outside and 1 embedded page.',
    ],
    ['hostile.md', 'Words in Markdown', 'Blocked: 3 scripts, 1 remote picture and 1 embedded page.'],
    ['hostile.eml', 'Words in a message', 'Blocked: 1 script, 1 remote picture and 1 form.'],
    ['hostile.ipynb', 'Words in a notebook', 'Blocked: 3 scripts and 1 remote picture.'],
  ])('does the same with %s', async (name, words, notice) => {
    expect(await shown(name, words)).toContain(notice);
  });

  it('needs no policy to stop any of it: nothing that would be refused is tried', async () => {
    expect((await watch.end()).errors).toEqual([]);
  });

  it('gives its page no bridge, no origin, no storage, no network and no way to evaluate', async () => {
    await shown('hostile.html', 'These are the words.');
    const seen = await frameNow().evaluate(async (address) => {
      const tried = async (act: () => unknown) => {
        try {
          await act();
          return 'done';
        } catch {
          return 'refused';
        }
      };
      return {
        leaks: ['assay', 'require', 'process', 'module', 'Buffer', 'electron'].filter(
          (name) => name in window,
        ),
        origin: self.origin,
        storage: await tried(() => localStorage.length),
        cookies: await tried(() => document.cookie),
        database: await tried(() => indexedDB.open('x')),
        network: await tried(() => fetch(address)),
        application: await tried(() => fetch('app://assay/')),
        vault: await tried(() => fetch(`artifact://${'a'.repeat(64)}/`)),
        parent: await tried(() => String(parent.document)),
        // biome-ignore lint/security/noGlobalEval: that it is refused is what this test is about
        evaluation: await tried(() => window.setTimeout('parent.ran = true') === 0 || eval('1')),
        dialog: await tried(() => alert('x')),
        window: window.open(address) === null ? 'refused' : 'done',
      };
    }, url);
    expect(seen).toEqual({
      leaks: [],
      origin: 'null',
      storage: 'refused',
      cookies: 'refused',
      database: 'refused',
      network: 'refused',
      application: 'refused',
      vault: 'refused',
      parent: 'refused',
      // The debugger that asks is not bound by the policy of the page; what the page itself does is, see below.
      evaluation: expect.any(String),
      dialog: 'done',
      window: 'refused',
    });
  });

  it('cannot be filled with anything else, nor take the window away; a frame that tries loses its pane', async () => {
    for (const target of [
      url,
      'file:///etc/passwd',
      'data:text/html,taken',
      'app://assay/',
      `artifact://${'a'.repeat(64)}/`,
      'inert://reader-aaaaaaaaaaaaaaaaaaaaaaaa/',
      'assets/x.js',
    ]) {
      await bench.open('plain.html');
      await shown('hostile.html', 'These are the words.');
      const before = frameNow().url();
      await frameNow()
        .evaluate((address) => {
          try {
            top?.location.assign(address);
          } catch {}
          location.assign(address);
        }, target)
        .catch(() => undefined);
      await Promise.any([
        bench.frame.getByText('These are the words.').waitFor(),
        bench.pane.getByText('The viewer of this document crashed.').waitFor(),
      ]);
      expect(frameUrls().filter((one) => one !== before && one !== 'chrome-error://chromewebdata/')).toEqual(
        [],
      );
      expect(bench.desk.assay.window.url()).toContain('app://assay/');
    }
  });

  it('runs no script that is put into its page', async () => {
    await bench.open('plain.html');
    await shown('hostile.html', 'These are the words.');
    const ran = await frameNow().evaluate(async () => {
      const inline = document.createElement('script');
      inline.textContent = 'window.inlineRan = true';
      const held = document.createElement('script');
      held.src = 'data:text/javascript,window.heldRan = true';
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="data:," onerror="window.handlerRan = true">';
      const failed = new Promise((done) => {
        held.addEventListener('error', done);
        held.addEventListener('load', done);
      });
      document.body.append(inline, held, holder);
      await Promise.all([
        failed,
        new Promise((done) => holder.firstElementChild?.addEventListener('error', done)),
      ]);
      return ['inlineRan', 'heldRan', 'handlerRan'].filter((name) => name in window);
    });
    expect(ran).toEqual([]);
  });

  it('keeps nothing that could act in the page of hostile evidence', async () => {
    for (const [name, words] of [
      ['hostile.html', 'These are the words.'],
      ['hostile.svg', 'Words drawn'],
      ['hostile.md', 'Words in Markdown'],
      ['hostile.eml', 'Words in a message'],
      ['hostile.ipynb', 'Words in a notebook'],
    ] as const) {
      await shown(name, words);
      const left = await frameNow().evaluate(() => {
        const acting =
          'script, iframe, frame, object, embed, form, link, meta, base, video, audio, template, dialog';
        const elements = [...document.querySelectorAll('main, main *')];
        return {
          acting: [...(document.querySelector('main')?.querySelectorAll(acting) ?? [])].map(
            (one) => one.outerHTML,
          ),
          handlers: elements.flatMap((one) =>
            one.getAttributeNames().filter((attribute) => /^on/.test(attribute)),
          ),
          addresses: elements.flatMap((one) =>
            ['src', 'href', 'xlink:href', 'action', 'srcset', 'ping', 'background', 'poster'].flatMap(
              (attribute) => {
                const value = one.getAttribute(attribute);
                return value === null || /^(data:image\/|blob:|#)/.test(value) ? [] : [value];
              },
            ),
          ),
          focused: document.activeElement?.localName,
          ran: Reflect.get(window, 'ran'),
        };
      });
      expect(left, name).toEqual({
        acting: [],
        handlers: [],
        addresses: [],
        focused: 'body',
        ran: undefined,
      });
    }
  });

  it('does not listen to evidence that speaks its protocol, nor believes a frame that floods the window', async () => {
    await shown('hostile.html', 'These are the words.');
    // As a script of evidence would, were one ever to run: nothing here has the port.
    await frameNow().evaluate(() => {
      for (const target of [window, parent]) {
        for (const message of [
          { kind: 'opened', blocked: {}, notShown: {}, outline: [] },
          {
            kind: 'key',
            key: 'Enter',
            code: 'Enter',
            ctrlKey: true,
            metaKey: false,
            altKey: false,
            shiftKey: false,
          },
          {
            kind: 'open',
            reader: 'web',
            bytes: new ArrayBuffer(8),
            name: 'x',
            theme: 'light',
            language: 'en',
          },
        ]) {
          for (let times = 0; times < 500; times += 1)
            target.postMessage(message, '*', [new MessageChannel().port1]);
        }
      }
    });
    await bench.frame.getByText('These are the words.').waitFor();
    expect(await bench.pane.getByRole('status').filter({ hasText: 'Blocked:' }).count()).toBe(1);
  });

  it('runs in a process of its own, another one for each document', async () => {
    const processes = () =>
      bench.desk.assay.app.evaluate(({ BrowserWindow }) =>
        (BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.framesInSubtree ?? []).map(
          (frame) => frame.osProcessId,
        ),
      );
    const [page, first, ...others] = await processes();
    await bench.open('plain.html');
    await bench.frame.getByText('Plain words').waitFor();
    const [samePage, second] = await processes();
    expect(others).toEqual([]);
    expect(samePage).toBe(page);
    expect(new Set([page, first, second]).size).toBe(3);
  });

  it('asked nothing of the network, opened no window and no dialog, and ran nothing in the application', async () => {
    const seen = await watch.end();
    expect(hits).toEqual([]);
    expect(await bench.desk.assay.window.evaluate(() => 'ran' in window)).toBe(false);
    // What a refused navigation leaves in its frame until the pane is taken away.
    const navigations = seen.navigations.filter((address) => address !== 'chrome-error://chromewebdata/');
    expect({ ...seen, navigations, errors: [] }).toEqual({
      requests: [],
      navigations: [],
      windows: 1,
      dialogs: [],
      errors: [],
      stalls: [],
    });
  });
});

function hostilePage(url: string): string {
  return `<!doctype html><html><head>
  <meta http-equiv="refresh" content="0;url=${url}/refresh"><base href="${url}/base/">
  <link rel="stylesheet" href="${url}/sheet.css"><link rel="dns-prefetch" href="//example.org"><link rel="preconnect" href="${url}">
  <link rel="prefetch" href="${url}/prefetch"><script src="${url}/script.js"></script>
  <style>@import url(${url}/import.css); @font-face { font-family: x; src: url(${url}/font.woff2) } body { background: url("${url}/back.png"); font-family: x }</style>
  </head><body onload="parent.ran = true" background="${url}/body.png">
  <script>parent.ran = true; top.location = '${url}/top'; open('${url}/open'); alert(1); print()</script>
  <p>These are the words.</p>
  <img src="${url}/pixel.png" onerror="parent.ran = true" srcset="${url}/2x.png 2x">
  <p style="background-image: \\75rl(${url}/style.png)">styled</p>
  <iframe src="${url}/frame"></iframe><object data="${url}/object"></object><embed src="${url}/embed">
  <form action="${url}/form" method="post"><input name="a" autofocus onfocus="parent.ran = true"><button>Send</button></form>
  <a href="java&#9;script:parent.ran = true">run</a> <a href="${url}/link" ping="${url}/ping" target="_top">away</a> <a href="file:///etc/passwd">file</a>
  <svg onload="parent.ran = true"><script>parent.ran = true</script><use href="${url}/sprite.svg#a"></use><image href="${url}/svg.png"></image>
  <foreignObject><iframe src="${url}/foreign"></iframe></foreignObject></svg>
  <video src="${url}/video.mp4" poster="${url}/poster.png" autoplay></video>
  <dialog open>dialog</dialog><template shadowrootmode="open"><script>parent.ran = true</script></template>
  <form><input name="parentNode"><input name="attributes"></form>
  <math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=parent.ran=true&gt;"></table></mtext></math>
  </body></html>`;
}

function hostileDrawing(url: string): string {
  return `<?xml version="1.0"?><?xml-stylesheet href="${url}/sheet.css"?>
<!DOCTYPE svg [<!ENTITY words "Words drawn">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="200" onload="parent.ran = true">
<script>parent.ran = true</script><script xlink:href="${url}/script.js"/>
<style>@import "${url}/import.css"; rect { fill: url(${url}/fill.svg#a) }</style>
<image xlink:href="${url}/picture.png" width="10" height="10"/><use xlink:href="${url}/sprite.svg#a"/>
<rect width="100" height="100" style="filter: url('${url}/filter.svg#f')"/>
<a xlink:href="javascript:parent.ran = true"><text y="40">&words;</text></a>
<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="${url}/frame"/></foreignObject>
<animate attributeName="x" onbegin="parent.ran = true"/></svg>`;
}

function hostileMessage(url: string): string {
  return [
    'From: Somebody <a@example.org>',
    'To: b@example.org',
    'Subject: =?utf-8?q?=3Cscript=3Eparent=2Eran=3Dtrue=3C/script=3E?=',
    'Date: Mon, 16 Nov 2026 08:14:00 +0100',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<style>.head { display: none } header { visibility: hidden }</style><p>Words in a message</p>`,
    `<img src="${url}/open.gif" width="1" height="1"><script>parent.ran = true</script>`,
    `<form action="${url}/form"><input></form><div style="position:fixed;inset:0;background:#fff">over all</div>`,
    '',
  ].join('\r\n');
}

function hostileNotebook(url: string): string {
  const output = (data: Record<string, string>) => ({ output_type: 'display_data', metadata: {}, data });
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      {
        cell_type: 'markdown',
        metadata: {},
        source: ['Words in a notebook <script>parent.ran = true</script>'],
      },
      {
        cell_type: 'code',
        metadata: {},
        execution_count: 1,
        source: '<script>parent.ran = true</script>',
        outputs: [
          output({
            'text/html': `<script>parent.ran = true</script><b>bold</b><img src="${url}/output.png">`,
          }),
          output({ 'application/javascript': 'parent.ran = true' }),
          output({
            'image/svg+xml': `<svg xmlns="http://www.w3.org/2000/svg"><script>parent.ran = true</script></svg>`,
          }),
        ],
      },
    ],
  });
}
