import { z } from 'zod';
import type { ArtifactHash } from '../../../src/domain/ids.ts';
import { useSetting } from '../../state/settings.ts';
import { MAX_ZOOM, MIN_ZOOM } from './page-layout.ts';
import type { PdfView } from './use-page-scroll.ts';

const PanelTab = z.enum(['outline', 'pages', 'comments']);
export type PanelTab = z.infer<typeof PanelTab>;

const Reading = z.object({
  zoom: z.union([z.enum(['width', 'page']), z.number().min(MIN_ZOOM).max(MAX_ZOOM)]),
  spread: z.enum(['one', 'two', 'cover']),
  panel: PanelTab,
  isPanelOpen: z.boolean(),
});
export type Reading = z.infer<typeof Reading>;

const USUAL: Reading = { zoom: 'width', spread: 'one', panel: 'outline', isPanelOpen: false };

/** How this person reads PDFs: remembered from document to document, and from day to day. */
export function useReading(): readonly [Reading, (reading: Reading) => void] {
  return useSetting('pdf.reading', Reading, USUAL);
}

/** Where one was in the documents read last, until the window is closed. */
const places = new Map<ArtifactHash, Pick<PdfView, 'turn' | 'place'>>();
const PLACES_KEPT = 200;

export function rememberedPlace(artifact: ArtifactHash): Pick<PdfView, 'turn' | 'place'> {
  return places.get(artifact) ?? { turn: 0, place: { page: 1, share: -1 } };
}

export function rememberPlace(artifact: ArtifactHash, place: Pick<PdfView, 'turn' | 'place'>): void {
  places.delete(artifact);
  places.set(artifact, place);
  const [oldest] = places.keys();
  if (places.size > PLACES_KEPT && oldest !== undefined) places.delete(oldest);
}
