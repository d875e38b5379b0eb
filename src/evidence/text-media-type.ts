const BY_EXTENSION: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  log: 'text/plain',
  json: 'application/json',
  jsonld: 'application/json',
  geojson: 'application/json',
  ipynb: 'application/x-ipynb+json',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  eml: 'message/rfc822',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'application/xhtml+xml',
  css: 'text/css',
  scss: 'text/x-scss',
  less: 'text/x-less',
  js: 'text/javascript',
  mjs: 'text/javascript',
  cjs: 'text/javascript',
  jsx: 'text/jsx',
  ts: 'text/typescript',
  tsx: 'text/tsx',
  vue: 'text/x-vue',
  py: 'text/x-python',
  r: 'text/x-r',
  rb: 'text/x-ruby',
  php: 'text/x-php',
  java: 'text/x-java',
  kt: 'text/x-kotlin',
  kts: 'text/x-kotlin',
  scala: 'text/x-scala',
  swift: 'text/x-swift',
  c: 'text/x-c',
  h: 'text/x-c',
  cc: 'text/x-c++',
  cpp: 'text/x-c++',
  hpp: 'text/x-c++',
  cs: 'text/x-csharp',
  go: 'text/x-go',
  rs: 'text/x-rust',
  dart: 'text/x-dart',
  lua: 'text/x-lua',
  pl: 'text/x-perl',
  ps1: 'text/x-powershell',
  bat: 'text/x-bat',
  cmd: 'text/x-bat',
  sh: 'application/x-sh',
  bash: 'application/x-sh',
  sql: 'application/sql',
  yml: 'application/yaml',
  yaml: 'application/yaml',
  toml: 'application/toml',
  ini: 'text/x-ini',
  cfg: 'text/x-ini',
  conf: 'text/x-ini',
  tex: 'text/x-tex',
  diff: 'text/x-diff',
  patch: 'text/x-diff',
  ino: 'text/x-c++',
  st: 'text/x-structured-text',
  gcode: 'text/x-gcode',
  nc: 'text/x-gcode',
};

export function isTextExtension(extension: string): boolean {
  return BY_EXTENSION[extension] !== undefined;
}

/** The media type of text: by its beginning where that cannot be mistaken, then by the name's extension. */
export function textMediaType(text: string, extension: string): string {
  const start = text
    .replace(/^\uFEFF/, '')
    .slice(0, 1000)
    .trimStart();
  // A page or a drawing under an innocent name must still be treated as one.
  if (/^(<!doctype html|<html[\s>])/i.test(start)) return 'text/html';
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>]/i.test(start))
    return 'image/svg+xml';
  // A message is known by its headers, not by its name; under another name only where nothing else begins so.
  if (extension === 'eml') return HEADERS.test(start) ? 'message/rfc822' : 'text/plain';
  if (BY_EXTENSION[extension] === undefined && startsAsMessage(start)) return 'message/rfc822';
  const known = BY_EXTENSION[extension];
  if (known !== undefined) return known;
  if (start.startsWith('<?xml')) return 'application/xml';
  if (/^#!.*\b(ba|z|da)?sh\b/.test(start)) return 'application/x-sh';
  if (/^#!.*\bpython/.test(start)) return 'text/x-python';
  if (/^#!.*\bnode\b/.test(start)) return 'text/javascript';
  return 'text/plain';
}

const HEADERS = /^(?:From [^\n]*\r?\n)?((?:[A-Za-z][A-Za-z0-9-]*[ \t]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,})/;

/** Two headers or more (RFC 5322), one of them saying who, when or in which version. */
function startsAsMessage(start: string): boolean {
  const headers = HEADERS.exec(start)?.[1];
  return (
    headers !== undefined && /^(From|Date|Message-ID|MIME-Version|Return-Path|Received):/im.test(headers)
  );
}
