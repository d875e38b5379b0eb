import { extname } from 'node:path';

/** A name out of a bundle, offered where a file is to be saved: it must not choose the folder, nor look like another. */
export function nameToOffer(suggested: string): string {
  return suggested.replaceAll(/[/\\:\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '_');
}

/** Whether opening this folder shows what is in it. On macOS a folder may be a program, told by its extension. */
export function opensAsFolder(path: string, platform: NodeJS.Platform): boolean {
  return platform !== 'darwin' || extname(path) === '';
}
