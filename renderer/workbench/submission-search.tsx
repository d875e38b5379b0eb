import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { EvidenceFound } from '../../src/api/shapes.ts';
import type { ArtifactHash, SubmissionId } from '../../src/domain/ids.ts';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { t } from '../messages/t.ts';
import { placeWords } from '../queue/place-words.ts';
import { useRead } from '../state/read.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Snippet } from '../ui/snippet.tsx';
import type { Destination } from '../viewers/viewer-props.ts';
import { destinationOf } from './search-place.ts';
import styles from './submission-search.module.css';

type Found = EvidenceFound['artifacts'][number];

interface SubmissionSearchProps {
  readonly submission: SubmissionId;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onPlace: (artifact: ArtifactHash, destination: Destination) => void;
  readonly onClose: () => void;
}

/** Looks for words in all evidence of one submission: one field, and the places found beneath it, by artifact. */
export function SubmissionSearch({ submission, text, onText, onPlace, onClose }: SubmissionSearchProps) {
  const id = useId();
  const wanted = useRested(text.trim());
  const read = useRead('evidence.search', wanted === '' ? null : { submission, text: wanted });
  const found = read.value;
  const artifacts = wanted === '' ? [] : (found?.artifacts ?? []);
  const withHits = artifacts.filter(({ hits }) => hits.length > 0);
  const places = withHits.flatMap((artifact) => artifact.hits.map((hit) => ({ artifact, hit })));
  const unsearched = artifacts.filter(({ state }) => state !== 'read' && state !== 'no_text');
  const [active, setActive] = useState(0);
  const at = Math.min(active, places.length - 1);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const open = (index: number) => {
    const place = places[index];
    if (!place) return;
    setActive(index);
    onPlace(place.artifact.artifact, destinationOf(place.hit.place, place.hit.snippet));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(places.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1));
    else if (event.key === 'Enter') open(at);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };

  let index = -1;
  return (
    <search className={styles.search} aria-label={t('search.title')}>
      <div className={styles.head}>
        <input
          ref={field}
          className={styles.field}
          type="search"
          role="combobox"
          aria-label={t('search.field')}
          aria-expanded={places.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          placeholder={t('search.title')}
          // biome-ignore lint/a11y/noAutofocus: the panel is opened to type into it.
          autoFocus
          spellCheck={false}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <IconButton label={t('search.close')} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <p className={styles.about} role="status">
        {wanted === ''
          ? t('search.hint')
          : found === undefined
            ? read.isSlow
              ? t('search.looking')
              : ''
            : places.length === 0
              ? t('search.none')
              : t('search.found', { n: places.length })}
      </p>
      {read.error !== undefined && (
        <FailureBanner error={read.error} actions={<Button onPress={read.reload}>{t('ui.retry')}</Button>} />
      )}
      <div className={styles.results}>
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('search.results')}>
          {withHits.map((artifact) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox.
            <div
              key={artifact.artifact}
              role="group"
              aria-label={[artifact.title, artifact.hasMore ? moreIn(artifact) : ''].join(' ').trim()}
              className={styles.artifact}
            >
              {/* Between options nothing else may be said: the group says both itself. */}
              <div className={styles.title} aria-hidden>
                {artifact.title}
              </div>
              {artifact.hits.map((hit) => {
                index += 1;
                const here = index;
                const words = placeWords(hit.place);
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys.
                  <div
                    key={here}
                    id={`${id}-${here}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={here === at}
                    className={classNames(styles.hit, here === at && styles.active)}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => open(here)}
                  >
                    {words !== '' && <span className={styles.place}>{words}</span>}
                    <Snippet pieces={hit.snippet} />
                  </div>
                );
              })}
              {artifact.hasMore && (
                <p className={styles.note} aria-hidden>
                  {moreIn(artifact)}
                </p>
              )}
            </div>
          ))}
        </div>
        {unsearched.length > 0 && <NotSearched artifacts={unsearched} />}
      </div>
    </search>
  );
}

const moreIn = ({ hits }: Found): string => t('search.more', { n: hits.length });

/** What the search says nothing of, and why. */
function NotSearched({ artifacts }: { readonly artifacts: readonly Found[] }) {
  return (
    <section className={styles.unsearched} aria-label={t('search.notSearched')}>
      <h2 className={styles.title}>{t('search.notSearched')}</h2>
      <ul>
        {artifacts.map((artifact) => (
          <li key={artifact.artifact} className={styles.note}>
            <span className={styles.name}>{artifact.title}</span> {whyNot(artifact)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const WHY = ['locked', 'broken', 'too_large', 'too_slow', 'missing'] as const;

function whyNot({ state, why }: Found): string {
  const known = WHY.find((one) => one === why);
  if (state === 'unreadable' && known !== undefined) return t(`search.why.${known}`);
  return state === 'read' ? '' : t(`search.${state}`);
}

/** Opens the search; shown beside the count of evidence. */
export function SearchAllButton({ onPress }: { readonly onPress: () => void }) {
  const keys = useShortcutCaps('evidence.searchAll');
  return (
    <IconButton label={t('search.open')} keys={keys} onPress={onPress}>
      <Search aria-hidden />
    </IconButton>
  );
}

const REST_MS = 100;

/** What was typed, once typing rests. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
