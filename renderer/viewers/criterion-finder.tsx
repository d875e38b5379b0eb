import { Check } from 'lucide-react';
import type { CriterionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { FindField, useFinding } from '../ui/find-field.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './criterion-finder.module.css';
import { findCriteria } from './find-criteria.ts';
import type { AnchorableCriterion } from './viewer-props.ts';

interface CriterionFinderProps {
  readonly criteria: readonly AnchorableCriterion[];
  readonly onFound: (criterion: CriterionId) => void;
  readonly onCancel: () => void;
}

/** A short list of the rubric's criteria to type into: `2.1` and Enter. */
export function CriterionFinder({ criteria, onFound, onCancel }: CriterionFinderProps) {
  const finding = useFinding();
  const found = findCriteria(criteria, finding.text);
  return (
    <div className={styles.finder}>
      <FindField
        finding={finding}
        found={found}
        keyOf={({ id }) => id}
        label={t('anchor.find')}
        listLabel={t('anchor.find')}
        placeholder={t('anchor.findHint')}
        styles={{ input: styles.input, list: styles.list, option: styles.option, active: styles.active }}
        onTake={({ id }) => onFound(id)}
        onKey={({ key }) => {
          if (key !== 'Escape') return false;
          onCancel();
          return true;
        }}
      >
        {(one) => (
          <>
            <span className={styles.code}>{one.label}</span>
            <span className={styles.title}>{one.title}</span>
            {one.isAnchored ? (
              <Check className={styles.check} aria-label={t('anchor.isAnchored')} />
            ) : (
              <KeyOf index={criteria.indexOf(one)} />
            )}
          </>
        )}
      </FindField>
      {found.length === 0 && <p className={styles.none}>{t('anchor.none')}</p>}
    </div>
  );
}

function KeyOf({ index }: { readonly index: number }) {
  return index < 9 ? <Kbd keys={[`⇧${index + 1}`]} /> : null;
}
