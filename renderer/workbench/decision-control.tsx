import { Minus, Plus } from 'lucide-react';
import { type ReactNode, type Ref, useState } from 'react';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Criterion, LevelsCriterion, NumericCriterion } from '../../src/domain/rubric.ts';
import { decisionProblem } from '../../src/domain/verdict.ts';
import { formatNumber, t } from '../messages/t.ts';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Kbd } from '../ui/kbd.tsx';
import styles from './decision-control.module.css';

interface DecisionControlProps<C extends Criterion = Criterion> {
  readonly criterion: C;
  readonly decision: Decision | null;
  readonly isEditable: boolean;
  readonly onDecide: (decision: Decision | null, field: string | null) => void;
  readonly pointsRef: Ref<HTMLInputElement>;
}

/** The levels, met or not yet, or points of one criterion. Neither the wheel nor arrow keys change a mark. */
export function DecisionControl(props: DecisionControlProps) {
  const { criterion } = props;
  switch (criterion.kind) {
    case 'binary':
    case 'levels':
      return <Choices {...props} />;
    case 'numeric':
      return <Points {...props} criterion={criterion} />;
  }
}

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly descriptor: string;
  readonly aside: ReactNode;
  readonly decision: Decision;
  readonly isRequired: boolean;
}

/** What can be chosen, lowest first: the digit of a choice is its place here. */
export function choicesOf(criterion: Criterion): readonly Choice[] {
  switch (criterion.kind) {
    case 'binary':
      return [
        {
          id: 'no',
          label: t('decision.notYet'),
          descriptor: criterion.notYetMetDescriptor,
          aside: null,
          decision: { kind: 'binary', met: false },
          isRequired: false,
        },
        {
          id: 'yes',
          label: t('decision.met'),
          descriptor: criterion.metDescriptor,
          aside: null,
          decision: { kind: 'binary', met: true },
          isRequired: false,
        },
      ];
    case 'levels':
      return criterion.levels.map((level) => choiceOfLevel(criterion, level));
    case 'numeric':
      return [];
  }
}

function choiceOfLevel(criterion: LevelsCriterion, level: LevelsCriterion['levels'][number]): Choice {
  return {
    id: level.id,
    label: level.label,
    descriptor: level.descriptor,
    aside: level.points === null ? null : t('criterion.levelPoints', { n: level.points }),
    decision: { kind: 'level', level: level.id },
    isRequired: level.id === criterion.requiredLevel,
  };
}

function isSame(a: Decision | null, b: Decision): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function Choices({ criterion, decision, isEditable, onDecide }: DecisionControlProps) {
  return (
    <fieldset className={styles.choices} aria-label={criterion.title}>
      {choicesOf(criterion).map((choice, index) => {
        const isChosen = isSame(decision, choice.decision);
        return (
          <div key={choice.id}>
            {choice.isRequired && index > 0 && (
              <p className={styles.required}>
                <span>{t('criterion.required')}</span>
              </p>
            )}
            <button
              type="button"
              className={classNames(styles.choice, isChosen && styles.chosen)}
              aria-pressed={isChosen}
              disabled={!isEditable}
              onClick={() => onDecide(choice.decision, null)}
            >
              {isEditable && index < 9 && <Kbd keys={[String(index + 1)]} />}
              <span className={styles.dot} aria-hidden />
              <span className={styles.words}>
                <span className={styles.head}>
                  <span className={styles.label}>{choice.label}</span>
                  {choice.aside !== null && <span className={styles.aside}>{choice.aside}</span>}
                </span>
                {choice.descriptor !== '' && <span className={styles.descriptor}>{choice.descriptor}</span>}
              </span>
            </button>
          </div>
        );
      })}
    </fieldset>
  );
}

function Points({
  criterion,
  decision,
  isEditable,
  onDecide,
  pointsRef,
}: DecisionControlProps<NumericCriterion>) {
  const points = decision?.kind === 'numeric' ? decision.points : null;
  const [typed, setTyped] = useState(points === null ? '' : String(points));
  const [shown, setShown] = useState(points);
  // Undo, or a digit that opens the field, changes the points from outside; what is being typed for the same number
  // stays. While rendering, not after: the next key may be there before an effect.
  if (shown !== points) {
    setShown(points);
    if (parse(typed) !== points) setTyped(points === null ? '' : String(points));
  }
  const { min, max, step, passMark } = criterion;
  const problem = decision === null ? null : decisionProblem(criterion, decision);
  const isUnreadable = typed.trim() !== '' && parse(typed) === null;
  const stepBy = (by: number) => {
    const from = points ?? (by > 0 ? min - step : min);
    const next = Math.round(Math.min(max, Math.max(min, from + by * step)) * 1e6) / 1e6;
    setTyped(String(next));
    onDecide({ kind: 'numeric', points: next }, 'points');
  };
  return (
    <div className={styles.points}>
      <label className={styles.pointsLabel}>
        <span className="visually-hidden">{t('criterion.points')}</span>
        <input
          ref={pointsRef}
          className={styles.input}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          disabled={!isEditable}
          aria-invalid={problem !== null || isUnreadable}
          aria-describedby={`range ${criterion.id}`}
          onChange={(event) => {
            setTyped(event.target.value);
            const value = parse(event.target.value);
            onDecide(value === null ? null : { kind: 'numeric', points: value }, 'points');
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        <span>/ {formatNumber(max)}</span>
      </label>
      {isEditable && (
        <>
          <IconButton label={t('criterion.less')} onPress={() => stepBy(-1)}>
            <Minus aria-hidden />
          </IconButton>
          <IconButton label={t('criterion.more')} onPress={() => stepBy(1)}>
            <Plus aria-hidden />
          </IconButton>
        </>
      )}
      <span id={`range ${criterion.id}`} className={styles.range}>
        {t('criterion.pointsRange', { min, max, step, pass: passMark })}
      </span>
      {(problem !== null || isUnreadable) && (
        <p className={styles.problem} role="alert">
          {problem ?? t('criterion.notNumber')}
        </p>
      )}
      {criterion.guidance !== '' && <p className={styles.guidance}>{criterion.guidance}</p>}
    </div>
  );
}

/** A number as people type it, with a comma or a point; null when it is none. */
function parse(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  if (text === '' || !/^-?\d*\.?\d+$|^-?\d+\.$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
