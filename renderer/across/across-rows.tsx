import { Send } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { AcrossFilter, type AcrossRow } from '../../src/api/shapes.ts';
import { NO_VACS } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { isLowest } from '../../src/domain/verdict.ts';
import { t } from '../messages/t.ts';
import type { AcrossList } from '../state/across-list.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { CriterionMark, markLabel } from '../workbench/criterion-mark.tsx';
import styles from './across.module.css';
import type { AcrossWay } from './use-across-place.ts';

interface AcrossRowsProps {
  readonly list: AcrossList;
  readonly way: AcrossWay;
  readonly criterion: Criterion;
}

const keyOf = (row: AcrossRow) => row.submission;

/** The submissions, each with my mark for the criterion. */
export function AcrossRows({ list, way, criterion }: AcrossRowsProps) {
  const need = useStore(list.windows, (state) => state.need);
  const marks = useStore(list.counts, (state) => state.marks);
  const columns = useMemo<readonly RowGridColumn<AcrossRow>[]>(
    () => [
      {
        id: 'learner',
        header: t('across.column.learner'),
        width: 'minmax(0, 1fr)',
        cell: (row) => (
          <span className={styles.rowLearner} title={row.title}>
            {row.learner}
            {row.attempt > 1 && (
              <span className={styles.quiet}> {t('across.attempt', { n: row.attempt })}</span>
            )}
          </span>
        ),
      },
      {
        id: 'mark',
        header: t('across.column.mark'),
        width: '124px',
        cell: (row) => {
          const { decision, hasRationale } = marks.get(row.submission) ?? row;
          const judgment = {
            ...{ criterion: criterion.id, decision, anchors: [], vacs: NO_VACS, confidence: null },
            rationale: hasRationale ? '…' : '',
          };
          return (
            <span className={styles.mark}>
              {decision !== null && isLowest(criterion, decision) && !hasRationale ? (
                // Shorter than on the bench: what is missing is a sign, and said to those who listen.
                <span className={styles.mark} title={t('criterion.needsRationale')}>
                  <StatusMark shape="alert" tone="warn" label={markLabel(criterion, judgment)} />
                  <span className="visually-hidden">{t('criterion.needsRationale')}</span>
                </span>
              ) : (
                <CriterionMark criterion={criterion} judgment={judgment} />
              )}
              {row.mine === 'submitted' && (
                <span className={styles.sent} title={t('across.submitted')}>
                  <Send aria-hidden />
                  <span className="visually-hidden">{t('across.submitted')}</span>
                </span>
              )}
            </span>
          );
        },
      },
    ],
    [criterion, marks],
  );
  return (
    <div className={styles.list}>
      <div className={styles.filter}>
        <SegmentedControl
          label={t('across.filter')}
          options={AcrossFilter.options.map((id) => ({ id, label: t(`across.filter.${id}`) }))}
          value={way.filter}
          onChange={way.show}
        />
      </div>
      <div className={styles.rows}>
        <RowGrid
          label={t('across.list')}
          columns={columns}
          count={way.total ?? 0}
          rowAt={way.rowAt}
          keyOf={keyOf}
          active={way.index}
          onActive={way.select}
          onVisible={need}
          empty={
            way.total === undefined ? null : (
              <EmptyState
                title={t('across.noneFor')}
                actions={<Button onPress={() => way.show('all')}>{t('across.noneForNext')}</Button>}
              />
            )
          }
        />
      </div>
    </div>
  );
}
