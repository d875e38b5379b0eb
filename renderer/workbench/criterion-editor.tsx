import { type ReactNode, type Ref, useId } from 'react';
import type { DraftJudgment } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { isInScope } from '../../src/domain/scope.ts';
import { t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import styles from './criterion-editor.module.css';
import { DecisionControl } from './decision-control.tsx';
import { EvidenceOfCriterion } from './evidence-of-criterion.tsx';
import { RationaleField } from './rationale-field.tsx';
import { useActions, useOpen } from './use-workbench.ts';
import { VacsToggles } from './vacs-toggles.tsx';

interface CriterionEditorProps {
  readonly criterion: Criterion;
  /** In short, such as `2.1`. */
  readonly label: string;
  readonly judgment: DraftJudgment;
  readonly rationaleRef: Ref<HTMLTextAreaElement>;
  readonly pointsRef: Ref<HTMLInputElement>;
}

const CONFIDENCES = ['low', 'medium', 'high'] as const;

/** Everything one says about a criterion. */
export function CriterionEditor(props: CriterionEditorProps) {
  const { criterion, label, judgment, rationaleRef, pointsRef } = props;
  const actions = useActions();
  const isMine = useOpen((open) => isInScope(open.detail.scope, criterion.id));
  const isEditable = useOpen((open) => open.isEditable && isInScope(open.detail.scope, criterion.id));
  const { decision } = judgment;
  // What was begun before it was given to others can still be read.
  if (!isMine && decision === null)
    return (
      <div className={styles.editor}>
        {criterion.description !== '' && <p className={styles.description}>{criterion.description}</p>}
        <p className={styles.carried}>{t('criterion.notMineWhy')}</p>
      </div>
    );
  return (
    <div className={styles.editor}>
      {criterion.description !== '' && <p className={styles.description}>{criterion.description}</p>}
      <DecisionControl
        key={criterion.id}
        criterion={criterion}
        decision={decision}
        isEditable={isEditable}
        onDecide={(next, field) => actions.judge({ decision: next }, field, criterion.id)}
        pointsRef={pointsRef}
      />
      {!isMine && <p className={styles.carried}>{t('criterion.notMineWhy')}</p>}
      {judgment.carriedFrom !== undefined && <p className={styles.carried}>{t('again.note')}</p>}
      {isEditable && decision !== null && (
        <Button
          kind="quiet"
          className={styles.clear}
          onPress={() => actions.judge({ decision: null }, null, criterion.id)}
        >
          {t('criterion.clear')}
        </Button>
      )}
      <RationaleField criterion={criterion} label={label} judgment={judgment} areaRef={rationaleRef} />
      <Part title={t('criterion.evidence')}>
        <EvidenceOfCriterion criterion={criterion} />
      </Part>
      <Part title={t('criterion.vacs')}>
        <VacsToggles
          vacs={judgment.vacs}
          isEditable={isEditable}
          onChange={(vacs) => actions.judge({ vacs }, null, criterion.id)}
        />
      </Part>
      <div className={styles.row}>
        <span className={styles.partTitle}>{t('criterion.confidence')}</span>
        <SegmentedControl
          label={t('criterion.confidence')}
          options={CONFIDENCES.map((id) => ({ id, label: t(`confidence.${id}`) }))}
          value={judgment.confidence}
          isDisabled={!isEditable}
          onChange={(confidence) => actions.judge({ confidence }, null, criterion.id)}
        />
      </div>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h4 className={styles.partTitle} id={id}>
        {title}
      </h4>
      {children}
    </section>
  );
}
