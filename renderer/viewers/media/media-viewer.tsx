import { useEffect, useState } from 'react';
import type { Artifact } from '../../../src/api/shapes.ts';
import { formatList, t } from '../../messages/t.ts';
import { artifactUrl } from '../artifact-bytes.ts';
import { ArtifactFacts } from '../artifact-facts.tsx';
import { kindName } from '../known-kinds.ts';
import type { ViewerProps } from '../viewer-props.ts';
import { codingsOf } from './codings-of.ts';
import { MediaPlayer } from './media-player.tsx';

/** Why a recording is not played: as the browser's player tells it. */
export type PlayFailure = 'unsupported' | 'broken' | 'unreadable';

/** Sound and moving pictures, if this machine can play them. */
export function MediaViewer(props: ViewerProps) {
  const { artifact } = props;
  const [failure, setFailure] = useState<PlayFailure | null>(null);
  if (artifact.sizeBytes === 0)
    return <ArtifactFacts artifact={artifact} problem={t('viewer.problem.empty')} />;
  if (failure !== null) return <Unplayable artifact={artifact} failure={failure} />;
  return <MediaPlayer {...props} onFailure={setFailure} />;
}

function Unplayable({ artifact, failure }: { readonly artifact: Artifact; readonly failure: PlayFailure }) {
  const codings = useCodings(artifact);
  return <ArtifactFacts artifact={artifact} problem={wordsFor(artifact, failure, codings)} />;
}

function wordsFor(artifact: Artifact, failure: PlayFailure, codings: readonly string[]): string {
  const kind = kindName(artifact.mediaType);
  switch (failure) {
    case 'unreadable':
      return t('viewer.problem.unreadable');
    case 'broken':
      return t('media.broken');
    case 'unsupported':
      return codings.length === 0
        ? t('media.cannotPlay', { kind })
        : t('media.cannotPlayCoding', { kind, codings: formatList(codings) });
  }
}

/** How its pictures and sound are coded, as far as the file tells. */
function useCodings({ hash, sizeBytes }: Pick<Artifact, 'hash' | 'sizeBytes'>): readonly string[] {
  const [codings, setCodings] = useState<readonly string[]>([]);
  useEffect(() => {
    const life = new AbortController();
    codingsOf(artifactUrl(hash), sizeBytes, life.signal).then(
      (found) => {
        if (!life.signal.aborted) setCodings(found);
      },
      () => undefined,
    );
    return () => life.abort();
  }, [hash, sizeBytes]);
  return codings;
}
