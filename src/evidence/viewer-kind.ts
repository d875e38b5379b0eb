import type { ViewerKind } from '../api/shapes.ts';

const IMAGES = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/heic',
  'image/heif',
  'image/heic-sequence',
  'image/heif-sequence',
  'image/tiff',
]);
const VIDEOS = new Set([
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'video/x-m4v',
  'video/matroska',
  'video/ogg',
  'video/3gpp',
  'video/3gpp2',
]);
const PROSE = new Set(['text/plain', 'text/csv', 'text/tab-separated-values']);
const ARCHIVES = new Set(['application/zip', 'application/x-tar', 'application/gzip']);
const CODE = new Set([
  'application/json',
  'application/xml',
  'application/javascript',
  'application/sql',
  'application/toml',
  'application/yaml',
  'application/x-sh',
]);
/** Shown in a frame in which nothing acts or loads. */
const FRAMED: Readonly<Record<string, ViewerKind>> = {
  'text/html': 'web',
  'application/xhtml+xml': 'web',
  'image/svg+xml': 'drawing',
  'text/markdown': 'markdown',
  'message/rfc822': 'message',
  'application/x-ipynb+json': 'notebook',
  ...office('document', 'wordprocessingml', ['document', 'template']),
  ...office('slides', 'presentationml', ['presentation', 'template', 'slideshow']),
  ...office('sheet', 'spreadsheetml', ['sheet', 'template']),
  'application/vnd.ms-word.document.macroenabled.12': 'document',
  'application/vnd.ms-word.template.macroenabled.12': 'document',
  'application/vnd.ms-powerpoint.presentation.macroenabled.12': 'slides',
  'application/vnd.ms-powerpoint.slideshow.macroenabled.12': 'slides',
  'application/vnd.ms-powerpoint.template.macroenabled.12': 'slides',
  'application/vnd.ms-excel.sheet.macroenabled.12': 'sheet',
  'application/vnd.ms-excel.sheet.binary.macroenabled.12': 'sheet',
  'application/vnd.ms-excel.template.macroenabled.12': 'sheet',
  'application/vnd.ms-excel': 'sheet',
  'application/vnd.oasis.opendocument.spreadsheet': 'sheet',
  'application/vnd.oasis.opendocument.text': 'document',
  'application/vnd.oasis.opendocument.presentation': 'document',
};

function office(viewer: ViewerKind, family: string, kinds: readonly string[]): Record<string, ViewerKind> {
  const types = kinds.map((kind) => `application/vnd.openxmlformats-officedocument.${family}.${kind}`);
  return Object.fromEntries(types.map((type) => [type, viewer]));
}

/** Which viewer shows a file of this media type. */
export function viewerKind(mediaType: string): ViewerKind {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/pdf') return 'pdf';
  if (IMAGES.has(type)) return 'image';
  if (VIDEOS.has(type)) return 'video';
  if (type.startsWith('audio/')) return 'audio';
  const framed = FRAMED[type];
  if (framed !== undefined) return framed;
  if (PROSE.has(type)) return 'text';
  if (CODE.has(type) || type.startsWith('text/')) return 'code';
  if (ARCHIVES.has(type)) return 'archive';
  return 'other';
}
