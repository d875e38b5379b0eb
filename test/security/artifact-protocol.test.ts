import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedAssay, launchAssay } from '../e2e/launch.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('artifact://', () => {
  let vault: string;
  let assay: LaunchedAssay;

  /** Puts bytes where the vault keeps them; returns their address. */
  function keep(bytes: Uint8Array | string): string {
    const hash = createHash('sha256').update(bytes).digest('hex');
    mkdirSync(join(vault, hash.slice(0, 2)), { recursive: true });
    writeFileSync(join(vault, hash.slice(0, 2), hash), bytes);
    return `artifact://${hash}/`;
  }

  function fetchInPage(url: string, init: RequestInit = {}) {
    return assay.window.evaluate(
      async ([address, options]) => {
        try {
          const response = await fetch(address, options);
          const bytes = new Uint8Array(await response.arrayBuffer());
          const digest = await crypto.subtle.digest('SHA-256', bytes);
          return {
            status: response.status,
            headers: Object.fromEntries(response.headers),
            size: bytes.length,
            text: bytes.length < 200 ? new TextDecoder().decode(bytes) : '',
            sha256: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''),
          };
        } catch (error) {
          return { status: 0, headers: {}, size: 0, text: String(error), sha256: '' };
        }
      },
      [url, init] as const,
    );
  }

  beforeAll(async () => {
    vault = mkdtempSync(join(tmpdir(), 'assay-vault-'));
    assay = await launchAssay({
      env: { ASSAY_HOST_ENTRY: resolve(import.meta.dirname, 'fake-host.mjs'), ASSAY_FAKE_VAULT: vault },
    });
  });

  afterAll(async () => {
    await assay?.close();
    rmSync(vault, { recursive: true, force: true });
  });

  it('streams the very bytes, however many', async () => {
    const bytes = randomBytes(9_000_001);
    const address = keep(bytes);
    const got = await fetchInPage(address);
    expect(got).toMatchObject({ status: 200, size: bytes.length, sha256: new URL(address).hostname });
    expect(got.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': '9000001' });
  });

  it('gives exactly the range asked for', async () => {
    const address = keep('0123456789');
    const ranged = (range: string) => fetchInPage(address, { headers: { range } });
    expect(await ranged('bytes=2-4')).toMatchObject({ status: 206, text: '234' });
    expect((await ranged('bytes=2-4')).headers).toMatchObject({
      'content-range': 'bytes 2-4/10',
      'content-length': '3',
    });
    expect(await ranged('bytes=7-')).toMatchObject({ status: 206, text: '789' });
    expect(await ranged('bytes=-3')).toMatchObject({ status: 206, text: '789' });
    expect(await ranged('bytes=8-99')).toMatchObject({ status: 206, text: '89' });
    expect(await ranged('bytes=0-0')).toMatchObject({ status: 206, text: '0' });
    const past = await ranged('bytes=10-');
    expect(past.status).toBe(416);
    expect(past.headers).toMatchObject({ 'content-range': 'bytes */10' });
  });

  it('serves an empty artifact as nothing at all', async () => {
    expect(await fetchInPage(keep(''))).toMatchObject({ status: 200, size: 0 });
  });

  it('tells the type by the bytes, never calls evidence a page, and forbids it everything', async () => {
    const typeOf = async (bytes: Uint8Array | string) => {
      const { headers } = await fetchInPage(keep(bytes));
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      return (headers as Record<string, string>)['content-type'];
    };
    expect(await typeOf(png)).toBe('image/png');
    expect(await typeOf('%PDF-1.7\n')).toBe('application/pdf');
    expect(await typeOf('<!doctype html><script>alert(1)</script>')).toBe('text/plain; charset=utf-8');
    expect(await typeOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')).toBe(
      'text/plain; charset=utf-8',
    );
    expect(await typeOf('<?xml version="1.0"?><a/>')).toBe('text/plain; charset=utf-8');
    expect(await typeOf(Buffer.from([0, 1, 2, 3]))).toBe('application/octet-stream');
  });

  it('shows an image by its address', async () => {
    const width = await assay.window.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return image.naturalWidth;
    }, keep(png));
    expect(width).toBe(1);
  });

  it('refuses whatever is not a hash, and finds nothing that is not kept', async () => {
    writeFileSync(join(vault, 'secret'), 'secret');
    const hash = 'ab'.repeat(32);
    for (const address of [
      'artifact://secret/',
      'artifact://..%2fsecret/',
      `artifact://${hash}/../secret`,
      `artifact://${hash}/secret`,
      `artifact://${hash.slice(1)}/`,
      `artifact://${hash.slice(1)}g/`,
      `artifact://user@${hash}/`,
    ]) {
      expect([address, (await fetchInPage(address)).status]).not.toEqual([address, 200]);
    }
    expect((await fetchInPage(`artifact://${hash}/`)).status).toBe(404);
    expect((await fetchInPage(`artifact://${hash}/secret`)).status).toBe(400);
  });

  it('changes nothing and takes no other method', async () => {
    expect((await fetchInPage(keep('kept'), { method: 'POST', body: 'x' })).status).not.toBe(200);
    expect((await fetchInPage(keep('kept'))).text).toBe('kept');
  });

  it('lets only the application read evidence', async () => {
    const { headers } = await fetchInPage(keep('kept'));
    const kept = await assay.app.evaluate(async ({ BrowserWindow }, address) => {
      const other = new BrowserWindow({ show: false });
      await other.loadURL('data:text/html,elsewhere');
      const read = await other.webContents.executeJavaScript(
        `fetch('${address}').then((r) => r.text(), () => 'refused')`,
      );
      other.destroy();
      return read;
    }, keep('kept'));
    expect(kept).toBe('refused');
    expect(headers).not.toHaveProperty('set-cookie');
  });
});
