import { formatDate, t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useActions, useOpen } from './use-workbench.ts';
import type { SubmissionDetail } from './workbench-api.ts';

interface ReturnedProps {
  readonly verified: NonNullable<SubmissionDetail['verified']>;
}

/** What a verifier said of my assessment: what to do about it and by when, or advice. */
export function Returned({ verified: { by, at, as, isReturned } }: ReturnedProps) {
  const actions = useActions();
  const isBusy = useOpen((open) => open.isBusy);
  const mayChange = useOpen((open) => open.detail.mayChange);
  const criteria = useOpen((open) => open.detail.unit.criteria);
  if (as.kind === 'agree') return null;
  if (as.kind === 'advice') return <Banner tone="info">{t('returned.advice', { by, note: as.note })}</Banner>;
  return (
    <Banner
      tone={isReturned ? 'warn' : 'info'}
      actions={
        isReturned &&
        mayChange.allowed && (
          <Button isDisabled={isBusy} onPress={() => void actions.change(t('returned.reason', { by }))}>
            {t('returned.take')}
          </Button>
        )
      }
    >
      {isReturned
        ? t('returned.bench', { by, due: formatDate(as.due), note: as.note })
        : t('returned.answered', { by, at: formatDate(at), note: as.note })}
      <ul>
        {as.actions.map(({ criterion, text }) => (
          <li key={`${criterion} ${text}`}>
            {criteria.find(({ id }) => id === criterion)?.title ?? t('returned.whole')}: {text}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
