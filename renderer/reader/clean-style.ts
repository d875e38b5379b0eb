/** What a style sheet of evidence wanted to load. */
export interface StyleFindings {
  sheets: number;
  pictures: number;
  fonts: number;
  relative: number;
}

const IMPORT = /@import\b[^;]*;?/gi;
/** As a browser writes addresses back, with every escape resolved. */
const ADDRESS = /url\("((?:[^"\\]|\\.)*)"\)/g;
const HELD = /^(#|data:(image|font|application\/(x-)?font))/i;
const REMOTE = /^([a-z][a-z0-9+.-]*:|\/\/)/i;

/**
 * Evidence's own style sheet without anything that loads. The browser's parser reads it and writes it back, so that
 * no spelling hides an address; the policy of the frame forbids them all in any case.
 */
export function cleanStyleSheet(css: string, found: StyleFindings): string {
  const withoutImports = css.replace(IMPORT, () => {
    found.sheets += 1;
    return '';
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(withoutImports);
  return [...sheet.cssRules]
    .map((rule) => dropAddresses(rule.cssText, found, rule instanceof CSSFontFaceRule))
    .join('\n');
}

/** A clean sheet that reaches no further than the parent of its style element; fonts and motions are named for all. */
export function scoped(css: string): string {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const rules = [...sheet.cssRules];
  const isShared = (rule: CSSRule) => rule instanceof CSSFontFaceRule || rule instanceof CSSKeyframesRule;
  const text = (some: readonly CSSRule[]) => some.map((rule) => rule.cssText).join('\n');
  return `${text(rules.filter(isShared))}\n@scope {\n${text(rules.filter((rule) => !isShared(rule)))}\n}`;
}

/** The same for the declarations of one element. */
export function cleanDeclarations(style: CSSStyleDeclaration, found: StyleFindings): string {
  return dropAddresses(style.cssText, found, false);
}

export function dropAddresses(css: string, found: StyleFindings, isFont: boolean): string {
  return css.replace(ADDRESS, (whole, address: string) => {
    if (HELD.test(address)) return whole;
    if (isFont) {
      found.fonts += 1;
      return 'local("")';
    }
    if (REMOTE.test(address)) found.pictures += 1;
    else found.relative += 1;
    return 'url("data:image/png,")';
  });
}
