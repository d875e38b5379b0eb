import { Anchor as AnchorIcon, X } from 'lucide-react';
import type { Artifact } from '../../src/api/shapes.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { t } from '../messages/t.ts';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { isClaimedFor } from './claims.ts';
import { CriterionMark, criterionLabel } from './criterion-mark.tsx';
import { anchorsOf, judgmentOn } from './draft-edits.ts';
import styles from './gap-matrix.module.css';
import { useActions, useOpen } from './use-workbench.ts';

/** Criteria against evidence: where something is anchored, only claimed, or nothing at all. Every cell leads there. */
export function GapMatrix() {
  const criteria = useOpen((open) => open.detail.unit.criteria);
  const artifacts = useOpen((open) => open.detail.artifacts);
  const actions = useActions();
  return (
    <section className={styles.matrix} aria-label={t('matrix.title')}>
      <header className={styles.header}>
        <h2>{t('matrix.title')}</h2>
        <IconButton label={t('matrix.close')} onPress={() => actions.setMatrixOpen(false)}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.criterion}>
                {t('matrix.criterion')}
              </th>
              <th scope="col">{t('matrix.mark')}</th>
              {artifacts.map((artifact) => (
                <th key={`${artifact.hash} ${artifact.path}`} scope="col" title={artifact.path}>
                  <span className={styles.artifact}>{artifact.title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.map((criterion, index) => (
              <Row
                key={criterion.id}
                criterion={criterion}
                label={criterionLabel(criterion, index)}
                artifacts={artifacts}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  readonly criterion: Criterion;
  readonly label: string;
  readonly artifacts: readonly Artifact[];
}

function Row({ criterion, label, artifacts }: RowProps) {
  const draft = useOpen((open) => open.history.present);
  const isOpen = useOpen((open) => open.criterion === criterion.id);
  const actions = useActions();
  const anchors = anchorsOf(draft, criterion.id);
  const isGap = anchors.length === 0 && !artifacts.some((artifact) => isClaimedFor(artifact, criterion.id));
  return (
    <tr className={classNames(isOpen && styles.open)}>
      <th scope="row" className={styles.criterion}>
        <button type="button" className={styles.go} onClick={() => actions.openCriterion(criterion.id)}>
          <span className={styles.code}>{label}</span> {criterion.title}
          {isGap && <span className={styles.gap}>{t('matrix.gap')}</span>}
        </button>
      </th>
      <td className={styles.mark}>
        <CriterionMark criterion={criterion} judgment={judgmentOn(draft, criterion.id)} />
      </td>
      {artifacts.map((artifact) => {
        const here = anchors.filter((anchor) => anchor.artifact === artifact.hash);
        const [first] = here;
        const isClaimed = isClaimedFor(artifact, criterion.id);
        const what =
          here.length > 0
            ? t('matrix.anchored', { n: here.length })
            : t(isClaimed ? 'matrix.claimed' : 'matrix.empty');
        return (
          <td key={`${artifact.hash} ${artifact.path}`}>
            <button
              type="button"
              className={styles.cell}
              aria-label={t('matrix.cell', { criterion: label, artifact: artifact.title, what })}
              title={what}
              onClick={() => {
                actions.openCriterion(criterion.id);
                if (first) actions.goTo(first);
                else actions.openArtifact(artifact.hash);
              }}
            >
              {here.length > 0 ? (
                <span className={styles.anchored}>
                  <AnchorIcon aria-hidden />
                  {here.length}
                </span>
              ) : isClaimed ? (
                <span className={styles.claimed} />
              ) : (
                <span className={styles.nothing}>·</span>
              )}
            </button>
          </td>
        );
      })}
    </tr>
  );
}
