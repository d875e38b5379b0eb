import type { Artifact } from '../../../src/api/shapes.ts';

/** A file of captions that was handed in beside a recording. */
export interface CaptionFile {
  readonly artifact: Artifact;
  /** As its name says, such as `en`; `null` where it does not. */
  readonly language: string | null;
}

const CAPTIONS = /^(.*?)(?:\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*))?\.(?:vtt|srt)$/i;

/** Captions among what was handed in: `talk.vtt`, `talk.srt` or `talk.en.vtt` in the folder of `talk.mp4`. */
export function captionsOf(recording: Artifact, siblings: readonly Artifact[]): readonly CaptionFile[] {
  const name = recording.path.replace(/\.[^./]*$/, '').toLowerCase();
  return siblings.flatMap((artifact) => {
    const match = CAPTIONS.exec(artifact.path);
    if (!match || (artifact.viewer !== 'text' && artifact.viewer !== 'code')) return [];
    const [, stem = '', language = null] = match;
    if (stem.toLowerCase() === name) return [{ artifact, language }];
    // `talk.final.srt` beside `talk.final.mp4`: what looks like a language may be part of the name.
    return `${stem}.${language}`.toLowerCase() === name ? [{ artifact, language: null }] : [];
  });
}
