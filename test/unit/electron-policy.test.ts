import { describe, expect, it } from 'vitest';
import { appPathSegments } from '../../electron/policy/app-path.ts';
import { artifactHashOf, rangeOf } from '../../electron/policy/artifact-request.ts';
import { nameToOffer, opensAsFolder } from '../../electron/policy/chosen-names.ts';
import { appContentSecurityPolicy, appPolicyFor } from '../../electron/policy/content-security.ts';
import { contentTypeOf } from '../../electron/policy/content-type.ts';
import { mayNavigate, mayRequest } from '../../electron/policy/navigation.ts';
import { isPermitted } from '../../electron/policy/permission.ts';
import { placeEvidenceWindow, placeWindow } from '../../electron/policy/place-window.ts';
import { restartPlan } from '../../electron/policy/restart-plan.ts';
import { isTrustedSender } from '../../electron/policy/sender.ts';

const hash = 'ab'.repeat(32);

describe('where the window may go', () => {
  it('stays at its own address', () => {
    expect(mayNavigate('app://assay/')).toBe(true);
    expect(mayNavigate('app://assay/#/queue')).toBe(true);
  });

  it.each([
    'https://example.org/',
    'file:///etc/passwd',
    'app://other/',
    'app://assay.example.org/',
    'app://user@assay/',
    'app://assay:80/',
    `artifact://${hash}/`,
    'data:text/html,x',
    'javascript:alert(1)',
    'blob:app://assay/1',
    'about:blank',
    'not a url',
    '',
  ])('refuses %s', (url) => {
    expect(mayNavigate(url)).toBe(false);
  });
});

describe('what a page may load', () => {
  const page = 'app://assay/';

  it.each([
    'app://assay/a.js',
    `artifact://${hash}/`,
    'blob:app://assay/1',
    'data:,',
    'devtools://devtools/x',
  ])('allows the local %s', (url) => expect(mayRequest(url, page)).toBe(true));

  it.each(['https://example.org/', 'http://127.0.0.1/', 'ws://x/', 'wss://x/', 'ftp://x/', 'file:///x', 'x'])(
    'refuses %s',
    (url) => expect(mayRequest(url, page)).toBe(false),
  );

  it('gives evidence to no other page', () => {
    expect(mayRequest(`artifact://${hash}/`, 'data:text/html,x')).toBe(false);
    expect(mayRequest(`artifact://${hash}/`, `artifact://${hash}/`)).toBe(false);
  });
});

describe('whose messages count', () => {
  const own = { url: 'app://assay/', isMainFrame: true, isAppWindow: true };

  it('takes those of the application’s own page', () => expect(isTrustedSender(own)).toBe(true));
  it('refuses another page', () => expect(isTrustedSender({ ...own, url: 'data:text/html,x' })).toBe(false));
  it('refuses a frame inside it', () => expect(isTrustedSender({ ...own, isMainFrame: false })).toBe(false));
  it('refuses another window', () => expect(isTrustedSender({ ...own, isAppWindow: false })).toBe(false));
  it('refuses a frame that is gone', () => expect(isTrustedSender(null)).toBe(false));
});

describe('which file of the screens an address names', () => {
  it('gives the page for the bare address', () => {
    expect(appPathSegments('app://assay/')).toEqual(['index.html']);
    expect(appPathSegments('app://assay')).toEqual(['index.html']);
  });

  it('gives plain files', () => {
    expect(appPathSegments('app://assay/assets/index-Ab_1.js')).toEqual(['assets', 'index-Ab_1.js']);
    expect(appPathSegments('app://assay/assets/x.js?v=1')).toEqual(['assets', 'x.js']);
  });

  it.each([
    'app://assay/../main/main.js',
    'app://assay/a/../../main.js',
    'app://assay/%2e%2e/main.js',
    'app://assay/..%2fmain.js',
    'app://assay/..%5cmain.js',
    'app://assay/a\\..\\main.js',
    'app://assay//etc/passwd',
    'app://assay/a%00.js',
    'app://assay/C:/x',
    'app://other/index.html',
    'https://assay/',
  ])('refuses %s', (url) => {
    expect(appPathSegments(url)).toBeNull();
  });
});

describe('which evidence an address names', () => {
  it('reads the hash', () => expect(artifactHashOf(`artifact://${hash}/`)).toBe(hash));

  it.each([
    `artifact://${hash}/x`,
    `artifact://${hash.slice(1)}/`,
    `artifact://${hash}0/`,
    `artifact://${'zz'.repeat(32)}/`,
    `artifact://u@${hash}/`,
    `artifact://${hash}:1/`,
    `app://${hash}/`,
    'artifact:',
  ])('refuses %s', (url) => expect(artifactHashOf(url)).toBeNull());
});

