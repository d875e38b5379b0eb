import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { type Shape, StatusMark, type Tone } from '../ui/status-mark.tsx';

type Checked = Output<'outcomes.chain'>['checked'];

const MARKS: Readonly<Record<Checked, readonly [Shape, Tone]>> = {
  holds: ['check', 'good'],
  fails: ['cross', 'bad'],
  not_checked: ['empty', 'quiet'],
};

/** What several checks come to. */
export function CheckedMark({ checked }: { readonly checked: Checked }) {
  const [shape, tone] = MARKS[checked];
  return <StatusMark shape={shape} tone={tone} label={t(`chain.checked.${checked}`)} />;
}
