/** Fonts that Office files name and a machine may lack, each with those of like width that stand in. */
const SANS = ['Carlito', 'Segoe UI', 'Helvetica Neue', 'Arial', 'Liberation Sans', 'DejaVu Sans'];
const SERIF = ['Caladea', 'Georgia', 'Times New Roman', 'Liberation Serif', 'DejaVu Serif'];
const MONO = ['Menlo', 'Courier New', 'Liberation Mono', 'DejaVu Sans Mono'];
const STAND_INS: Readonly<Record<string, readonly string[]>> = {
  Calibri: SANS,
  'Calibri Light': SANS,
  Aptos: SANS,
  'Aptos Display': SANS,
  'Segoe UI': SANS,
  Tahoma: SANS,
  Verdana: SANS,
  'Trebuchet MS': SANS,
  'Century Gothic': SANS,
  'Gill Sans MT': SANS,
  Cambria: SERIF,
  Garamond: SERIF,
  'Book Antiqua': SERIF,
  Consolas: MONO,
};

const FACES = [
  { weight: 400, style: 'normal', names: ['', ' Regular'] },
  { weight: 700, style: 'normal', names: [' Bold'] },
  { weight: 400, style: 'italic', names: [' Italic', ' Oblique'] },
  { weight: 700, style: 'italic', names: [' Bold Italic', ' Bold Oblique'] },
] as const;

/**
 * Font faces of the machine's own fonts, so that a document in Calibri is not read in Times where there is no Calibri.
 * Nothing is loaded: `local()` names fonts that are installed.
 */
export function officeFontFaces(): string {
  return Object.entries(STAND_INS)
    .flatMap(([family, standIns]) =>
      FACES.map(({ weight, style, names }) => {
        const sources = [family, ...standIns].flatMap((font) =>
          names.map((name) => `local("${font}${name}")`),
        );
        return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:${sources.join(',')}}`;
      }),
    )
    .join('\n');
}
