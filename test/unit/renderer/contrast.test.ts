import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../renderer/ui/tokens.css'), 'utf8');
const [plain = '', contrast = ''] = css.split(":root[data-theme='contrast']");

type Side = 'light' | 'dark';

function colours(text: string, side: Side): Map<string, string> {
  const found = text.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map(
    [...found].map(([, name = '', light = '', dark = '']) => [name, side === 'light' ? light : dark]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['desk', 'paper', 'sheet', 'float'];
const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'good', 'warn', 'bad', 'info', 'marker-a', 'marker-b'];
const pairs: readonly (readonly [string, string, number])[] = [
  ...texts.flatMap((text) => surfaces.map((surface) => [text, surface, 4.5] as const)),
  ...['ink', 'ink-2', 'ink-3', 'accent'].map((text) => [text, 'selected', 4.5] as const),
  ...['good', 'warn', 'bad', 'info', 'accent', 'marker-a', 'marker-b'].map(
    (tone) => [tone, `${tone}-soft`, 4.5] as const,
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  // The edge of a control, WCAG 1.4.11.
  ...surfaces.map((surface) => ['edge', surface, 3] as const),
];

const themes: readonly (readonly [string, Map<string, string>])[] = (['light', 'dark'] as const).flatMap(
  (side) => [
    [side, colours(plain, side)] as const,
    [`high contrast ${side}`, new Map([...colours(plain, side), ...colours(contrast, side)])] as const,
  ],
);

describe.each(themes)('the %s theme', (_, theme) => {
  it.each(pairs)('keeps %s readable on %s: at least %d to 1', (front, back, least) => {
    const [a, b] = [theme.get(front), theme.get(back)];
    expect(a, front).toBeDefined();
    expect(b, back).toBeDefined();
    expect(ratio(a ?? '#000000', b ?? '#000000')).toBeGreaterThanOrEqual(least);
  });
});
