import { assertNever } from '../../src/domain/result.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';
import { Badge } from '../ui/badge.tsx';
import { Alignments } from './alignments.tsx';
import styles from './criterion-guide.module.css';

/** One criterion with everything an assessor needs to judge it. */
export function CriterionGuide({ criterion }: { readonly criterion: Criterion }) {
  return (
    <li className={styles.criterion}>
      <header className={styles.head}>
        {criterion.code !== null && <span className={styles.code}>{criterion.code}</span>}
        <h4 className={styles.title}>{criterion.title}</h4>
        {criterion.critical && <Badge tone="warn">{t('criterion.critical')}</Badge>}
        {criterion.weight !== 1 && <Badge>{t('units.weight', { weight: criterion.weight })}</Badge>}
      </header>
      <div className={styles.body}>
        {criterion.description !== '' && <p className={styles.about}>{criterion.description}</p>}
        <Descriptors criterion={criterion} />
        {criterion.alignments.length > 0 && <Alignments alignments={criterion.alignments} />}
      </div>
    </li>
  );
}

function Descriptors({ criterion }: { readonly criterion: Criterion }) {
  switch (criterion.kind) {
    case 'binary':
      return (
        <dl className={styles.levels}>
          <dt>{t('decision.met')}</dt>
          <dd>{criterion.metDescriptor}</dd>
          <dt>{t('decision.notYet')}</dt>
          <dd>{criterion.notYetMetDescriptor}</dd>
        </dl>
      );
    case 'levels': {
      const required = criterion.levels.findIndex((level) => level.id === criterion.requiredLevel);
      return (
        <dl className={styles.levels}>
          {criterion.levels.map((level, index) => (
            <div key={level.id} className={styles.level} data-required={index === required || undefined}>
              <dt>
                <span className={styles.number}>{index + 1}</span> {level.label}
                {level.points !== null && (
                  <span className={styles.quiet}> {t('units.points', { n: level.points })}</span>
                )}
              </dt>
              <dd>
                {level.descriptor}
                {index === required && <span className={styles.required}>{t('units.required')}</span>}
              </dd>
            </div>
          ))}
        </dl>
      );
    }
    case 'numeric':
      return (
        <>
          <p>
            {t('units.numeric', {
              min: criterion.min,
              max: criterion.max,
              step: criterion.step,
              passMark: criterion.passMark,
            })}
          </p>
          {criterion.guidance !== '' && <p className={styles.about}>{criterion.guidance}</p>}
        </>
      );
    default:
      return assertNever(criterion);
  }
}
