import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import yazl from 'yazl';
import { pictureSize } from './picture-size.ts';
import type { ReportSource } from './report-source.ts';

interface Slide {
  readonly title: string;
  readonly lines: readonly string[];
  readonly picture: string | null;
}

/** Parts that are the same in every presentation, as they are named inside the file. */
const PARTS = [
  '_rels/.rels',
  'ppt/theme/theme1.xml',
  'ppt/slideMasters/slideMaster1.xml',
  'ppt/slideMasters/_rels/slideMaster1.xml.rels',
  'ppt/slideLayouts/slideLayout1.xml',
  'ppt/slideLayouts/_rels/slideLayout1.xml.rels',
];
/** In English Metric Units, 914,400 to the inch. */
const PICTURE_WIDTH = 5_400_000;
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATION = 'http://schemas.openxmlformats.org/package/2006/relationships';

/**
 * Makes a PowerPoint file (ECMA-376) of a report source: every `#` heading begins a slide,
 * its bullets and paragraphs become the text, its picture stands at the right.
 */
export async function makeSlides(
  source: ReportSource,
  partsDir: string,
  read: (path: string) => Promise<Buffer>,
): Promise<Buffer> {
  const slides = slidesOf(source);
  const parts = new Map<string, Buffer>();
  const template = async (name: string) => (await readFile(join(partsDir, name), 'utf8')).trim();
  const numbers = slides.map((_, at) => at + 1);
  const fill = (text: string, values: Record<string, string>) =>
    text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
  const put = (name: string, text: string) => parts.set(name, Buffer.from(text));

  put(
    '[Content_Types].xml',
    fill(await template('content-types.xml'), {
      slides: numbers
        .map(
          (n) =>
            `<Override PartName="/ppt/slides/slide${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/>`,
        )
        .join(''),
    }),
  );
  put(
    'docProps/core.xml',
    fill(await template('core.xml'), {
      title: escapeXml(source.title),
      author: escapeXml(source.author),
      date: source.date,
    }),
  );
  put(
    'ppt/presentation.xml',
    fill(await template('presentation.xml'), {
      slides: numbers.map((n) => `<p:sldId id="${255 + n}" r:id="rId${n + 1}"/>`).join(''),
    }),
  );
  put(
    'ppt/_rels/presentation.xml.rels',
    relations([
      ['rId1', 'slideMaster', 'slideMasters/slideMaster1.xml'],
      ...numbers.map((n): Relation => [`rId${n + 1}`, 'slide', `slides/slide${n}.xml`]),
    ]),
  );
  for (const name of PARTS)
    put(name, await template(name.replace('_rels/.rels', 'root.rels').split('/').at(-1) ?? name));

  const slideTemplate = await template('slide.xml');
  const pictureTemplate = await template('picture.xml');
  for (const [at, slide] of slides.entries()) {
    const n = at + 1;
    const links: Relation[] = [['rId1', 'slideLayout', '../slideLayouts/slideLayout1.xml']];
    let pictureHeight = 0;
    if (slide.picture !== null) {
      const media = `image${n}${slide.picture.slice(slide.picture.lastIndexOf('.'))}`;
      const bytes = await read(slide.picture);
      parts.set(`ppt/media/${media}`, bytes);
      const size = pictureSize(bytes);
      pictureHeight = Math.round((PICTURE_WIDTH * size.height) / size.width);
      links.push(['rId2', 'image', `../media/${media}`]);
    }
    const bullet = (text: string) =>
      `<a:p><a:r><a:rPr lang="en-GB"/><a:t>${escapeXml(text)}</a:t></a:r></a:p>`;
    put(
      `ppt/slides/slide${n}.xml`,
      fill(slideTemplate, {
        title: escapeXml(slide.title),
        lines: slide.lines.map(bullet).join('') || '<a:p/>',
        width: slide.picture === null ? '10900000' : '5300000',
        picture:
          slide.picture === null
            ? ''
            : fill(pictureTemplate, { width: `${PICTURE_WIDTH}`, height: `${pictureHeight}` }),
      }),
    );
    put(`ppt/slides/_rels/slide${n}.xml.rels`, relations(links));
  }
  return zip(parts);
}

function slidesOf(source: ReportSource): Slide[] {
  const slides: { title: string; lines: string[]; picture: string | null }[] = [
    { title: source.title, lines: [source.subtitle, `${source.author}, ${source.date}`], picture: null },
  ];
  for (const block of source.blocks) {
    if (block.kind === 'heading') slides.push({ title: block.text, lines: [], picture: null });
    const slide = slides.at(-1);
    if (slide === undefined) continue;
    if (block.kind === 'bullet' || block.kind === 'paragraph') slide.lines.push(block.text);
    if (block.kind === 'picture') slide.picture = block.path;
  }
  return slides;
}

type Relation = readonly [id: string, type: string, target: string];

function relations(all: readonly Relation[]): string {
  const each = all.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="${PACKAGE_RELATION}">${each.join('')}</Relationships>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

async function zip(parts: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const file = new yazl.ZipFile();
  // Zip keeps local wall-clock time: built from local parts, it is the same bytes in every time zone.
  const mtime = new Date(2026, 0, 1, 12, 0, 0);
  for (const [name, bytes] of parts)
    file.addBuffer(bytes, name, { mtime, mode: 0o100644, forceDosTimestamp: true });
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
