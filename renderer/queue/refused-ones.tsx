import type { MessageKey } from '../messages/t.ts';
import { t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import type { Row } from './queue-columns.tsx';

interface RefusedOnesProps {
  readonly title: Extract<MessageKey, 'allocate.refused' | 'stale.refused' | 'spread.left'>;
  readonly refused: readonly { readonly submission: Row['submission']; readonly reason: string }[];
  readonly rows: readonly Row[];
}

const SHOWN = 8;

/** Those of many that could not be done, each with its reason. */
export function RefusedOnes({ title, refused, rows }: RefusedOnesProps) {
  if (refused.length === 0) return null;
  const names = new Map(rows.map(({ submission, learner }) => [submission, learner]));
  return (
    <Banner tone="warn">
      {t(title, { n: refused.length })}
      <ul>
        {refused.slice(0, SHOWN).map(({ submission, reason }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one submission may be refused twice, and the list stands still.
          <li key={`${submission} ${at}`}>
            {names.get(submission) ?? submission.slice(0, 8)}: {reason}
          </li>
        ))}
      </ul>
      {refused.length > SHOWN && t('bundle.more', { n: refused.length - SHOWN })}
    </Banner>
  );
}
