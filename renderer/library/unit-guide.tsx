import { ArrowLeft } from 'lucide-react';
import type { UnitId } from '../../src/domain/ids.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { go } from '../app/router.ts';
import { formatDate, formatList, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { IconButton } from '../ui/button.tsx';
import { Reading } from '../ui/reading.tsx';
import { Room } from '../ui/room.tsx';
import { Alignments } from './alignments.tsx';
import { AnonymousMarking } from './anonymous-marking.tsx';
import { CriterionGuide } from './criterion-guide.tsx';
import { describePassRule } from './describe-pass-rule.ts';
import { describeTolerance } from './describe-tolerance.ts';
import styles from './unit-guide.module.css';

/** A unit as the marking guide an assessor would print. */
export function UnitGuide({ unit: id }: { readonly unit: UnitId }) {
  const read = useRead('units.get', { unit: id });
  return (
    <Room
      title={read.value === undefined ? t('units.one') : read.value.unit.code}
      about={
        read.value && (
          <>
            <span>{read.value.unit.title}</span>
            <span>{t('units.version', { version: read.value.unit.versionLabel })}</span>
          </>
        )
      }
      lead={
        <IconButton label={t('units.back')} onPress={() => go({ room: 'units', unit: null })}>
          <ArrowLeft aria-hidden />
        </IconButton>
      }
    >
      <Reading read={read}>
        {({ unit, tolerance, anonymous, publishedAt, by, version }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
          <section className={styles.scroll} tabIndex={0} aria-label={t('units.guide')}>
            <article className={styles.guide}>
              <header className={styles.head}>
                <p className={styles.over}>{t('units.guide')}</p>
                <h2>{unit.title}</h2>
                {unit.description !== '' && <p className={styles.lead}>{unit.description}</p>}
              </header>
              <UnitFacts unit={unit} />
              {unit.learningOutcomes.length > 0 && (
                <section>
                  <h3>{t('units.outcomes')}</h3>
                  <ol className={styles.outcomes}>
                    {unit.learningOutcomes.map((outcome) => (
                      <li key={outcome}>{outcome}</li>
                    ))}
                  </ol>
                </section>
              )}
              <section>
                <h3>{t('units.passRule')}</h3>
                <p>{describePassRule(unit)}</p>
              </section>
              <section>
                <h3>{t('units.criteria', { n: unit.criteria.length })}</h3>
                <ol className={styles.criteria}>
                  {unit.criteria.map((criterion) => (
                    <CriterionGuide key={criterion.id} criterion={criterion} />
                  ))}
                </ol>
              </section>
              <section>
                <h3>{t('units.toleranceTitle')}</h3>
                <p>{describeTolerance(tolerance)}</p>
              </section>
              <AnonymousMarking unit={unit.id} isOn={anonymous} />
              {unit.alignments.length > 0 && (
                <section>
                  <h3>{t('units.alignments')}</h3>
                  <Alignments alignments={unit.alignments} />
                </section>
              )}
              <footer className={styles.foot}>
                {t('units.published', { by, date: formatDate(publishedAt) })}
                <code>{version.slice(0, 16)}</code>
              </footer>
            </article>
          </section>
        )}
      </Reading>
    </Room>
  );
}

function UnitFacts({ unit }: { readonly unit: Unit }) {
  const facts: readonly (readonly [string, string | null])[] = [
    [t('units.level'), unit.expectedLevel],
    [
      t('units.credit'),
      unit.credit === null
        ? null
        : t('units.creditValue', { value: unit.credit.value, scheme: unit.credit.scheme }),
    ],
    [
      t('units.methods'),
      unit.methods.length === 0 ? null : formatList(unit.methods.map((method) => t(`method.${method}`))),
    ],
    [t('units.prior'), unit.recommendedPriorLearning],
  ];
  const known = facts.filter(([, value]) => value !== null && value !== '');
  if (known.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
