import { useState } from 'react';
import type { RecordId, UnitId } from '../../src/domain/ids.ts';
import styles from '../batches/batch-summary.module.css';
import { formatDateTime, t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import type { Marker } from './markers.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface DecisionsProps {
  readonly unit: UnitId;
  readonly decisions: Marker['decisions'];
  readonly mayDecide: boolean;
}

/** What people decided about a marker, the newest first, why, and whether it counts. */
export function Decisions({ unit, decisions, mayDecide }: DecisionsProps) {
  const [withdrawn, setWithdrawn] = useState<RecordId | null>(null);
  if (decisions.length === 0) return null;
  return (
    <section aria-label={t('std.decisions')}>
      <h3 className={styles.heading}>{t('std.decisions')}</h3>
      <ul className={styles.records}>
        {decisions.toReversed().map(({ record, kind, by, at, reason, problem }) => (
          <li key={record} className={styles.record}>
            <p>
              <strong>{t(`std.decided.${kind}`)}</strong>{' '}
              <span className={styles.quiet}>{t('std.decidedBy', { by, at: formatDateTime(at) })}</span>
            </p>
            {reason !== '' && <p>{reason}</p>}
            {problem !== null && (
              <p>
                <StatusMark shape="dash" tone="warn" label={t('std.notCounted')} />{' '}
                <span className={styles.quiet}>{problem}</span>
              </p>
            )}
            {mayDecide && (
              <Button kind="quiet" onPress={() => setWithdrawn(record)}>
                {t('std.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <WithdrawDialog
        unit={unit}
        record={withdrawn}
        title={t('std.withdrawDecision')}
        about={t('std.withdrawDecisionAbout')}
        onClose={() => setWithdrawn(null)}
      />
    </section>
  );
}
