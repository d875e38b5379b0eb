import type { CellStyle } from 'hucre';
import { resolveThemeColor } from 'hucre/xlsx';

type Color = NonNullable<NonNullable<CellStyle['font']>['color']>;
type BorderSide = NonNullable<NonNullable<CellStyle['border']>['top']>;

/** Words are drawn somewhat smaller, since the fonts that stand in for Calibri are wider and columns are not. */
const SCALE = 0.89;

/** The first colours of the palette of before 2007 (ECMA-376 part 1, 18.8.27). */
const PALETTE = ['000000', 'FFFFFF', 'FF0000', '00FF00', '0000FF', 'FFFF00', 'FF00FF', '00FFFF'];

/** Cells count a theme's colours with light and dark exchanged, against the order the theme lists them in. */
const IN_THEME = [1, 0, 3, 2];

/** A colour of a workbook as CSS; `null` where it is the one that everything has. */
export function cssColor(color: Color | undefined, theme: readonly string[]): string | null {
  if (color === undefined) return null;
  const { rgb, theme: index, tint, indexed } = color;
  if (rgb !== undefined) return /^[0-9a-f]{6}$/i.test(rgb) ? `#${rgb}` : null;
  if (index !== undefined) {
    const place = IN_THEME[index] ?? index;
    return theme[place] === undefined ? null : `#${resolveThemeColor([...theme], place, tint)}`;
  }
  const basic = indexed === undefined || indexed > 15 ? undefined : PALETTE[indexed % 8];
  return basic === undefined ? null : `#${basic}`;
}

/** Puts the look of a cell on the element that shows it. */
export function applyLook(element: HTMLElement, style: CellStyle, theme: readonly string[]): void {
  const { font, fill, alignment, border } = style;
  const css = element.style;
  if (font?.bold) css.fontWeight = '700';
  if (font?.italic) css.fontStyle = 'italic';
  const lines = [font?.underline ? 'underline' : '', font?.strikethrough ? 'line-through' : '']
    .join(' ')
    .trim();
  if (lines !== '') css.textDecoration = lines;
  if (font?.size !== undefined && font.size >= 4 && font.size <= 72) {
    css.fontSize = `${font.size * SCALE}pt`;
  }
  const ink = cssColor(font?.color, theme);
  if (ink !== null) css.color = ink;
  const paper = fill?.type === 'pattern' && fill.pattern !== 'none' ? cssColor(fill.fgColor, theme) : null;
  if (paper !== null) css.backgroundColor = paper;
  if (alignment?.wrapText) element.classList.add('assay-wrapped');
  const sides = {
    left: 'left',
    center: 'center',
    right: 'right',
    centerContinuous: 'center',
    justify: 'left',
  };
  const side = Object.entries(sides).find(([name]) => name === alignment?.horizontal)?.[1];
  if (side !== undefined) {
    css.textAlign = side;
    element.classList.add(`assay-${side}`);
  }
  if (alignment?.indent) css.paddingLeft = `${4 + 9 * Math.min(20, alignment.indent)}px`;
  const upright = { top: 'flex-start', center: 'center', bottom: 'flex-end' };
  const level = Object.entries(upright).find(([name]) => name === alignment?.vertical)?.[1];
  if (level !== undefined) css.alignItems = level;
  for (const name of ['top', 'right', 'bottom', 'left'] as const) {
    const line = border?.[name];
    if (line !== undefined) css.setProperty(`border-${name}`, cssLine(line, theme));
  }
}

function cssLine({ style, color }: BorderSide, theme: readonly string[]): string {
  const width = /thick|double/.test(style) ? 3 : /medium/i.test(style) ? 2 : 1;
  const kind = /double/.test(style)
    ? 'double'
    : /dash/i.test(style)
      ? 'dashed'
      : style === 'dotted'
        ? 'dotted'
        : 'solid';
  return `${width}px ${kind} ${cssColor(color, theme) ?? '#000'}`;
}
