import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

/** `npm start` in a folder, where there is no display. */
async function started(cwd: string, ...args: string[]) {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const child = spawn(process.execPath, [START, ...args], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, said };
}

it('npm start says how it is used when asked, and makes nothing', async () => {
  const folder = await aTempFolder();
  for (const flag of ['--help', '-h']) {
    expect(await started(folder, flag)).toMatchObject({
      code: 0,
      said: expect.stringContaining('opens the window'),
    });
  }
  expect(readdirSync(folder)).toEqual([]);
});

it.skipIf(process.platform !== 'linux')('npm start takes no option for a folder', async () => {
  const folder = await aTempFolder();
  const { code, said } = await started(folder, '--headless');
  expect({ code, said }).toMatchObject({
    code: 2,
    said: expect.stringContaining('--headless is no folder.'),
  });
  expect(readdirSync(folder)).toEqual([]);
});
