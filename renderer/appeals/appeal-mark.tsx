import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { type Shape, StatusMark, type Tone } from '../ui/status-mark.tsx';

type State = Output<'appeals.list'>[number]['state'];

const MARKS: Readonly<Record<State, readonly [Shape, Tone]>> = {
  lodged: ['empty', 'warn'],
  checked: ['half', 'info'],
  review: ['half', 'info'],
  blind_remark: ['half', 'info'],
  double_blind: ['half', 'info'],
  upheld: ['full', 'accent'],
  raised: ['full', 'accent'],
  lowered: ['full', 'accent'],
  remitted: ['split', 'warn'],
  closed: ['check', 'good'],
  withdrawn: ['dash', 'quiet'],
};

/** Where an appeal stands. */
export function AppealMark({ state }: { readonly state: State }) {
  const [shape, tone] = MARKS[state];
  return <StatusMark shape={shape} tone={tone} label={t(`appeal.state.${state}`)} />;
}
