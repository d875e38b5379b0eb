import { useId } from 'react';
import type { CriterionId, UnitId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { criterionLabel } from '../workbench/criterion-mark.tsx';
import styles from './some-criteria.module.css';

interface SomeCriteriaProps {
  readonly unit: UnitId;
  /** Null for all of them. */
  readonly chosen: readonly CriterionId[] | null;
  readonly onChoose: (criteria: readonly CriterionId[] | null) => void;
}

/** Whether somebody is to judge all criteria of a unit, or which. */
export function SomeCriteria({ unit: id, chosen, onChoose }: SomeCriteriaProps) {
  const unit = useRead('units.get', { unit: id }).value?.unit;
  const list = useId();
  if (unit === undefined || unit.criteria.length < 2) return null;
  return (
    <>
      <SegmentedControl
        label={t('allocate.criteria')}
        value={chosen === null ? 'all' : 'some'}
        onChange={(which) => onChoose(which === 'all' ? null : [])}
        options={[
          { id: 'all', label: t('allocate.criteria.all') },
          { id: 'some', label: t('allocate.criteria.some') },
        ]}
      />
      {chosen !== null && (
        <fieldset className={styles.criteria} aria-describedby={list}>
          <legend className="visually-hidden">{t('allocate.criteria')}</legend>
          {unit.criteria.map((criterion, index) => (
            <Checkbox
              key={criterion.id}
              isSelected={chosen.includes(criterion.id)}
              onChange={(isChosen) =>
                onChoose(
                  unit.criteria
                    .map((one) => one.id)
                    .filter((one) => (one === criterion.id ? isChosen : chosen.includes(one))),
                )
              }
            >
              <span>
                {criterionLabel(criterion, index)} {criterion.title}
              </span>
            </Checkbox>
          ))}
        </fieldset>
      )}
      {chosen !== null && (
        <p id={list} className={styles.about}>
          {t('allocate.criteria.about')}
        </p>
      )}
    </>
  );
}
