import { t } from '../messages/t.ts';
import { type Shape, StatusMark, type Tone } from '../ui/status-mark.tsx';
import type { Marker } from './markers.ts';

const MARKS: Readonly<Record<Marker['state'], readonly [Shape, Tone]>> = {
  not_started: ['empty', 'quiet'],
  practice: ['half', 'info'],
  qualifying: ['half', 'info'],
  approved: ['check', 'good'],
  suspended: ['alert', 'bad'],
  requalifying: ['half', 'warn'],
  removed: ['dash', 'quiet'],
};

/** Where a marker stands in a unit. */
export function MarkerMark({
  marker: { state, hasExpired },
}: {
  readonly marker: Pick<Marker, 'state' | 'hasExpired'>;
}) {
  if (hasExpired) return <StatusMark shape="clock" tone="warn" label={t('std.state.expired')} />;
  const [shape, tone] = MARKS[state];
  return <StatusMark shape={shape} tone={tone} label={t(`std.state.${state}`)} />;
}
