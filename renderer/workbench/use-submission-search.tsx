import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ArtifactHash, SubmissionId } from '../../src/domain/ids.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { takePlaceToOpen } from '../state/place-to-open.ts';
import type { Destination } from '../viewers/viewer-props.ts';
import { destinationOf } from './search-place.ts';
import { SearchAllButton, SubmissionSearch } from './submission-search.tsx';

/** The search over all evidence of a submission, which takes the place of the list while it is open. */
export function useSubmissionSearch(
  submission: SubmissionId,
  onPlace: ((artifact: ArtifactHash, destination: Destination) => void) | undefined,
): { readonly panel: ReactNode; readonly button: ReactNode } {
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const place = useRef(onPlace);
  place.current = onPlace;
  useShortcut('evidence.searchAll', () => setIsOpen(true), onPlace !== undefined);
  useEffect(() => {
    const asked = takePlaceToOpen(submission);
    if (asked) place.current?.(asked.artifact, destinationOf(asked.hit.place, asked.hit.snippet));
  }, [submission]);
  if (!onPlace) return { panel: null, button: null };
  const panel = (
    <SubmissionSearch
      submission={submission}
      text={text}
      onText={setText}
      onPlace={onPlace}
      onClose={() => setIsOpen(false)}
    />
  );
  return {
    panel: isOpen ? panel : null,
    button: <SearchAllButton onPress={() => setIsOpen(true)} />,
  };
}
