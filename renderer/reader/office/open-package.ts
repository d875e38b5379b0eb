import { zipSync } from 'fflate';
import { type ReaderLimits, type ReaderPage, Refusal } from '../reader-page.ts';
import { asUtf8, xmlTrouble } from './check-xml.ts';
import { isDrawn, isTooLargeToDecode, pictureFacts } from './picture-facts.ts';
import { closeRelationships, parseRelationships, relationshipsOf, resolveTarget } from './relationships.ts';
import { OFFICE_LIMITS, unzipParts } from './unzip-parts.ts';

/** An Office file, unpacked within limits, with what could act or load taken out. Libraries see this and nothing else. */
export interface OfficePackage {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly found: Found;
}

/** What was taken out of a package, or stays in it unseen. */
export interface Found {
  macros: number;
  controls: number;
  fonts: number;
  recordings: number;
  /** Pictures that are loaded from elsewhere. */
  linkedPictures: number;
  /** Templates, workbooks, recordings and documents elsewhere. */
  linkedFiles: number;
  hugePictures: number;
  undrawnPictures: number;
  /** Names of files inside the file. */
  readonly embedded: string[];
}

/** What a picture that is not shown shows instead: one grey pixel, drawn as large as the picture was to be. */
const STAND_IN = 'assay/stand-in.png';
const STAND_IN_BYTES = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN49ugWAAVUAqM3Gl6dAAAAAElFTkSuQmCC'),
  (character) => character.charCodeAt(0),
);

const MACROS = /(^|\/)vba(project|data|projectsignature\w*)\.(bin|xml)$/i;
const CONTROLS = /\/(activex|ctrlprops)\//i;
const FONTS = /\.(odttf|fntdata|ttf|otf)$/i;
const EMBEDDED = /\/embeddings\//i;
const PICTURES = /\.(png|jpe?g|jpe|jfif|gif|bmp|dib|webp|svg|tiff?|emf|wmf|emz|wmz|pict?|wdp|jp2)$/i;
const RECORDINGS = /\.(mp4|m4v|mov|wmv|avi|mpe?g|mkv|webm|mp3|m4a|wav|wma|aac|ogg|mid)$/i;
const XML = /\.(xml|rels|vml)$/i;
/** The first bytes of a compound file: an Office file with a password, or one of before 2007. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/** @throws Refusal where the file is damaged, has a password, or is built to overload what reads it. */
export function openPackage(bytes: Uint8Array, limits: ReaderLimits): OfficePackage {
  if (bytes.length === 0) throw new Refusal('empty');
  if (COMPOUND_FILE.every((byte, index) => bytes[index] === byte)) throw new Refusal('encrypted');
  const unzipped = unzipParts(bytes, {
    ...OFFICE_LIMITS,
    entries: Math.min(OFFICE_LIMITS.entries, limits.entries),
    totalBytes: Math.min(OFFICE_LIMITS.totalBytes, limits.unpackedBytes),
  });
  if (!unzipped.ok) throw new Refusal(refusalOf(unzipped.code));
  return clean(unzipped.parts);
}

/** The package as a zip again, its parts stored as they are. */
export function packParts(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(parts), { level: 0 });
}

/** Says on the page what was found, whatever kind of document it is. */
export function tellFound(found: Found, page: ReaderPage): void {
  if (found.macros > 0) page.notShown('macros');
  if (found.controls > 0) page.notShown('widgets', found.controls);
  if (found.recordings > 0) page.notShown('media', found.recordings);
  if (found.embedded.length > 0) page.notShown('embeddedFiles', found.embedded.length);
  if (found.hugePictures > 0) page.notShown('hugePictures', found.hugePictures);
  if (found.undrawnPictures > 0) page.notShown('pictureFormats', found.undrawnPictures);
  if (found.linkedPictures > 0) page.blocked('pictures', found.linkedPictures);
  if (found.linkedFiles > 0) page.blocked('linkedFiles', found.linkedFiles);
  if (found.fonts > 0) page.blocked('fonts', found.fonts);
}

