import { Redo2, Undo2 } from 'lucide-react';
import { useCallback } from 'react';
import type { Anchor } from '../../src/domain/anchor.ts';
import type { CriterionId } from '../../src/domain/ids.ts';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { useAgreement } from '../state/agreements.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { agreedJudgment, type Choice, type Comparison, firstDecision, standingChoice } from './agree.ts';
import styles from './agreement-pane.module.css';
import { ComparedCriterion } from './compared-criterion.tsx';
import { ToldLearner } from './told-learner.tsx';

interface AgreementPaneProps {
  readonly comparison: Comparison;
  readonly current: CriterionId | null;
  readonly onCurrent: (criterion: CriterionId) => void;
  readonly onAnchor: (anchor: Anchor) => void;
}

/** Criterion by criterion: accept A, accept B, or agree a new value; then record the outcome. */
export function AgreementPane({ comparison, current, onCurrent, onAnchor }: AgreementPaneProps) {
  const { unit, criteria, mayModerate } = comparison;
  const { a, b } = comparison;
  const agreement = useAgreement(comparison.submission, { a: a.id, b: b?.id ?? a.id });
  const { choices, note, choose, writeNote, undo, redo, canUndo, canRedo, saving } = agreement;
  const record = useCommand('moderation.agree');
  const recordKeys = useShortcutCaps('moderate.record');
  const undoKeys = useShortcutCaps('mark.undo');
  const redoKeys = useShortcutCaps('mark.redo');
  const mayChoose = mayModerate.allowed;

  const choiceOf = (criterion: CriterionId): Choice | null => {
    const chosen = choices[criterion];
    if (chosen !== undefined) return chosen;
    const compared = criteria.find((one) => one.criterion === criterion);
    return compared === undefined ? null : standingChoice(comparison, compared, t('reconcile.settled'));
  };
  const judgments = criteria.map((compared) => {
    const choice = choiceOf(compared.criterion);
    return choice === null ? null : agreedJudgment(compared, choice);
  });
  const agreed = judgments.filter((judgment) => judgment !== null);
  const isRecorded =
    ['agreed', 'adjudicated'].includes(comparison.outcome?.how ?? '') &&
    Object.keys(choices).length === 0 &&
    note === '';
  const isComplete = agreed.length === criteria.length && !isRecorded;
  const at = criteria.findIndex(({ criterion }) => criterion === current);

  const step = (by: number) => {
    const next = criteria[at + by];
    if (next !== undefined) onCurrent(next.criterion);
  };
  const take = (marker: 'a' | 'b') => {
    const compared = criteria[at];
    if (compared !== undefined && compared[marker] !== null)
      choose({ [compared.criterion]: { kind: marker } });
  };
  const takeAll = (marker: 'a' | 'b') => {
    const given = criteria.filter((compared) => compared[marker] !== null);
    choose(Object.fromEntries(given.map(({ criterion }) => [criterion, { kind: marker }])));
  };
  const startOwn = useCallback(
    (id: CriterionId) => {
      const compared = criteria.find((one) => one.criterion === id);
      const criterion = unit.criteria.find((one) => one.id === id);
      if (compared === undefined || criterion === undefined) return;
      const from = choices[id];
      if (from?.kind === 'own') return;
      choose({ [id]: { kind: 'own', decision: firstDecision(criterion, compared), reason: '' } });
    },
    [criteria, unit, choices, choose],
  );

  async function submit() {
    if (!mayChoose || isRecorded || record.isRunning) return;
    if (!isComplete) {
      const missing = criteria.find((_, index) => judgments[index] === null);
      if (missing !== undefined) onCurrent(missing.criterion);
      return;
    }
    // A save still under way must not arrive after the record that ends what it saves.
    await agreement.flush();
    const result = await record.run({
      command: newCommand(),
      submission: comparison.submission,
      judgments: agreed,
      note: note.trim(),
    });
    if (result.ok) agreement.forget();
  }

  useShortcut('moderate.next', () => step(1));
  useShortcut('moderate.previous', () => step(-1));
  useShortcut('moderate.acceptA', () => take('a'), mayChoose);
  useShortcut('moderate.acceptB', () => take('b'), mayChoose);
  useShortcut('moderate.own', () => current !== null && startOwn(current), mayChoose);
  useShortcut('moderate.allA', () => takeAll('a'), mayChoose);
  useShortcut('moderate.allB', () => takeAll('b'), mayChoose);
  useShortcut('mark.undo', undo, mayChoose);
  useShortcut('mark.redo', redo, mayChoose);
  useShortcut('moderate.record', () => void submit(), mayChoose);

  return (
    <div className={styles.pane}>
      <div className={styles.list}>
        {criteria.map((compared, index) => {
          const criterion = unit.criteria.find(({ id }) => id === compared.criterion);
          if (criterion === undefined) return null;
          return (
            <ComparedCriterion
              key={criterion.id}
              comparison={comparison}
              compared={compared}
              criterion={criterion}
              number={index + 1}
              choice={choiceOf(criterion.id)}
              isOpen={criterion.id === current}
              mayChoose={mayChoose}
              onOpen={() => onCurrent(criterion.id)}
              onChoose={(choice, field) => choose({ [criterion.id]: choice }, field)}
              onOwn={() => startOwn(criterion.id)}
              onAnchor={onAnchor}
            />
          );
        })}
        <ToldLearner unit={unit} a={comparison.a} b={comparison.b} />
      </div>
      {mayChoose && (
        <footer className={styles.foot}>
          {record.error !== undefined && <FailureBanner error={record.error} />}
          {saving.kind === 'not_saved' && <FailureBanner error={saving.error} />}
          {saving.kind === 'newer_elsewhere' && (
            <FailureBanner
              error={saving.error}
              actions={<Button onPress={agreement.keepMine}>{t('bench.keepMine')}</Button>}
            />
          )}
          <div className={styles.noteRow}>
            <TextArea
              label={t('reconcile.note')}
              isLabelHidden
              placeholder={t('reconcile.note')}
              rows={1}
              value={note}
              onChange={writeNote}
              maxLength={20000}
              className={styles.note}
            />
            <IconButton label={t('bench.undo')} keys={undoKeys} isDisabled={!canUndo} onPress={undo}>
              <Undo2 aria-hidden />
            </IconButton>
            <IconButton label={t('bench.redo')} keys={redoKeys} isDisabled={!canRedo} onPress={redo}>
              <Redo2 aria-hidden />
            </IconButton>
          </div>
          <div className={styles.actions}>
            <Button kind="quiet" onPress={() => takeAll('a')}>
              {t('reconcile.allA')}
            </Button>
            <Button kind="quiet" onPress={() => takeAll('b')}>
              {t('reconcile.allB')}
            </Button>
            <span className={styles.count} role="status">
              {t('reconcile.agreedCount', { agreed: agreed.length, all: criteria.length })}
            </span>
            <Button
              kind="primary"
              isDisabled={!isComplete || record.isRunning}
              onPress={() => void submit()}
              trailing={<Kbd keys={recordKeys} />}
            >
              {t(
                isRecorded
                  ? 'reconcile.recorded'
                  : comparison.referred === null
                    ? 'reconcile.record'
                    : 'reconcile.adjudicate',
              )}
            </Button>
          </div>
        </footer>
      )}
    </div>
  );
}