describe('a range', () => {
  it.each([
    [null, 'all'],
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=2-4', { start: 2, end: 4 }],
    ['bytes=5-500', { start: 5, end: 9 }],
    ['bytes=-4', { start: 6, end: 9 }],
    ['bytes=-400', { start: 0, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=4-2', 'all'],
    ['bytes=0-1,3-4', 'all'],
    ['items=0-1', 'all'],
    ['bytes=-', 'all'],
  ])('%s of ten bytes is %o', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range);
  });

  it('of nothing cannot be satisfied', () => expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable'));
});

describe('the type evidence is served as', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('is never one that runs', async () => {
    for (const page of ['<html><script>', '<?xml version="1.0"?><svg onload="x"/>', '<svg/>', '{"a":1}']) {
      expect(await contentTypeOf(bytes(page))).toBe('text/plain; charset=utf-8');
    }
  });

  it('is text even where the last character was cut in half', async () => {
    expect(await contentTypeOf(bytes('é').slice(0, 1))).toBe('text/plain; charset=utf-8');
  });

  it('is bytes where it is neither known nor text', async () => {
    expect(await contentTypeOf(new Uint8Array([0, 255, 254]))).toBe('application/octet-stream');
    expect(await contentTypeOf(new Uint8Array([0xff, 0x41]))).toBe('application/octet-stream');
  });
});

describe('permissions', () => {
  it('let the own page write text to the clipboard, and nothing else', () => {
    expect(isPermitted('clipboard-sanitized-write', 'app://assay/')).toBe(true);
    expect(isPermitted('clipboard-sanitized-write', 'artifact://0123/')).toBe(false);
    expect(isPermitted('clipboard-sanitized-write', 'https://example.org/')).toBe(false);
    for (const permission of ['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal']) {
      expect(isPermitted(permission, 'app://assay/')).toBe(false);
    }
  });
});

describe('the policy of the page', () => {
  it('allows scripts from the application only, and styles besides by nonce', () => {
    const policy = appContentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('is not that of the worker that decodes pictures, which runs WebAssembly and can fetch nothing', () => {
    const worker = appPolicyFor(['assets', 'picture.worker-Ab_1.js'], 'abc');
    expect(worker).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
    for (const other of [
      ['index.html'],
      ['assets', 'highlight.worker-Ab1.js'],
      ['libheif', 'libheif.mjs'],
      ['picture.worker-1.js', 'x.js'],
    ]) {
      expect(appPolicyFor(other, 'abc')).toBe(appContentSecurityPolicy('abc'));
    }
  });
});

describe('where the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };

  it('is centred the first time', () => {
    expect(placeWindow(null, [screen])).toEqual({ width: 1440, height: 900, isMaximized: false });
  });

  it('is where it was', () => {
    const saved = { x: 100, y: 50, width: 1000, height: 700, isMaximized: false };
    expect(placeWindow(saved, [screen])).toEqual(saved);
  });

  it('is within reach when its screen is gone', () => {
    const saved = { x: 4000, y: 50, width: 1000, height: 700, isMaximized: true };
    expect(placeWindow(saved, [screen])).toEqual({ width: 1000, height: 700, isMaximized: true });
  });

  it('is never larger than the screen nor too small to use', () => {
    expect(placeWindow({ width: 9000, height: 10, isMaximized: false }, [screen])).toEqual({
      width: 1920,
      height: 600,
      isMaximized: false,
    });
  });
});

describe('a host that died', () => {
  it('is started again', () => expect(restartPlan([0, 1, 2])).toBe('restart'));
  it('is given up after four times in a minute', () => expect(restartPlan([0, 1, 2, 3])).toBe('give up'));
  it('is not held to what is long past', () => expect(restartPlan([0, 1, 2, 60_002])).toBe('restart'));
});

describe('what a person chose or is offered', () => {
  it('a program that is a folder is shown, not started', () => {
    expect(opensAsFolder('/Users/a/Evidence.app', 'darwin')).toBe(false);
    expect(opensAsFolder('/Users/a/spring-v1', 'darwin')).toBe(true);
    expect(opensAsFolder('/home/a/Evidence.app', 'linux')).toBe(true);
  });

  it('a name out of a bundle chooses no folder and looks like no other name', () => {
    expect(nameToOffer('../a\\b:c')).toBe('.._a_b_c');
    expect(nameToOffer('photo\u202egpj.exe\u0000')).toBe('photo_gpj.exe_');
  });
});

describe('where evidence opens a window of its own', () => {
  const first = { x: 0, y: 0, width: 1920, height: 1040 };
  const second = { x: 1920, y: 0, width: 1280, height: 1000 };

  it('over the whole of the other screen, where there is one', () => {
    expect(placeEvidenceWindow(null, [first, second], first)).toEqual({ ...second, isMaximized: true });
    expect(placeEvidenceWindow(null, [first, second], second)).toEqual({ ...first, isMaximized: true });
  });

  it('in the middle of the only screen, never larger than it', () => {
    expect(placeEvidenceWindow(null, [first], first)).toEqual({
      width: 1000,
      height: 900,
      isMaximized: false,
    });
    const small = { x: 0, y: 0, width: 800, height: 560 };
    expect(placeEvidenceWindow(null, [small], small)).toEqual({
      width: 800,
      height: 560,
      isMaximized: false,
    });
  });

  it('where it last was, unless that screen is gone', () => {
    const saved = { x: 2000, y: 40, width: 900, height: 700, isMaximized: false };
    expect(placeEvidenceWindow(saved, [first, second], first)).toEqual(saved);
    expect(placeEvidenceWindow(saved, [first], first)).toEqual({
      width: 1000,
      height: 900,
      isMaximized: false,
    });
  });
});
