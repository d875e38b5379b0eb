/** Kinds of file people know by name: what to call them, the media types their bytes show, the extensions they carry. */
interface KnownKind {
  readonly name: string;
  readonly types: readonly string[];
  readonly extensions: readonly string[];
}

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

const KNOWN: readonly KnownKind[] = [
  { name: 'PDF document', types: ['application/pdf'], extensions: ['pdf'] },
  { name: 'ZIP archive', types: ['application/zip'], extensions: ['zip'] },
  { name: 'Word document', types: [`${OOXML}.wordprocessingml.document`], extensions: ['docx'] },
  { name: 'Excel workbook', types: [`${OOXML}.spreadsheetml.sheet`], extensions: ['xlsx'] },
  { name: 'PowerPoint presentation', types: [`${OOXML}.presentationml.presentation`], extensions: ['pptx'] },
  { name: 'old Word document', types: ['application/msword'], extensions: ['doc'] },
  { name: 'old Excel workbook', types: ['application/vnd.ms-excel'], extensions: ['xls'] },
  { name: 'old PowerPoint presentation', types: ['application/vnd.ms-powerpoint'], extensions: ['ppt'] },
  { name: 'OpenDocument text', types: [`${ODF}.text`], extensions: ['odt'] },
  { name: 'OpenDocument spreadsheet', types: [`${ODF}.spreadsheet`], extensions: ['ods'] },
  { name: 'OpenDocument presentation', types: [`${ODF}.presentation`], extensions: ['odp'] },
  { name: 'old Office file', types: ['application/x-cfb'], extensions: ['doc', 'xls', 'ppt', 'msg'] },
  { name: 'Outlook message', types: ['application/vnd.ms-outlook'], extensions: ['msg'] },
  { name: 'RTF document', types: ['application/rtf', 'text/rtf'], extensions: ['rtf'] },
  { name: 'EPUB book', types: ['application/epub+zip'], extensions: ['epub'] },
  { name: '7-Zip archive', types: ['application/x-7z-compressed'], extensions: ['7z'] },
  {
    name: 'RAR archive',
    types: ['application/vnd.rar', 'application/x-rar-compressed'],
    extensions: ['rar'],
  },
  { name: 'TAR archive', types: ['application/x-tar'], extensions: ['tar'] },
  { name: 'gzip file', types: ['application/gzip'], extensions: ['gz', 'tgz', 'svgz'] },
  { name: 'Windows program', types: ['application/x-msdownload'], extensions: ['exe', 'dll', 'scr', 'com'] },
  { name: 'Linux program', types: ['application/x-elf'], extensions: ['elf', 'so', 'o'] },
  { name: 'Mac program', types: ['application/x-mach-binary'], extensions: ['dylib'] },
  { name: 'installer of Windows', types: ['application/x-msi'], extensions: ['msi'] },
  {
    name: 'SQLite database',
    types: ['application/x-sqlite3', 'application/vnd.sqlite3'],
    extensions: ['sqlite', 'sqlite3', 'db'],
  },
  { name: 'PNG picture', types: ['image/png', 'image/apng'], extensions: ['png', 'apng'] },
  { name: 'JPEG picture', types: ['image/jpeg'], extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  { name: 'GIF picture', types: ['image/gif'], extensions: ['gif'] },
  { name: 'WebP picture', types: ['image/webp'], extensions: ['webp'] },
  { name: 'AVIF picture', types: ['image/avif'], extensions: ['avif'] },
  { name: 'BMP picture', types: ['image/bmp'], extensions: ['bmp', 'dib'] },
  { name: 'TIFF picture', types: ['image/tiff'], extensions: ['tif', 'tiff'] },
  {
    name: 'HEIC picture',
    types: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
    extensions: ['heic', 'heif', 'hif'],
  },
  { name: 'Photoshop picture', types: ['image/vnd.adobe.photoshop'], extensions: ['psd'] },
  { name: 'SVG drawing', types: ['image/svg+xml'], extensions: ['svg'] },
  { name: 'MP4 video', types: ['video/mp4', 'video/x-m4v'], extensions: ['mp4', 'm4v'] },
  { name: 'QuickTime video', types: ['video/quicktime'], extensions: ['mov', 'qt'] },
  { name: 'WebM video', types: ['video/webm'], extensions: ['webm'] },
  { name: 'Matroska video', types: ['video/matroska', 'video/x-matroska'], extensions: ['mkv'] },
  { name: '3GP video', types: ['video/3gpp', 'video/3gpp2'], extensions: ['3gp', '3g2'] },
  { name: 'AVI video', types: ['video/x-msvideo', 'video/vnd.avi'], extensions: ['avi'] },
  { name: 'Ogg video', types: ['video/ogg'], extensions: ['ogv'] },
  { name: 'MP3 sound', types: ['audio/mpeg'], extensions: ['mp3'] },
  { name: 'WAV sound', types: ['audio/wav', 'audio/vnd.wave'], extensions: ['wav'] },
  { name: 'MPEG-4 sound', types: ['audio/x-m4a', 'audio/mp4'], extensions: ['m4a'] },
  {
    name: 'Ogg sound',
    types: ['audio/ogg', 'audio/opus', 'application/ogg'],
    extensions: ['ogg', 'oga', 'opus'],
  },
  { name: 'FLAC sound', types: ['audio/flac', 'audio/x-flac'], extensions: ['flac'] },
  { name: 'AAC sound', types: ['audio/aac'], extensions: ['aac'] },
  { name: 'web page', types: ['text/html', 'application/xhtml+xml'], extensions: ['html', 'htm', 'xhtml'] },
];

/** What people call files of this media type; the media type itself where they have no word for it. */
export function kindName(mediaType: string): string {
  const type = bare(mediaType);
  const known = KNOWN.find(({ types }) => types.includes(type));
  if (known !== undefined) return known.name;
  return type.startsWith('text/') ? 'text' : type;
}

/** The extension of a name that says one kind while the bytes are of another; `null` where the two agree or one says nothing. */
export function namedOtherwise(path: string, mediaType: string): string | null {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  if (extension === undefined) return null;
  const claimed = KNOWN.filter(({ extensions }) => extensions.includes(extension));
  const agrees = claimed.some(({ types }) => types.includes(bare(mediaType)));
  return claimed.length === 0 || agrees ? null : extension;
}

/** Nothing is known of bytes like these. */
export function isUnknownKind(mediaType: string): boolean {
  return bare(mediaType) === 'application/octet-stream';
}

function bare(mediaType: string): string {
  return mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
