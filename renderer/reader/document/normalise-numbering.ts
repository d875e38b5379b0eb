import { all, attribute, child } from '../office/xml.ts';
import { symbolText } from './symbols.ts';

/** List bullets of the fonts Symbol and Wingdings become characters that every font has. */
export function normaliseNumbering(tree: XMLDocument): void {
  for (const level of all(tree, 'lvl')) {
    const text = child(level, 'lvlText');
    const words = attribute(text, 'val');
    const fonts = child(child(level, 'rPr'), 'rFonts');
    const font = attribute(fonts, 'ascii') ?? attribute(fonts, 'hAnsi') ?? 'Symbol';
    if (text === null || words === null || !PRIVATE.test(words)) continue;
    const replaced = words.replace(PRIVATE_EACH, (character) => {
      const code = character.charCodeAt(0).toString(16);
      return symbolText(font, code) ?? '•';
    });
    text.setAttributeNS(text.namespaceURI, 'w:val', replaced);
    fonts?.remove();
  }
}

/** Where symbol fonts keep their characters. */
const PRIVATE = /[\uf000-\uf0ff]/;
const PRIVATE_EACH = /[\uf000-\uf0ff]/g;