function refusalOf(code: string): 'tooLarge' | 'encrypted' | 'damaged' {
  if (code === 'too_large' || code === 'too_many_parts') return 'tooLarge';
  return code === 'encrypted' ? 'encrypted' : 'damaged';
}

function clean(unpacked: ReadonlyMap<string, Uint8Array>): OfficePackage {
  const parts = new Map<string, Uint8Array>();
  const found: Found = {
    macros: 0,
    controls: 0,
    fonts: 0,
    recordings: 0,
    linkedPictures: 0,
    linkedFiles: 0,
    hugePictures: 0,
    undrawnPictures: 0,
    embedded: [],
  };
  const behindCharts = namedBy(unpacked, /\/charts\/_rels\//i);
  for (const [name, content] of unpacked) {
    const kept = keep(name, content, found, behindCharts);
    if (kept !== null) parts.set(name, kept);
  }
  parts.set(STAND_IN, STAND_IN_BYTES);
  return { parts, found };
}

function keep(
  name: string,
  content: Uint8Array,
  found: Found,
  behindCharts: ReadonlySet<string>,
): Uint8Array | null {
  if (MACROS.test(name)) {
    found.macros += 1;
  } else if (CONTROLS.test(name)) {
    if (/\.xml$/i.test(name)) found.controls += 1;
  } else if (FONTS.test(name)) {
    found.fonts += 1;
  } else if (EMBEDDED.test(name)) {
    // A chart carries its figures as a workbook that nobody put there.
    if (!behindCharts.has(name)) found.embedded.push(name.split('/').at(-1) ?? name);
  } else if (RECORDINGS.test(name)) {
    found.recordings += 1;
  } else if (PICTURES.test(name)) {
    return keepPicture(content, found);
  } else if (XML.test(name)) {
    return keepXml(name, content, found);
  } else {
    return content;
  }
  return null;
}

function keepPicture(content: Uint8Array, found: Found): Uint8Array {
  const facts = pictureFacts(content);
  if (isTooLargeToDecode(facts)) {
    found.hugePictures += 1;
    return STAND_IN_BYTES;
  }
  if (!isDrawn(facts)) {
    found.undrawnPictures += 1;
    return STAND_IN_BYTES;
  }
  // A drawing may declare entities, which an XML parser would unfold without end.
  if (facts.format === 'svg' && new TextDecoder().decode(asUtf8(content)).includes('<!ENTITY')) {
    found.undrawnPictures += 1;
    return STAND_IN_BYTES;
  }
  return content;
}

function keepXml(name: string, content: Uint8Array, found: Found): Uint8Array {
  const xml = asUtf8(content);
  if (xmlTrouble(xml) !== null) throw new Refusal('unsafe');
  if (!name.endsWith('.rels')) return xml;
  const closed = closeRelationships(new TextDecoder().decode(xml), `/${STAND_IN}`, ({ type }) => {
    if (type === 'image') found.linkedPictures += 1;
    else found.linkedFiles += 1;
  });
  return new TextEncoder().encode(closed);
}

/** Names of the parts that the relationship parts matching `pattern` name. */
function namedBy(parts: ReadonlyMap<string, Uint8Array>, pattern: RegExp): Set<string> {
  const named = new Set<string>();
  for (const [name, content] of parts) {
    if (!pattern.test(name)) continue;
    const owner = name.replace(/_rels\/([^/]+)\.rels$/, '$1');
    for (const { target } of parseRelationships(new TextDecoder().decode(content))) {
      named.add(resolveTarget(owner, target));
    }
  }
  return named;
}

/** What the part `owner` names, by relationship id. */
export function relationshipMap(
  parts: ReadonlyMap<string, Uint8Array>,
  owner: string,
): Map<string, { type: string; target: string; external: boolean }> {
  const bytes = parts.get(relationshipsOf(owner));
  if (bytes === undefined) return new Map();
  return new Map(
    parseRelationships(new TextDecoder().decode(bytes)).map(({ id, type, target, external }) => [
      id,
      { type, external, target: external ? target : resolveTarget(owner, target) },
    ]),
  );
}
