import { memo, type RefObject, useEffect, useRef } from 'react';
import type { Criterion } from '../../src/domain/rubric.ts';
import { isInScope } from '../../src/domain/scope.ts';
import { usePaletteEntries } from '../app/palette-entries.ts';
import { t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { classNames } from '../ui/class-names.ts';
import { CriterionEditor } from './criterion-editor.tsx';
import { CriterionMark, criterionLabel } from './criterion-mark.tsx';
import { FeedbackAndPlan } from './feedback-and-plan.tsx';
import { FirstHints } from './first-hints.tsx';
import styles from './rubric-pane.module.css';
import { useJudgment } from './use-judgment.ts';
import { useActions, useBench, useOpen } from './use-workbench.ts';

export interface RubricFields {
  readonly rationale: RefObject<HTMLTextAreaElement | null>;
  readonly points: RefObject<HTMLInputElement | null>;
  readonly feedback: RefObject<HTMLTextAreaElement | null>;
}

/** The rubric, lowest detail first: one criterion open, the others a line each with their mark. */
export function RubricPane({ fields }: { readonly fields: RubricFields }) {
  const unit = useOpen((open) => open.detail.unit);
  const { openCriterion } = useActions();
  const bench = useBench();
  usePaletteEntries(() =>
    (bench.getState().open?.detail.artifacts ?? []).map((artifact) => ({
      id: `artifact ${artifact.hash} ${artifact.path}`,
      label: artifact.title,
      about: t('palette.artifact'),
      kind: 'artifact' as const,
      run: () => bench.actions.openArtifact(artifact.hash),
    })),
  );
  usePaletteEntries(() =>
    unit.criteria.map((criterion, index) => ({
      id: `criterion ${criterion.id}`,
      label: `${criterionLabel(criterion, index)} ${criterion.title}`,
      about: t('palette.criterion', { criterion: index + 1 }),
      kind: 'criterion' as const,
      run: () => openCriterion(criterion.id),
    })),
  );
  return (
    <section className={styles.pane} aria-label={t('bench.rubric')} data-rubric-pane>
      <header className={styles.header}>
        <h2 className={styles.unit}>
          <span className={styles.code}>{unit.code}</span> {unit.title}
        </h2>
      </header>
      <FirstHints />
      <ol className={styles.criteria}>
        {unit.criteria.map((criterion, index) => (
          <CriterionEntry key={criterion.id} criterion={criterion} index={index} fields={fields} />
        ))}
      </ol>
      <FeedbackAndPlan feedbackRef={fields.feedback} />
    </section>
  );
}

interface CriterionEntryProps {
  readonly criterion: Criterion;
  readonly index: number;
  readonly fields: RubricFields;
}

const CriterionEntry = memo(function CriterionEntry({ criterion, index, fields }: CriterionEntryProps) {
  const isOpen = useOpen((open) => open.criterion === criterion.id);
  const isMine = useOpen((open) => isInScope(open.detail.scope, criterion.id));
  const judgment = useJudgment(criterion.id);
  const { openCriterion } = useActions();
  const entry = useRef<HTMLLIElement>(null);
  const label = criterionLabel(criterion, index);
  useEffect(() => {
    if (isOpen && entry.current) bringIntoView(entry.current);
  }, [isOpen]);
  return (
    <li
      ref={entry}
      className={classNames(styles.criterion, isOpen && styles.open)}
      data-criterion={criterion.id}
    >
      <h3>
        <button
          type="button"
          className={styles.line}
          aria-expanded={isOpen}
          onClick={() => openCriterion(criterion.id)}
        >
          <span className={styles.code}>{label}</span>
          <span className={styles.title}>{criterion.title}</span>
          {isOpen && criterion.critical && <Badge tone="warn">{t('criterion.critical')}</Badge>}
          <span className={styles.mark}>
            {isMine || judgment.decision !== null ? (
              <CriterionMark criterion={criterion} judgment={judgment} isBare={isOpen} />
            ) : (
              <span className={styles.notMine}>{t('criterion.notMine')}</span>
            )}
          </span>
          {index < 9 && (
            <span className={styles.key} aria-hidden>
              ⇧{index + 1}
            </span>
          )}
        </button>
      </h3>
      {isOpen && (
        <CriterionEditor
          criterion={criterion}
          label={label}
          judgment={judgment}
          rationaleRef={fields.rationale}
          pointsRef={fields.points}
        />
      )}
    </li>
  );
});

/** The line above, so that one sees where one is in the list. */
const LINE_ABOVE_PX = 40;

function bringIntoView(entry: HTMLElement): void {
  const pane = entry.offsetParent;
  if (!pane) return;
  const top = entry.offsetTop - LINE_ABOVE_PX;
  const isWhole = entry.offsetTop + entry.offsetHeight <= pane.scrollTop + pane.clientHeight;
  // One that is too long to be seen whole stays where its first half is in view.
  const isBegun = entry.offsetTop < pane.scrollTop + pane.clientHeight / 3;
  const fits = entry.offsetHeight <= pane.clientHeight;
  if (top < pane.scrollTop || (!isWhole && (fits || !isBegun))) pane.scrollTop = top;
}
