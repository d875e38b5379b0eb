import type { EvidencePlace } from '../../src/domain/evidence-place.ts';
import { t } from '../messages/t.ts';

/** Where in an artifact, in short; empty where there is but one place. */
export function placeWords(place: EvidencePlace): string {
  switch (place.kind) {
    case 'page':
      return t('queue.hit.page', { n: place.page });
    case 'slide':
      return t('queue.hit.slide', { n: place.slide });
    case 'sheet':
      return place.sheet;
    case 'cell':
      return t('queue.hit.cell', { n: place.cell });
    case 'lines':
      return t('queue.hit.lines', { n: place.from });
    case 'whole':
      return '';
  }
}
