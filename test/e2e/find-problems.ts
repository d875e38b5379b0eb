import axe from 'axe-core';
import type { Page } from 'playwright';
import { z } from 'zod';
import type { Desk } from './desk.ts';

const Findings = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ target: z.array(z.unknown()), html: z.string() })) }),
);

const LOOKS = [
  { look: 'light', theme: null, colorScheme: 'light' },
  { look: 'dark', theme: null, colorScheme: 'dark' },
  { look: 'high contrast, light', theme: 'contrast', colorScheme: 'light' },
  { look: 'high contrast, dark', theme: 'contrast', colorScheme: 'dark' },
] as const;

/** A learner's document need not have a heading of the first level, nor be laid out as a site is. */
const NOT_OF_EVIDENCE = {
  rules: Object.fromEntries(
    ['page-has-heading-one', 'landmark-one-main', 'region', 'heading-order', 'empty-table-header'].map(
      (id) => [id, { enabled: false }],
    ),
  ),
};

/**
 * What axe finds in all windows as they stand: every rule in the light, and what differs elsewhere, which is colour
 * alone. Evidence in its frame is judged as a page of its own.
 */
export async function problemsFound(desk: Desk): Promise<readonly string[]> {
  const { app, window } = desk.assay;
  const found: string[] = [];
  const ownTheme = await window.evaluate(() => document.documentElement.dataset.theme ?? '');
  const wear = (name: string) =>
    window.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
    }, name);
  for (const { look, theme, colorScheme } of LOOKS) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await wear(theme ?? ownTheme);
    const options = look === 'light' ? {} : { runOnly: ['color-contrast'] };
    for (const page of app.windows())
      for (const problem of await problemsOn(page, options)) found.push(`${look}: ${problem}`);
  }
  await wear(ownTheme);
  return found;
}

async function problemsOn(page: Page, options: object): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const frame of page.frames()) {
    const isEvidence = frame !== page.mainFrame();
    if (!(await frame.evaluate(() => Reflect.has(globalThis, 'axe')))) await frame.evaluate(axe.source);
    const { violations } = await frame.evaluate(
      (wanted) => Reflect.get(globalThis, 'axe').run(document, wanted),
      { resultTypes: ['violations'], iframes: false, ...(isEvidence && NOT_OF_EVIDENCE), ...options },
    );
    for (const { id, nodes } of Findings.parse(violations)) {
      const where = nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`);
      problems.push(`${isEvidence ? 'in the frame ' : ''}${id}\n    ${where.slice(0, 4).join('\n    ')}`);
    }
  }
  return problems;
}
