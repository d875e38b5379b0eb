import { useState } from 'react';
import type { CriterionId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { type Choice, type Choices, firstDecision } from '../moderation/agree.ts';
import { ComparedCriterion } from '../moderation/compared-criterion.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import type { AppealDetail } from './appeal-room.tsx';
import styles from './appealed-criteria.module.css';

interface AppealedCriteriaProps {
  readonly detail: AppealDetail;
  readonly choices: Choices;
  readonly onChoose: (choices: Choices) => void;
  /** Which of the marks that were made anew is compared. */
  readonly shown: number;
  readonly onShow: (shown: number) => void;
}

const RELEASED: Choice = { kind: 'a' };

/** The released outcome criterion by criterion, beside a mark that was made anew. What nobody chooses stays. */
export function AppealedCriteria({ detail, choices, onChoose, shown, onShow }: AppealedCriteriaProps) {
  const { unit, comparisons, next } = detail;
  const comparison = comparisons[shown] ?? comparisons[0];
  const [current, setCurrent] = useState<CriterionId | null>(comparison?.criteria[0]?.criterion ?? null);
  const mayChoose = next.decide.allowed;
  const criteria = comparison?.criteria ?? [];
  const at = criteria.findIndex(({ criterion }) => criterion === current);
  const choose = (criterion: CriterionId, choice: Choice) => onChoose({ ...choices, [criterion]: choice });
  const step = (by: number) => {
    const to = criteria[at + by];
    if (to) setCurrent(to.criterion);
  };
  const own = (id: CriterionId) => {
    const compared = criteria.find(({ criterion }) => criterion === id);
    const criterion = unit.criteria.find((one) => one.id === id);
    if (!compared || !criterion || choices[id]?.kind === 'own') return;
    choose(id, { kind: 'own', decision: firstDecision(criterion, compared), reason: '' });
  };

  useShortcut('moderate.next', () => step(1));
  useShortcut('moderate.previous', () => step(-1));
  useShortcut('moderate.acceptA', () => current && choose(current, RELEASED), mayChoose);
  useShortcut(
    'moderate.acceptB',
    () => current && choose(current, { kind: 'b' }),
    mayChoose && comparison?.b !== null,
  );
  useShortcut('moderate.own', () => current && own(current), mayChoose);

  if (!comparison) return null;
  return (
    <section className={styles.pane} aria-label={t('appeal.criteria')}>
      {comparisons.length > 1 && (
        <div className={styles.which}>
          <SegmentedControl
            label={t('appeal.whichMark')}
            value={String(shown)}
            onChange={(place) => {
              // Values that were taken from the other mark are not those of this one.
              onChoose(Object.fromEntries(Object.entries(choices).filter(([, one]) => one?.kind !== 'b')));
              onShow(Number(place));
            }}
            options={comparisons.map((one, place) => ({
              id: String(place),
              label: one.b?.assessments[0]?.assessor.name ?? '',
            }))}
          />
        </div>
      )}
      {criteria.map((compared, place) => {
        const criterion = unit.criteria.find(({ id }) => id === compared.criterion);
        if (!criterion) return null;
        return (
          <ComparedCriterion
            key={criterion.id}
            comparison={comparison}
            compared={compared}
            criterion={criterion}
            number={place + 1}
            choice={choices[criterion.id] ?? RELEASED}
            isOpen={criterion.id === current}
            mayChoose={mayChoose}
            onOpen={() => setCurrent(criterion.id)}
            onChoose={(choice) => choose(criterion.id, choice)}
            onOwn={() => own(criterion.id)}
            onAnchor={() => go({ room: 'mark', submission: detail.appeal.submission })}
            words={{ a: t('appeal.takeReleased'), b: t('appeal.takeRemark') }}
          />
        );
      })}
    </section>
  );
}
