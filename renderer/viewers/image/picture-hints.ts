import { formatDate, formatDateTime, t } from '../../messages/t.ts';
import type { PictureRecord } from './picture-protocol.ts';

interface HintsWanted {
  /** When the submission was received, ISO; `null` where that is not known. */
  readonly receivedAt: string | null;
  /** Whoever marks may not learn whose work it is: people and places stay out. */
  readonly isAnonymous: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Beyond this many days, an age is told in months, and beyond two years in years. */
const [MONTHS_FROM, YEARS_FROM] = [90, 730];

/**
 * What a picture says of its own date and place, as hints on how current it is, in short sentences. The date is the
 * camera's: it may be wrong or changed, so an old picture, or one without a date, is told and not judged.
 */
export function pictureHints(
  record: PictureRecord,
  { receivedAt, isAnonymous }: HintsWanted,
): readonly string[] {
  const { takenAt, place, camera, owner, author } = record;
  const hints: string[] = [];
  if (takenAt === null) hints.push(t('viewer.hint.noDate'));
  else {
    hints.push(t('viewer.hint.taken', { at: formatDateTime(takenAt) }));
    if (receivedAt !== null)
      hints.push(ageInWords(record.zone === null ? `${takenAt}Z` : `${takenAt}${record.zone}`, receivedAt));
  }
  if (place !== null && !isAnonymous)
    hints.push(
      t('viewer.hint.place', { latitude: degrees(place.latitude), longitude: degrees(place.longitude) }),
    );
  if (camera !== null) hints.push(t('viewer.hint.camera', { camera }));
  if (owner !== null && !isAnonymous) hints.push(t('viewer.hint.owner', { owner }));
  if (author !== null && author !== owner && !isAnonymous) hints.push(t('viewer.hint.author', { author }));
  return hints;
}

/** How long before it was received it was taken, in whole days by the calendar. */
function ageInWords(taken: string, receivedAt: string): string {
  const days = Math.floor(Date.parse(receivedAt) / DAY_MS) - Math.floor(Date.parse(taken) / DAY_MS);
  // A day's difference may be the zone of a clock that names none.
  if (days < -1) return t('viewer.hint.after', { at: formatDate(receivedAt) });
  if (days <= 0) return t('viewer.hint.sameDay');
  if (days >= YEARS_FROM) return t('viewer.hint.years', { n: Math.floor(days / 365.25) });
  if (days >= MONTHS_FROM) return t('viewer.hint.months', { n: Math.floor(days / 30.44) });
  return t('viewer.hint.days', { n: days });
}

/** About ten metres. */
function degrees(value: number): string {
  return value.toFixed(4);
}
