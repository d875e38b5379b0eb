import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { SegmentedControl } from '../ui/segmented-control.tsx';

/** Marks by submission or by criterion: the two ways through the same queue. */
export function QueueSwitch({ by }: { readonly by: 'submission' | 'criterion' }) {
  return (
    <SegmentedControl
      label={t('across.switch')}
      options={[
        { id: 'submission', label: t('across.bySubmission') },
        { id: 'criterion', label: t('across.byCriterion') },
      ]}
      value={by}
      onChange={(next) =>
        go(next === 'submission' ? { room: 'queue' } : { room: 'across', unit: null, criterion: null })
      }
    />
  );
}
