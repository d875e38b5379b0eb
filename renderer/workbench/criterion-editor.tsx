import { type ReactNode, type Ref, useId } from 'react';
import type { DraftJudgment } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { isLowest } from '../../src/domain/verdict.ts';
import { t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { isClaimedFor } from './claims.ts';
import styles from './criterion-editor.module.css';
import { CriterionEvidence } from './criterion-evidence.tsx';
import { DecisionControl } from './decision-control.tsx';
import { anchorsOf } from './draft-edits.ts';
import { useActions, useOpen } from './use-workbench.ts';
import { VacsToggles } from './vacs-toggles.tsx';

interface CriterionEditorProps {
  readonly criterion: Criterion;
  readonly judgment: DraftJudgment;
  readonly rationaleRef: Ref<HTMLTextAreaElement>;
  readonly pointsRef: Ref<HTMLInputElement>;
}

const CONFIDENCES = ['low', 'medium', 'high'] as const;

/** Everything one says about a criterion. */
export function CriterionEditor({ criterion, judgment, rationaleRef, pointsRef }: CriterionEditorProps) {
  const actions = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const artifacts = useOpen((open) => open.detail.artifacts);
  const draft = useOpen((open) => open.history.present);
  const { decision } = judgment;
  const isNeeded = decision !== null && isLowest(criterion, decision);
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
      {isEditable && decision !== null && (
        <Button
          kind="quiet"
          className={styles.clear}
          onPress={() => actions.judge({ decision: null }, null, criterion.id)}
        >
          {t('criterion.clear')}
        </Button>
      )}
      <TextArea
        label={t('criterion.rationale')}
        value={judgment.rationale}
        onChange={(rationale) => actions.judge({ rationale }, 'rationale', criterion.id)}
        onBlur={() => void actions.flush()}
        placeholder={t('criterion.rationaleHint')}
        description={
          isNeeded && judgment.rationale.trim() === '' ? t('criterion.rationaleNeeded') : undefined
        }
        isReadOnly={!isEditable}
        rows={2}
        maxLength={20_000}
        areaRef={rationaleRef}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.currentTarget instanceof HTMLElement)
            event.currentTarget.blur();
        }}
      />
      <Part title={t('criterion.evidence')}>
        <CriterionEvidence
          artifacts={artifacts}
          claimed={artifacts.filter((artifact) => isClaimedFor(artifact, criterion.id))}
          anchors={anchorsOf(draft, criterion.id)}
          isEditable={isEditable}
          onOpen={actions.openArtifact}
          onGo={actions.goTo}
          onRemove={(anchor) => actions.removeAnchor(criterion.id, anchor)}
          onAnchorWhole={actions.anchorWhole}
        />
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
