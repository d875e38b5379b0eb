/** One page of a PDF made for a test. Sizes in points. */
export interface PageSpec {
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: number;
  /** Lines of words, from the top. */
  readonly lines?: readonly string[];
  /** More of the content stream, in PDF operators. */
  readonly drawing?: string;
  /** Forms `X0` to `Xn`, each of which draws the one before ten times; the first draws `deepest`. */
  readonly nested?: { readonly levels: number; readonly deepest: string };
  /** Annotation dictionaries, without `/Type` and the brackets. */
  readonly annotations?: readonly string[];
}

export interface PdfSpec {
  readonly pages: readonly PageSpec[];
  /** Entries of the catalog; `add` puts an object into the file and gives its reference. */
  readonly catalog?: (add: (body: string) => string, pageRef: (page: number) => string) => string;
}

const FANOUT = 200;

/** A PDF of minimal objects, whose page tree is as flat or as high as its pages need. Latin letters only. */
export function aPdf({ pages, catalog }: PdfSpec): Buffer {
  const objects: string[] = [];
  const reserve = () => objects.push('');
  const put = (number: number, body: string) => {
    objects[number - 1] = body;
    return `${number} 0 R`;
  };
  const add = (body: string) => put(reserve(), body);
  const root = reserve();
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const numbers = pages.map(reserve);
  const pageRef = (page: number) => `${numbers[page - 1] ?? 0} 0 R`;

  let level = pages.map((page, index) => ({ number: numbers[index] ?? 0, count: 1, body: pageBody(page) }));
  do {
    const nodes: typeof level = [];
    for (let at = 0; at < level.length; at += FANOUT) {
      const kids = level.slice(at, at + FANOUT);
      const number = reserve();
      for (const kid of kids) put(kid.number, `<< ${kid.body} /Parent ${number} 0 R >>`);
      const count = kids.reduce((sum, kid) => sum + kid.count, 0);
      const refs = kids.map((kid) => `${kid.number} 0 R`).join(' ');
      nodes.push({ number, count, body: `/Type /Pages /Kids [${refs}] /Count ${count}` });
    }
    level = nodes;
  } while (level.length > 1);
  const [tree] = level;
  const treeRef = tree ? put(tree.number, `<< ${tree.body} >>`) : 'null';
  put(root, `<< /Type /Catalog /Pages ${treeRef} ${catalog?.(add, pageRef) ?? ''} >>`);
  return write(objects, root);

  function pageBody({
    width = 595,
    height = 842,
    rotate = 0,
    lines = [],
    drawing = '',
    annotations = [],
    nested,
  }: PageSpec) {
    const text = lines.map(
      (line, index) => `1 0 0 1 60 ${height - 80 - index * 22} Tm (${escaped(line)}) Tj`,
    );
    const words = text.length > 0 ? `BT /F 14 Tf ${text.join(' ')} ET` : '';
    const content = add(stream(`${drawing} ${words}`));
    let forms = '';
    for (let at = 0; at < (nested?.levels ?? 0); at += 1) {
      const draws = at === 0 ? (nested?.deepest ?? '') : `/X${at - 1} Do `.repeat(10);
      const entries = `/Type /XObject /Subtype /Form /BBox [0 0 ${width} ${height}] /Resources << /XObject << ${forms} >> >>`;
      forms = `/X${at} ${add(stream(draws, entries))}`;
    }
    const refs = annotations.map((annotation) => add(`<< /Type /Annot ${annotation} >>`)).join(' ');
    return [
      `/Type /Page /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Contents ${content}`,
      `/Resources << /Font << /F ${font} >> /XObject << ${forms} >> >>`,
      refs === '' ? '' : `/Annots [${refs}]`,
    ].join(' ');
  }
}

/** A stream object. */
export function stream(content: string, entries = ''): string {
  return `<< /Length ${Buffer.byteLength(content, 'latin1')} ${entries} >>\nstream\n${content}\nendstream`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\()]/g, '\\$&');
}

function write(objects: readonly string[], root: number): Buffer {
  const parts = ['%PDF-1.7\n'];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  objects.forEach((body, index) => {
    const part = `${index + 1} 0 obj\n${body}\nendobj\n`;
    offsets.push(length);
    parts.push(part);
    length += part.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`,
    `trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R >>\nstartxref\n${length}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(''), 'latin1');
}
