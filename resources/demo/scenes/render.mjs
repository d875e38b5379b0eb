/**
 * Draws the pictures of the demo once, at authoring time: `node resources/demo/scenes/render.mjs [name…]`.
 * Needs Playwright with a Chromium (CHROMIUM names one), ImageMagick, and the fonts Breip, Nimbus Sans and Noto Sans Mono.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { PICTURES } from './pictures.mjs';

const out = new URL('../photos/', import.meta.url).pathname;
const wanted = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'scenes-'));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? undefined, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
let seed = 1;
for (const { name, scene, camera } of PICTURES) {
  seed += 1;
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await page.setContent(`<body style="margin:0">${scene}</body>`);
  const raw = join(work, 'raw.png');
  await page.locator('svg').first().screenshot({ path: raw });
  const finish = camera
    ? [
        ...['-virtual-pixel', 'edge', '-distort', 'Perspective', corners(camera.tilt ?? 0, camera.lean ?? 0)],
        ...['-distort', 'SRT', `${camera.zoom ?? 1.08} ${camera.turn ?? 0}`, '-distort', 'Barrel', '0.0 -0.025 0.0'],
        ...['-resize', '1024x768', '-modulate', `${camera.light ?? 100},${camera.colour ?? 88},${camera.hue ?? 100}`],
        ...['-sigmoidal-contrast', '3x50%', '-blur', camera.blur ?? '0x0.6', '-seed', String(seed), '-attenuate', '0.22', '+noise', 'Gaussian'],
        ...['-background', 'black', '-vignette', '0x260-120-90', '-sampling-factor', '4:2:0', '-strip', '-quality', '66', join(out, `${name}.jpg`)],
      ]
    : ['-strip', '-colors', '96', '-define', 'png:compression-level=9', join(out, `${name}.png`)];
  execFileSync('convert', [raw, ...finish]);
  console.log(name);
}
await browser.close();
rmSync(work, { recursive: true });

/** How the camera stood: `tilt` narrows the top, `lean` raises the right side. */
function corners(tilt, lean) {
  return [[0, 0, tilt, -lean], [1200, 0, 1200 - tilt, lean], [1200, 900, 1200 + tilt / 3, 900 + lean], [0, 900, -tilt / 3, 900 - lean]]
    .map((c) => c.join(','))
    .join(' ');
}
