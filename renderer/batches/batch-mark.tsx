import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { type Shape, StatusMark, type Tone } from '../ui/status-mark.tsx';

type BatchState = Output<'batches.list'>[number]['state'];

const MARKS: Readonly<Record<BatchState, readonly [Shape, Tone]>> = {
  open: ['empty', 'quiet'],
  marking_closed: ['half', 'info'],
  sample_drawn: ['half', 'info'],
  moderating: ['split', 'warn'],
  confirmed: ['check', 'good'],
  exported: ['seal', 'good'],
};

/** Where a batch stands. */
export function BatchMark({ state }: { readonly state: BatchState }) {
  const [shape, tone] = MARKS[state];
  return <StatusMark shape={shape} tone={tone} label={t(`batch.state.${state}`)} />;
}
