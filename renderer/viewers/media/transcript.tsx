import { Search, X } from 'lucide-react';
import { type Ref, useEffect, useMemo, useRef, useState } from 'react';
import { t } from '../../messages/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { clock } from './clock.ts';
import { useMediaTime } from './media-time.ts';
import { type Cue, cueAt } from './parse-captions.ts';
import type { TimeRange } from './time-range.ts';
import styles from './transcript.module.css';
import type { CaptionTrack } from './use-captions.ts';
import type { Player } from './use-player.ts';

interface TranscriptProps {
  readonly player: Player;
  readonly track: CaptionTrack;
  readonly searchField: Ref<HTMLInputElement>;
  /** Marks what a line spans; absent where one only reads. */
  readonly onMark: ((range: TimeRange) => void) | null;
  readonly onClose: () => void;
}

/** What is said, line by line: press one to go there, with Shift to mark it. */
export function Transcript({ player, track, searchField, onMark, onClose }: TranscriptProps) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const shown = useMemo(
    () =>
      track.cues
        .map((cue, index) => ({ cue, index }))
        .filter(({ cue }) => wanted === '' || cue.text.toLowerCase().includes(wanted)),
    [track, wanted],
  );
  const current = useMediaTime(player.media, (ms) => cueAt(track.cues, ms));
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Follows what is said, but not under the hands of who reads on elsewhere in it.
    if (current === -1 || list.current?.contains(document.activeElement)) return;
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <section className={styles.transcript} aria-label={t('media.transcript')}>
      <div className={styles.search}>
        <Search aria-hidden />
        <input
          ref={searchField}
          type="search"
          aria-label={t('media.searchTranscript')}
          placeholder={t('media.searchTranscript')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const [first] = shown;
            if (event.key === 'Escape') {
              setQuery('');
              event.currentTarget.blur();
            } else if (event.key === 'Enter' && first) player.seekTo(first.cue.startMs);
            else return;
            event.preventDefault();
          }}
        />
        {wanted !== '' && (
          <span className={styles.found} role="status">
            {t('media.foundLines', { n: shown.length })}
          </span>
        )}
        <IconButton label={t('media.closeTranscript')} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <ol ref={list} className={styles.lines}>
        {shown.map(({ cue, index }) => (
          <li key={`${cue.startMs} ${index}`}>
            <button
              type="button"
              className={styles.line}
              aria-current={index === current || undefined}
              onClick={(event) => {
                if (event.shiftKey && onMark) onMark({ startMs: cue.startMs, endMs: cue.endMs });
                else player.seekTo(cue.startMs);
              }}
            >
              <span className={styles.time}>{clock(cue.startMs)}</span>
              <span className={styles.words}>
                <Found cue={cue} wanted={wanted} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      {onMark && <p className={styles.hint}>{t('media.markLineHint')}</p>}
    </section>
  );
}

/** The words, with what was searched for marked where it first stands. */
function Found({ cue: { text }, wanted }: { readonly cue: Cue; readonly wanted: string }) {
  const at = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted);
  if (at === -1) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  );
}
