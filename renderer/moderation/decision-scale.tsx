import type { Decision } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';
import { classNames } from '../ui/class-names.ts';
import { NumberInput } from '../ui/field.tsx';
import { Marker } from '../ui/marker.tsx';
import { sameDecision } from './agree.ts';
import styles from './decision-scale.module.css';

interface DecisionScaleProps {
  readonly criterion: Criterion;
  readonly a: Decision | null;
  readonly b: Decision | null;
  readonly chosen: Decision | null;
  readonly mayChoose: boolean;
  readonly onChoose: (decision: Decision) => void;
}

interface Step {
  readonly key: string;
  readonly name: string;
  readonly descriptor: string;
  readonly decision: Decision;
  readonly isRequired: boolean;
}

/** The criterion's own scale with both marks on it; a press on a step agrees to it. */
export function DecisionScale({ criterion, a, b, chosen, mayChoose, onChoose }: DecisionScaleProps) {
  if (criterion.kind === 'numeric') {
    return (
      <div className={styles.numeric}>
        <span>
          {t('units.numeric', {
            min: criterion.min,
            max: criterion.max,
            step: criterion.step,
            passMark: criterion.passMark,
          })}
        </span>
        {mayChoose && (
          <NumberInput
            label={t('reconcile.points')}
            value={chosen?.kind === 'numeric' ? chosen.points : criterion.min}
            min={criterion.min}
            max={criterion.max}
            step={criterion.step}
            onChange={(points) => onChoose({ kind: 'numeric', points })}
          />
        )}
      </div>
    );
  }
  return (
    <ol className={styles.scale}>
      {stepsOf(criterion).map((step) => {
        const isChosen = chosen !== null && sameDecision(step.decision, chosen);
        return (
          <li key={step.key}>
            <button
              type="button"
              className={classNames(styles.step, isChosen && styles.chosen)}
              aria-pressed={isChosen}
              disabled={!mayChoose}
              onClick={() => onChoose(step.decision)}
            >
              <span className={styles.marks}>
                {a !== null && sameDecision(step.decision, a) && <Marker marker="a" />}
                {b !== null && sameDecision(step.decision, b) && <Marker marker="b" />}
              </span>
              <span className={styles.name}>{step.name}</span>
              <span className={styles.descriptor}>
                {step.descriptor}
                {step.isRequired && <span className={styles.required}> {t('units.required')}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function stepsOf(criterion: Exclude<Criterion, { kind: 'numeric' }>): readonly Step[] {
  if (criterion.kind === 'levels') {
    return criterion.levels.map((level, index) => ({
      key: level.id,
      name: `${index + 1} ${level.label}`,
      descriptor: level.descriptor,
      decision: { kind: 'level', level: level.id },
      isRequired: level.id === criterion.requiredLevel,
    }));
  }
  return [
    {
      key: 'not',
      name: t('decision.notYet'),
      descriptor: criterion.notYetMetDescriptor,
      decision: { kind: 'binary', met: false },
      isRequired: false,
    },
    {
      key: 'met',
      name: t('decision.met'),
      descriptor: criterion.metDescriptor,
      decision: { kind: 'binary', met: true },
      isRequired: false,
    },
  ];
}
