import { type RefObject, useEffect, useRef } from 'react';
import type { Criterion } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { classNames } from '../ui/class-names.ts';
import { TextArea } from '../ui/field.tsx';
import { CriterionEditor } from './criterion-editor.tsx';
import { CriterionMark, criterionLabel } from './criterion-mark.tsx';
import { judgmentOn } from './draft-edits.ts';
import styles from './rubric-pane.module.css';
import { useActions, useOpen } from './use-workbench.ts';

export interface RubricFields {
  readonly rationale: RefObject<HTMLTextAreaElement | null>;
  readonly points: RefObject<HTMLInputElement | null>;
  readonly feedback: RefObject<HTMLTextAreaElement | null>;
}

/** The rubric, lowest detail first: one criterion open, the others a line each with their mark. */
export function RubricPane({ fields }: { readonly fields: RubricFields }) {
  const unit = useOpen((open) => open.detail.unit);
  const draft = useOpen((open) => open.history.present);
  const isEditable = useOpen((open) => open.isEditable);
  const actions = useActions();
  return (
    <section className={styles.pane} aria-label={t('bench.rubric')}>
      <header className={styles.header}>
        <h2 className={styles.unit}>
          <span className={styles.code}>{unit.code}</span> {unit.title}
        </h2>
      </header>
      <ol className={styles.criteria}>
        {unit.criteria.map((criterion, index) => (
          <CriterionEntry key={criterion.id} criterion={criterion} index={index} fields={fields} />
        ))}
      </ol>
      <div className={styles.whole}>
        <TextArea
          label={t('bench.feedback')}
          value={draft.feedback}
          placeholder={t('bench.feedbackHint')}
          isReadOnly={!isEditable}
          rows={3}
          maxLength={50_000}
          areaRef={fields.feedback}
          onChange={(feedback) => actions.edit((now) => ({ ...now, feedback }), 'feedback')}
          onBlur={() => void actions.flush()}
        />
        <Checkbox
          isSelected={draft.pleaseCheck}
          isDisabled={!isEditable}
          onChange={(pleaseCheck) => actions.edit((now) => ({ ...now, pleaseCheck }), null)}
        >
          {t('bench.pleaseCheck')}
        </Checkbox>
      </div>
    </section>
  );
}

interface CriterionEntryProps {
  readonly criterion: Criterion;
  readonly index: number;
  readonly fields: RubricFields;
}

function CriterionEntry({ criterion, index, fields }: CriterionEntryProps) {
  const isOpen = useOpen((open) => open.criterion === criterion.id);
  const judgment = judgmentOn(
    useOpen((open) => open.history.present),
    criterion.id,
  );
  const { openCriterion } = useActions();
  const entry = useRef<HTMLLIElement>(null);
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
          <span className={styles.code}>{criterionLabel(criterion, index)}</span>
          <span className={styles.title}>{criterion.title}</span>
          {isOpen && criterion.critical && <Badge tone="warn">{t('criterion.critical')}</Badge>}
          <span className={styles.mark}>
            <CriterionMark criterion={criterion} judgment={judgment} isBare={isOpen} />
          </span>
        </button>
      </h3>
      {isOpen && (
        <CriterionEditor
          criterion={criterion}
          judgment={judgment}
          rationaleRef={fields.rationale}
          pointsRef={fields.points}
        />
      )}
    </li>
  );
}

/** The line above, so that one sees where one is in the list. */
const LINE_ABOVE_PX = 40;

function bringIntoView(entry: HTMLElement): void {
  const pane = entry.offsetParent;
  if (!pane) return;
  const top = entry.offsetTop - LINE_ABOVE_PX;
  const isWhole = entry.offsetTop + entry.offsetHeight <= pane.scrollTop + pane.clientHeight;
  if (top < pane.scrollTop || !isWhole) pane.scrollTop = top;
}
