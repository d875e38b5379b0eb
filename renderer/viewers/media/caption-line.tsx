import { useMediaTime } from './media-time.ts';
import { type Cue, cueAt } from './parse-captions.ts';

/** What is being said now, as plain text. */
export function CaptionLine({
  media,
  cues,
}: {
  readonly media: HTMLMediaElement | null;
  readonly cues: readonly Cue[];
}) {
  const at = useMediaTime(media, (ms) => cueAt(cues, ms));
  const cue = cues[at];
  return cue ? <p>{cue.text}</p> : null;
}
