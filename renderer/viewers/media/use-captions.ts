import { useEffect, useRef, useState } from 'react';
import type { Artifact } from '../../../src/api/shapes.ts';
import { t } from '../../messages/t.ts';
import { artifactUrl, readStart } from '../artifact-bytes.ts';
import { decodeText } from '../text/decode-text.ts';
import { type CaptionFile, captionsOf } from './captions-of.ts';
import { type Cue, parseCaptions } from './parse-captions.ts';

/** Captions one can switch on. */
export interface CaptionTrack {
  readonly id: string;
  readonly label: string;
  readonly cues: readonly Cue[];
}

const MAX_CAPTION_BYTES = 4 * 1024 * 1024;

/** Captions handed in beside a recording; those without a word are left out. Chromium gives out none from inside files. */
export function useCaptions(recording: Artifact, siblings: readonly Artifact[]): readonly CaptionTrack[] {
  const [beside, setBeside] = useState<readonly CaptionTrack[]>([]);
  const files = captionsOf(recording, siblings);
  const latest = useRef(files);
  latest.current = files;
  // What was handed in comes anew with every change of the draft; the same files are not read again.
  const names = files.map(({ artifact }) => artifact.hash).join(' ');
  useEffect(() => {
    if (names === '') return;
    const life = new AbortController();
    Promise.all(latest.current.map((file) => readTrack(file, life.signal))).then((tracks) => {
      if (!life.signal.aborted) setBeside(tracks.filter(({ cues }) => cues.length > 0));
    });
    return () => life.abort();
  }, [names]);
  return beside;
}

/** Captions that cannot be read are as if they were not there: the recording is the evidence. */
async function readTrack({ artifact, language }: CaptionFile, signal: AbortSignal): Promise<CaptionTrack> {
  const label =
    language === null ? artifact.title : t('media.captionsIn', { language, title: artifact.title });
  const bytes = await readStart(
    artifactUrl(artifact.hash),
    artifact.sizeBytes,
    MAX_CAPTION_BYTES,
    signal,
  ).catch(() => new Uint8Array());
  const { lines } = decodeText(bytes, artifact.sizeBytes > MAX_CAPTION_BYTES);
  return { id: artifact.hash, label, cues: parseCaptions(lines.join('\n')) };
}
