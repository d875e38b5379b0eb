import { CriterionId, RecordId, SubmissionId, UnitId } from '../../src/domain/ids.ts';

export type Route =
  | { readonly room: 'welcome' }
  | { readonly room: 'queue' }
  | { readonly room: 'mark'; readonly submission: SubmissionId }
  /** The queue by criterion; with one chosen, that criterion across all submissions. */
  | { readonly room: 'across'; readonly unit: UnitId | null; readonly criterion: CriterionId | null }
  /** A submission to reconcile; else the board, what is told of the markers, or batches, appeals or standards, and one. */
  | {
      readonly room: 'moderate';
      readonly submission: SubmissionId | null;
      readonly tab?: 'statistics' | 'batches' | 'appeals' | 'standardisation';
      readonly batch?: RecordId;
      readonly appeal?: RecordId;
      readonly unit?: UnitId;
    }
  | { readonly room: 'results'; readonly tab: 'results' | 'batches' | 'verify' }
  | { readonly room: 'units'; readonly unit: UnitId | null }
  | { readonly room: 'people' }
  | { readonly room: 'resolve' }
  | { readonly room: 'log'; readonly submission: SubmissionId | null };

/** `#/mark/<submission>` and the like, as a route; anything else is the queue. */
export function parseRoute(hash: string): Route {
  const [room, rest, more] = hash.replace(/^#\/?/, '').split('/', 3);
  const about = rest === undefined ? undefined : decode(rest);
  const submission = SubmissionId.safeParse(about).data ?? null;
  switch (room) {
    case 'welcome':
    case 'people':
    case 'resolve':
      return { room };
    case 'mark':
      return submission === null ? { room: 'queue' } : { room, submission };
    case 'across': {
      const unit = UnitId.safeParse(about).data ?? null;
      const criterion = CriterionId.safeParse(more === undefined ? undefined : decode(more)).data ?? null;
      return { room, unit, criterion: unit === null ? null : criterion };
    }
    case 'moderate':
      return parseModerate(about, more === undefined ? undefined : decode(more));
    case 'log':
      return { room, submission };
    case 'results':
      return { room, tab: about === 'batches' || about === 'verify' ? about : 'results' };
    case 'units':
      return { room, unit: UnitId.safeParse(about).data ?? null };
    default:
      return { room: 'queue' };
  }
}

function parseModerate(about: string | undefined, more: string | undefined): Route {
  const room = 'moderate';
  if (about === 'statistics') return { room, submission: null, tab: about };
  if (about === 'batches') {
    const batch = RecordId.safeParse(more).data;
    return { room, submission: null, tab: about, ...(batch ? { batch } : {}) };
  }
  if (about === 'appeals') {
    const appeal = RecordId.safeParse(more).data;
    return { room, submission: null, tab: about, ...(appeal ? { appeal } : {}) };
  }
  if (about === 'standardisation') {
    const unit = UnitId.safeParse(more).data;
    return { room, submission: null, tab: about, ...(unit ? { unit } : {}) };
  }
  return { room, submission: SubmissionId.safeParse(about).data ?? null };
}

export function formatRoute(route: Route): string {
  const about =
    route.room === 'moderate'
      ? (route.submission ?? route.tab ?? null)
      : 'submission' in route
        ? route.submission
        : 'unit' in route
          ? route.unit
          : 'tab' in route
            ? route.tab
            : null;
  const more =
    route.room === 'across'
      ? route.criterion
      : route.room === 'moderate'
        ? (route.batch ?? route.appeal ?? route.unit ?? null)
        : null;
  return `#/${[route.room, about, more]
    .filter((part) => part !== null)
    .map(encodeURIComponent)
    .join('/')}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
