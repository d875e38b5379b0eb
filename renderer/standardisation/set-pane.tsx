import { ArrowRight, X } from 'lucide-react';
import { useState } from 'react';
import type { UnitId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import styles from '../batches/batch-summary.module.css';
import { describeTolerance } from '../library/describe-tolerance.ts';
import { formatDate, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Badge } from '../ui/badge.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { describeRule } from './describe-rule.ts';
import { type StandardSet, useMayDecide } from './may-decide.ts';
import own from './standards.module.css';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface SetPaneProps {
  readonly unit: UnitId;
  readonly set: StandardSet;
  readonly onBack: () => void;
}

/** One set: what it is for, its rule, its scripts, and its end. */
export function SetPane({ unit, set, onBack }: SetPaneProps) {
  const mayDecide = useMayDecide();
  const [isEnding, setIsEnding] = useState(false);
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const { label, rule, scripts, hasEnded } = set;
  return (
    <section className={styles.pane} aria-label={t('std.about', { name: label })}>
      <header>
        <div className={styles.top}>
          <h2 className={styles.title}>{label}</h2>
          <IconButton label={t('std.backToList')} onPress={onBack}>
            <X aria-hidden />
          </IconButton>
        </div>
        <p className={styles.quiet}>{t('std.madeBy', { by: set.by, at: formatDate(set.madeAt) })}</p>
      </header>
      <p>
        <strong>{t(`std.kind.${rule.kind}`)}.</strong> {t(`std.kind.${rule.kind}About`)}
      </p>
      <section aria-label={t('std.rule')}>
        <h3 className={styles.heading}>{t('std.rule')}</h3>
        <p>
          {describeRule(set)}
          {rule.kind === 'qualifying' && (
            <>
              {'. '}
              {t('std.rule.valid', { n: rule.validMonths })} {rule.isRequired && t('std.rule.isRequired')}
            </>
          )}
        </p>
      </section>
      <section aria-label={t('std.tolerance')}>
        <h3 className={styles.heading}>{t('std.tolerance')}</h3>
        <p>{describeTolerance(set.tolerance)}</p>
      </section>
      <section aria-label={t('std.set.column.scripts')}>
        <h3 className={styles.heading}>{t('std.scripts', { n: scripts.length })}</h3>
        <ul className={own.links}>
          {scripts.map(({ submission, learner, hasMark, problem }) => (
            <li key={submission}>
              <Button
                kind="quiet"
                trailing={<ArrowRight aria-hidden />}
                onPress={() => go({ room: 'mark', submission })}
              >
                {learner}
              </Button>
              {!hasMark && <Badge tone="warn">{t('std.noMark')}</Badge>}
              {problem !== null && <p className={own.problem}>{problem}</p>}
            </li>
          ))}
        </ul>
      </section>
      {mayDecide && (
        <div className={own.actions}>
          {!hasEnded && <Button onPress={() => setIsEnding(true)}>{t('std.end')}</Button>}
          <Button onPress={() => setIsWithdrawing(true)}>{t('std.withdraw')}</Button>
        </div>
      )}
      <EndSet unit={unit} set={set} isOpen={isEnding} onClose={() => setIsEnding(false)} />
      <WithdrawDialog
        unit={unit}
        record={isWithdrawing ? set.set : null}
        title={t('std.withdrawSet', { label })}
        about={t('std.withdrawSetAbout')}
        onClose={() => setIsWithdrawing(false)}
      />
    </section>
  );
}

interface EndSetProps extends Pick<SetPaneProps, 'unit' | 'set'> {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function EndSet({ unit, set, isOpen, onClose }: EndSetProps) {
  const end = useCommand('standardisation.endSet');
  return (
    <ReasonDialog
      title={t('std.endTitle', { label: set.label })}
      isOpen={isOpen}
      onClose={onClose}
      about={t('std.endAbout')}
      action={t('std.endRun')}
      run={async (reason) => {
        const done = await end.run({ command: newCommand(), unit, set: set.set, reason });
        if (done.ok) onClose();
      }}
      isRunning={end.isRunning}
      error={end.error}
    />
  );
}
