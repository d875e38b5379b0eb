import { describe, expect, it } from 'vitest';
import {
  appContentSecurityPolicy,
  readerContentSecurityPolicy,
} from '../../electron/policy/content-security.ts';
import { inertPathSegments, isReaderPage, readerHostOf } from '../../electron/policy/inert-request.ts';
import { mayNavigateFrame, mayRequest } from '../../electron/policy/navigation.ts';

const host = `reader-${'0f'.repeat(12)}`;
const other = `reader-${'1e'.repeat(12)}`;
const reader = `inert://${host}/`;
const application = 'app://assay/#/mark/x';
const evidence = `artifact://${'ab'.repeat(32)}/`;

describe('where the reading frame may go', () => {
  it('is filled by the application with the reading page', () => {
    expect(mayNavigateFrame(reader, application)).toBe(true);
  });

  it.each([
    [reader, reader],
    [`inert://${other}/`, reader],
    [reader, null],
    [reader, 'data:text/html,x'],
  ])('does not go to %s when %s asks', (url, initiator) => {
    expect(mayNavigateFrame(url, initiator)).toBe(false);
  });

  it.each([
    'https://example.org/',
    'file:///etc/passwd',
    'app://assay/',
    evidence,
    'data:text/html,x',
    'about:blank',
    'blob:null/1',
    'inert://reader/',
    `inert://${host}/assets/index.js`,
    `inert://${host}/?x`,
    `inert://${host}:1/`,
    `inert://user@${host}/`,
    `inert://${host}.example.org/`,
    'inert://reader-0F0f0f0f0f0f0f0f0f0f0f0f/x',
    'x',
  ])('is not filled with %s', (url) => {
    expect(mayNavigateFrame(url, application)).toBe(false);
    expect(isReaderPage(url)).toBe(false);
    expect(mayRequest(url, '', true)).toBe(false);
  });
});

describe('what the reading frame may load', () => {
  it.each([`inert://${host}/assets/index.js`, 'data:image/png,x', 'blob:null/1'])('its own %s', (url) => {
    expect(mayRequest(url, reader)).toBe(true);
  });

  it.each([
    evidence,
    'app://assay/',
    'devtools://devtools/x',
    `inert://${other}/assets/index.js`,
    'https://example.org/',
    'file:///x',
  ])('nothing else: %s', (url) => expect(mayRequest(url, reader)).toBe(false));

  it('its first files, asked for before it is known what the frame was filled with', () => {
    for (const unknown of [null, '', 'about:blank']) {
      expect(mayRequest(`inert://${host}/assets/index.js`, unknown)).toBe(true);
    }
    expect(mayRequest(evidence, '')).toBe(false);
    expect(mayRequest(evidence, 'about:blank')).toBe(false);
  });

  it('is for frames: the application’s own page loads nothing of it', () => {
    expect(mayRequest(`inert://${host}/assets/index.js`, application)).toBe(false);
    expect(mayRequest(reader, application)).toBe(false);
    expect(mayRequest(reader, application, true)).toBe(true);
  });
});

describe('which file of the reading page an address names', () => {
  it('gives the page and its built files', () => {
    expect(inertPathSegments(reader)).toEqual(['index.html']);
    expect(inertPathSegments(`inert://${host}/assets/index-B_4z.js`)).toEqual(['assets', 'index-B_4z.js']);
  });

  it.each([
    `inert://${host}/../main/main.js`,
    `inert://${host}/assets/..%2f..%2fmain.js`,
    `inert://${host}/assets/../../main/main.js`,
    `inert://${host}/assets/%2e%2e/x`,
    `inert://${host}/assets/a/b.js`,
    `inert://${host}/assets\\x`,
    `inert://${host}/main.js`,
    'inert://reader/assets/x.js',
    'app://assay/assets/x.js',
  ])('refuses %s', (url) => expect(inertPathSegments(url)).toBeNull());

  it('knows no reader by another name', () => {
    expect(readerHostOf(reader)).toBe(host);
    expect(readerHostOf('inert://assay/')).toBeNull();
    expect(readerHostOf(evidence)).toBeNull();
  });
});

describe('the policies', () => {
  it('let the application show the reading page in a frame, and nothing else', () => {
    expect(appContentSecurityPolicy('x')).toContain('frame-src inert:;');
  });

  it('let the reading page run its own files and load nothing', () => {
    const rules = readerContentSecurityPolicy(host).split('; ');
    expect(rules).toContain("default-src 'none'");
    expect(rules).toContain(`script-src inert://${host}`);
    expect(rules).toContain("connect-src 'none'");
    expect(rules).toContain('img-src data: blob:');
    expect(rules).toContain('sandbox allow-scripts');
    expect(rules.filter((rule) => /unsafe/.test(rule))).toEqual(["style-src 'unsafe-inline'"]);
  });
});
