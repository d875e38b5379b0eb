import { fileTypeFromBuffer } from 'file-type';

/** How many first bytes tell the type. */
export const SNIFFED_BYTES = 4100;

/** Kinds a viewer asks for by address, as detected → as served. Everything else is text or bytes to it. */
const SERVED: Readonly<Record<string, string>> = {
  'application/pdf': 'application/pdf',
  'image/png': 'image/png',
  'image/apng': 'image/png',
  'image/jpeg': 'image/jpeg',
  'image/gif': 'image/gif',
  'image/webp': 'image/webp',
  'image/avif': 'image/avif',
  'image/bmp': 'image/bmp',
  'image/heic': 'image/heic',
  'image/heif': 'image/heif',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'image/tiff': 'image/tiff',
  'video/mp4': 'video/mp4',
  'video/x-m4v': 'video/mp4',
  'video/quicktime': 'video/mp4',
  'video/webm': 'video/webm',
  'video/matroska': 'video/webm',
  'video/ogg': 'video/ogg',
  'audio/ogg': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'application/ogg': 'application/ogg',
  'audio/mpeg': 'audio/mpeg',
  'audio/wav': 'audio/wav',
  'audio/x-m4a': 'audio/mp4',
  'audio/mp4': 'audio/mp4',
  'audio/aac': 'audio/aac',
  'audio/flac': 'audio/flac',
  'audio/x-flac': 'audio/flac',
  'video/3gpp': 'video/3gpp',
  'video/3gpp2': 'video/3gpp2',
};

/** The content type of evidence, by its first bytes; names and claims in bundles are not believed. */
export async function contentTypeOf(head: Uint8Array): Promise<string> {
  const detected = await fileTypeFromBuffer(head);
  const served = detected && SERVED[detected.mime.split(';')[0] ?? ''];
  if (served) return served;
  return isText(head) ? 'text/plain; charset=utf-8' : 'application/octet-stream';
}

function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  try {
    // `stream`: the last character may be cut in half.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
