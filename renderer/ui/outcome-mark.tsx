import type { AssessmentState, OutcomeState, Verdict } from '../../src/domain/states.ts';
import { t } from '../messages/t.ts';
import { type Shape, StatusMark, type Tone } from './status-mark.tsx';

const OUTCOMES: Readonly<Record<OutcomeState, readonly [Shape, Tone]>> = {
  awaiting: ['empty', 'quiet'],
  partially_marked: ['half', 'info'],
  fully_marked: ['full', 'info'],
  auto_agreed: ['full', 'accent'],
  reconciling: ['split', 'warn'],
  agreed: ['full', 'accent'],
  adjudicating: ['alert', 'warn'],
  adjudicated: ['full', 'accent'],
  provisional: ['half', 'accent'],
  confirmed: ['check', 'good'],
  released: ['seal', 'good'],
  under_appeal: ['alert', 'warn'],
  set_aside: ['dash', 'quiet'],
};

/** Where a submission's outcome stands. */
export function OutcomeMark({ state, isBare }: { readonly state: OutcomeState; readonly isBare?: boolean }) {
  const [shape, tone] = OUTCOMES[state];
  return <StatusMark shape={shape} tone={tone} label={t(`outcome.${state}`)} isBare={isBare} />;
}

const ASSESSMENTS: Readonly<Record<AssessmentState, readonly [Shape, Tone]>> = {
  not_started: ['empty', 'quiet'],
  in_progress: ['half', 'info'],
  submitted: ['check', 'accent'],
};

/** Where my own assessment stands. */
export function AssessmentMark({ state }: { readonly state: AssessmentState }) {
  const [shape, tone] = ASSESSMENTS[state];
  return <StatusMark shape={shape} tone={tone} label={t(`assessment.${state}`)} />;
}

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return verdict === 'passed' ? (
    <StatusMark shape="check" tone="good" label={t('verdict.passed')} />
  ) : (
    <StatusMark shape="dash" tone="warn" label={t('verdict.not_yet')} />
  );
}
