import { useDeferredValue, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { NumberInput, TextArea, TextField } from '../ui/field.tsx';
import styles from './batch-form.module.css';
import { CoverageTable } from './coverage-table.tsx';
import { FIRST_RULE, type RuleForm, ruleOf } from './draw-rule.ts';

interface DrawDialogProps {
  readonly detail: Output<'batches.get'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Draws a sample, or more of one: what would be drawn is shown before it is recorded. */
export function DrawDialog({ detail, isOpen, onClose }: DrawDialogProps) {
  const isMore = detail.draws.length > 0;
  return (
    <Dialog
      title={t(isMore ? 'batch.extendTitle' : 'batch.drawTitle')}
      isOpen={isOpen}
      onClose={onClose}
      width="wide"
    >
      <DrawForm detail={detail} onClose={onClose} />
    </Dialog>
  );
}

type Flag = 'census' | 'size' | 'fails' | 'failedSeed';
type Numbered = Exclude<keyof RuleForm, Flag>;

/** What a strategy begins with once it is ticked, and the most it takes. */
const NUMBERS: Readonly<Record<Numbered, { readonly first: number; readonly max: number }>> = {
  percentage: { first: 10, max: 100 },
  perAssessor: { first: 1, max: 1000 },
  perCriterion: { first: 1, max: 1000 },
  perMethod: { first: 1, max: 1000 },
  boundary: { first: 5, max: 100 },
  newAssessor: { first: 5, max: 1000 },
};

function DrawForm({ detail, onClose }: Omit<DrawDialogProps, 'isOpen'>) {
  const draw = useCommand('batches.draw');
  const [command] = useState(newCommand);
  const [form, setForm] = useState<RuleForm>(FIRST_RULE);
  const [seed, setSeed] = useState('');
  const [reason, setReason] = useState('');
  const isMore = detail.draws.length > 0;
  const rule = ruleOf(form);
  const tried = useDeferredValue(
    rule === null ? null : { from: { batch: detail.batch.batch }, rule, seed: seed.trim() || PREVIEW_SEED },
  );
  const preview = useRead('sample.draw', tried);
  const isReady = rule !== null && (!isMore || reason.trim() !== '') && !draw.isRunning;

  async function run() {
    if (rule === null) return;
    const done = await draw.run({
      command,
      batch: detail.batch.batch,
      rule,
      reason: reason.trim(),
      ...(seed.trim() === '' ? {} : { seed: seed.trim() }),
    });
    if (done.ok) onClose();
  }

  const flag = (name: Flag) => (
    <div className={styles.strategy}>
      <Checkbox isSelected={form[name]} onChange={(isOn) => setForm({ ...form, [name]: isOn })}>
        {t(`batch.rule.${name}`)}
      </Checkbox>
    </div>
  );
  const numbered = (name: Numbered) => {
    const value = form[name];
    const { first, max } = NUMBERS[name];
    return (
      <div className={styles.strategy}>
        <Checkbox
          isSelected={value !== null}
          onChange={(isOn) => setForm({ ...form, [name]: isOn ? first : null })}
        >
          {t(`batch.rule.${name}`)}
        </Checkbox>
        {value !== null && (
          <NumberInput
            label={t(`batch.rule.${name}Number`)}
            value={value}
            onChange={(next) => setForm({ ...form, [name]: Math.round(next) })}
            min={1}
            max={max}
          />
        )}
      </div>
    );
  };

  return (
    <div className={styles.form}>
      <p>{t('batch.drawAbout')}</p>
      <fieldset className={styles.strategies}>
        <legend className={styles.legend}>{t('batch.rule')}</legend>
        {flag('size')}
        {numbered('percentage')}
        {flag('census')}
        {numbered('perAssessor')}
        {numbered('perCriterion')}
        {numbered('perMethod')}
        {flag('fails')}
        {numbered('boundary')}
        {numbered('newAssessor')}
        {flag('failedSeed')}
      </fieldset>
      <TextField
        label={t('batch.seed')}
        description={t('batch.seedAbout')}
        value={seed}
        onChange={setSeed}
        maxLength={200}
        placeholder={t('batch.seedPlaceholder')}
      />
      {isMore && (
        <TextArea
          label={t('people.reason')}
          description={t('batch.extendWhy')}
          value={reason}
          onChange={setReason}
          maxLength={2000}
          isRequired
        />
      )}
      {preview.value && <CoverageTable coverage={preview.value.coverage} />}
      {preview.error !== undefined && <FailureBanner error={preview.error} />}
      {draw.error !== undefined && <FailureBanner error={draw.error} />}
      <div className={classNames(styles.actions, styles.stuck)}>
        <span className={styles.said} role="status">
          {preview.value &&
            t(seed.trim() === '' ? 'batch.wouldDrawAbout' : 'batch.wouldDraw', {
              drawn: preview.value.drawn.length,
              n: preview.value.size,
            })}
        </span>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" isDisabled={!isReady} onPress={() => void run()}>
          {t(isMore ? 'batch.step.extend' : 'batch.step.draw')}
        </Button>
      </div>
    </div>
  );
}

/** How many are drawn depends little on it; which ones, altogether. */
const PREVIEW_SEED = 'preview';
