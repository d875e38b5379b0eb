import { useEffect, useState } from 'react';
import type { Artifact } from '../../../src/api/shapes.ts';
import { t } from '../../messages/t.ts';
import { artifactUrl, readStart } from '../artifact-bytes.ts';
import { decodeText } from '../text/decode-text.ts';
import { type CaptionFile, captionsOf } from './captions-of.ts';
import { type Cue, MAX_CUES, parseCaptions, plainText } from './parse-captions.ts';

/** Captions one can switch on. */
export interface CaptionTrack {
  readonly id: string;
  readonly label: string;
  readonly cues: readonly Cue[];
}

const MAX_CAPTION_BYTES = 4 * 1024 * 1024;

/** Captions handed in beside a recording and those inside it; those without a word are left out. */
export function useCaptions(
  recording: Artifact,
  siblings: readonly Artifact[],
  media: HTMLMediaElement | null,
): readonly CaptionTrack[] {
  const [beside, setBeside] = useState<readonly CaptionTrack[]>([]);
  useEffect(() => {
    const life = new AbortController();
    setBeside([]);
    Promise.all(captionsOf(recording, siblings).map((file) => readTrack(file, life.signal))).then(
      (tracks) => {
        if (!life.signal.aborted) setBeside(tracks.filter(({ cues }) => cues.length > 0));
      },
    );
    return () => life.abort();
  }, [recording, siblings]);
  const inside = useEmbeddedTracks(media);
  return [...beside, ...inside];
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

/** Text tracks inside the file, where the browser hands them out; they grow while the file is read. */
function useEmbeddedTracks(media: HTMLMediaElement | null): readonly CaptionTrack[] {
  const [tracks, setTracks] = useState<readonly CaptionTrack[]>([]);
  useEffect(() => {
    if (!media) return;
    const list = media.textTracks;
    const read = () =>
      setTracks(
        [...list].flatMap((track, index) => {
          const cues = [...(track.cues ?? [])].slice(0, MAX_CUES).flatMap(cueOf);
          const label = track.label || track.language || t('media.captionsInside', { n: index + 1 });
          return cues.length > 0 ? [{ id: `inside ${index}`, label, cues }] : [];
        }),
      );
    const onTrack = ({ track }: TrackEvent) => {
      if (!track) return;
      // Read, but drawn by us: words of a file are never markup here.
      track.mode = 'hidden';
      track.addEventListener('cuechange', read);
    };
    list.addEventListener('addtrack', onTrack);
    media.addEventListener('loadeddata', read);
    return () => {
      list.removeEventListener('addtrack', onTrack);
      media.removeEventListener('loadeddata', read);
    };
  }, [media]);
  return tracks;
}

function cueOf(cue: TextTrackCue): readonly Cue[] {
  if (!(cue instanceof VTTCue)) return [];
  const text = plainText(cue.text);
  const { startTime, endTime } = cue;
  return text === '' || endTime <= startTime || !Number.isFinite(endTime)
    ? []
    : [{ startMs: startTime * 1000, endMs: endTime * 1000, text }];
}
