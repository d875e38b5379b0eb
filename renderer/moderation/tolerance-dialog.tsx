import { useDeferredValue, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { DEFAULT_TOLERANCE, ThirdMarker, type ToleranceRule, ValueRule } from '../../src/domain/tolerance.ts';
import { describeTolerance } from '../library/describe-tolerance.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { NumberInput } from '../ui/field.tsx';
import { Reading } from '../ui/reading.tsx';
import { Select } from '../ui/select.tsx';
import styles from './tolerance-dialog.module.css';

interface ToleranceDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly units: Output<'units.list'>;
  readonly first: UnitId | null;
}

/** How far two markers of a unit may differ, with what a change would do before it is made. */
export function ToleranceDialog({ isOpen, onClose, units, first }: ToleranceDialogProps) {
  const [chosen, setChosen] = useState<UnitId | null>(null);
  const unit = units.find(({ id }) => id === (chosen ?? first)) ?? units[0];
  return (
    <Dialog title={t('tolerance.title')} isOpen={isOpen} onClose={onClose} width="wide">
      {unit === undefined ? (
        <p>{t('tolerance.noUnits')}</p>
      ) : (
        <>
          <Select
            label={t('queue.column.unit')}
            value={unit.id}
            onChange={setChosen}
            options={units.map((one) => ({ id: one.id, label: `${one.code} · ${one.title}` }))}
          />
          <ToleranceForm key={unit.id} unit={unit} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}

interface ToleranceFormProps {
  readonly unit: Output<'units.list'>[number];
  readonly onClose: () => void;
}

function ToleranceForm({ unit, onClose }: ToleranceFormProps) {
  const [rule, setRule] = useState<ToleranceRule>(unit.tolerance);
  const save = useCommand('moderation.setTolerance');
  const tried = useRead('moderation.tryTolerance', { unit: unit.id, rule: useDeferredValue(rule) });
  const isChanged = JSON.stringify(rule) !== JSON.stringify(unit.tolerance);
  const set = (change: Partial<ToleranceRule>) => setRule({ ...rule, ...change });

  async function submit() {
    const result = await save.run({ command: newCommand(), unit: unit.id, rule });
    if (result.ok) onClose();
  }

  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        <NumberInput
          label={t('tolerance.maxLevelGap')}
          suffix={t('tolerance.levels')}
          value={rule.maxLevelGap}
          min={0}
          max={20}
          onChange={(maxLevelGap) => set({ maxLevelGap })}
        />
        <NumberInput
          label={t('tolerance.maxCriticalLevelGap')}
          suffix={t('tolerance.levels')}
          value={rule.maxCriticalLevelGap}
          min={0}
          max={20}
          onChange={(maxCriticalLevelGap) => set({ maxCriticalLevelGap })}
        />
        <NumberInput
          label={t('tolerance.maxNumericShare')}
          suffix={t('tolerance.ofRange')}
          value={Math.round(rule.maxNumericShare * 100)}
          min={0}
          max={100}
          onChange={(percent) => set({ maxNumericShare: percent / 100 })}
        />
        <div className={styles.total}>
          <Checkbox
            isSelected={rule.maxTotalGap !== null}
            onChange={(isLimited) => set({ maxTotalGap: isLimited ? 5 : null })}
          >
            {t('tolerance.limitTotal')}
          </Checkbox>
          {rule.maxTotalGap !== null && (
            <NumberInput
              label={t('tolerance.maxTotalGap')}
              suffix={t('tolerance.points')}
              value={rule.maxTotalGap}
              min={0}
              max={100000}
              onChange={(maxTotalGap) => set({ maxTotalGap })}
            />
          )}
        </div>
        <Select
          label={t('tolerance.value')}
          value={rule.value}
          onChange={(value) => set({ value })}
          options={ValueRule.options.map((id) => ({ id, label: t(`tolerance.value.${id}`) }))}
        />
        <Select
          label={t('tolerance.third')}
          value={rule.third ?? 'adjudicator'}
          onChange={(third) => set({ third })}
          options={ThirdMarker.options.map((id) => ({ id, label: t(`tolerance.third.${id}`) }))}
        />
      </div>
      <div className={styles.effect}>
        <h3>{t('tolerance.saysTitle')}</h3>
        <p className={styles.says}>{describeTolerance(rule)}</p>
        <h3>{t('tolerance.effect')}</h3>
        <Reading read={tried}>
          {({ changes }) =>
            changes.length === 0 ? (
              <p className={styles.says}>{t('tolerance.noChange')}</p>
            ) : (
              <>
                <p className={styles.says}>{t('tolerance.changes', { n: changes.length })}</p>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key. */}
                <ul className={styles.changes} tabIndex={0} aria-label={t('tolerance.effect')}>
                  {changes.map((change) => (
                    <li key={change.submission}>
                      <span>{change.learner}</span>
                      <span className={styles.says}>
                        {t('tolerance.fromTo', { from: change.from, to: change.to })}
                      </span>
                    </li>
                  ))}
                </ul>
              </>
            )
          }
        </Reading>
      </div>
      {save.error !== undefined && (
        <div className={styles.wide}>
          <FailureBanner error={save.error} />
        </div>
      )}
      <div className={styles.actions}>
        <Button kind="quiet" onPress={() => setRule(DEFAULT_TOLERANCE)}>
          {t('tolerance.default')}
        </Button>
        <span className={styles.space} />
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" isDisabled={!isChanged || save.isRunning} onPress={() => void submit()}>
          {t('tolerance.save')}
        </Button>
      </div>
    </div>
  );
}
