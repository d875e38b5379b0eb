import { Anchor as AnchorIcon } from 'lucide-react';
import type { Assessment } from '../../src/api/shapes.ts';
import type { Anchor } from '../../src/domain/anchor.ts';
import type { Vacs } from '../../src/domain/judgment.ts';
import { t } from '../messages/t.ts';
import { Marker } from '../ui/marker.tsx';
import { placeInWords, quoteOf } from '../workbench/place-in-words.ts';
import type { Compared } from './agree.ts';
import styles from './marker-judgment.module.css';

interface MarkerJudgmentProps {
  readonly marker: 'a' | 'b';
  readonly judgment: Compared['a'];
  readonly assessment: {
    readonly assessor: Pick<Assessment['assessor'], 'name'>;
    readonly anchors: readonly Anchor[];
  } | null;
  readonly onAnchor: (anchor: Anchor) => void;
}

const VACS = ['valid', 'authentic', 'current', 'sufficient'] as const satisfies readonly (keyof Vacs)[];
const SIGNS = { yes: '✓', no: '✕', unsure: '?' } as const;

/** One marker's reasons: rationale, places in the evidence, rules of evidence. */
export function MarkerJudgment({ marker, judgment, assessment, onAnchor }: MarkerJudgmentProps) {
  if (judgment === null || assessment === null) {
    return (
      <div className={styles.side}>
        <Marker marker={marker} name={assessment?.assessor.name ?? ''} />
        <p className={styles.quiet}>{t('decision.none')}</p>
      </div>
    );
  }
  const anchors = assessment.anchors.filter(({ id }) => judgment.anchors.includes(id));
  return (
    <div className={styles.side}>
      <Marker marker={marker} name={assessment.assessor.name} />
      <p className={judgment.rationale === '' ? styles.quiet : styles.rationale}>
        {judgment.rationale === '' ? t('reconcile.noRationale') : judgment.rationale}
      </p>
      {anchors.length > 0 && (
        <ul className={styles.anchors}>
          {anchors.map((anchor) => (
            <li key={anchor.id}>
              <button type="button" className={styles.anchor} onClick={() => onAnchor(anchor)}>
                <AnchorIcon aria-hidden />
                <span>
                  {placeInWords(anchor)}
                  {quoteOf(anchor.target) !== null && (
                    <q className={styles.quote}>{quoteOf(anchor.target)}</q>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.vacs}>
        {VACS.map((rule) => {
          const given = judgment.vacs[rule];
          return (
            <div key={rule} title={`${t(`vacs.${rule}`)}: ${t(`vacs.${given ?? 'unchecked'}`)}`}>
              <dt>{t(`vacs.${rule}`)}</dt>
              <dd>
                <span aria-hidden>{given === null ? '–' : SIGNS[given]}</span>
                <span className="visually-hidden">{t(`vacs.${given ?? 'unchecked'}`)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
