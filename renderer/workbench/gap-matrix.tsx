import { Anchor as AnchorIcon, Link2, SkipForward, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Artifact } from '../../src/api/shapes.ts';
import { type EvidenceCell, type EvidenceRow, evidenceMatrix } from '../../src/domain/evidence-gaps.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { inScope } from '../../src/domain/scope.ts';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { t } from '../messages/t.ts';
import { IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { CriterionMark, criterionLabel } from './criterion-mark.tsx';
import styles from './gap-matrix.module.css';
import { goToNextGap } from './go-to-next-gap.ts';
import { useJudgment } from './use-judgment.ts';
import { useActions, useBench, useOpen } from './use-workbench.ts';

/** Criteria against evidence: what is met, unclear or missing. Arrow keys move, Enter goes there. */
export function GapMatrix() {
  const bench = useBench();
  const { actions } = bench;
  const unit = useOpen((open) => open.detail.unit);
  const scope = useOpen((open) => open.detail.scope);
  const artifacts = useOpen((open) => open.detail.artifacts);
  const judgments = useOpen((open) => open.history.present.judgments);
  const anchors = useOpen((open) => open.history.present.anchors);
  const rows = useMemo(
    () => evidenceMatrix(inScope(unit, scope), artifacts, { judgments, anchors }),
    [unit, scope, artifacts, judgments, anchors],
  );
  const grid = useGrid(rows.length, artifacts.length + 1);
  const gapKeys = useShortcutCaps('mark.nextGap');
  const count = (state: EvidenceRow['state']) => rows.filter((row) => row.state === state).length;
  return (
    <section className={styles.matrix} aria-label={t('matrix.title')}>
      <header className={styles.header}>
        <h2>{t('matrix.title')}</h2>
        <span className={styles.totals} role="status">
          {count('missing') > 0 && <strong>{t('matrix.gaps', { n: count('missing') })}</strong>}
          {count('unclear') > 0 && <span>{t('matrix.unclear', { n: count('unclear') })}</span>}
          {count('met') === rows.length && (
            <StatusMark shape="check" tone="good" label={t('matrix.noGaps')} />
          )}
        </span>
        <Legend />
        <IconButton
          label={t('matrix.next')}
          keys={gapKeys}
          isDisabled={count('met') === rows.length}
          onPress={() => goToNextGap(bench)}
        >
          <SkipForward aria-hidden />
        </IconButton>
        <IconButton label={t('matrix.close')} onPress={() => actions.setMatrixOpen(false)}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={styles.scroller}>
        <table
          ref={grid.table}
          className={styles.table}
          aria-label={t('matrix.title')}
          aria-description={t('matrix.keys')}
          onKeyDown={(event) => {
            if (event.key === 'Escape') actions.setMatrixOpen(false);
            else grid.onKeyDown(event);
          }}
        >
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
            {rows.map((row, place) => {
              const index = unit.criteria.findIndex(({ id }) => id === row.criterion);
              const criterion = unit.criteria[index];
              return (
                criterion && (
                  <Row
                    key={criterion.id}
                    criterion={criterion}
                    index={index}
                    row={row}
                    artifacts={artifacts}
                    tabIndexOf={(column) => grid.tabIndexOf(place, column)}
                  />
                )
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  readonly criterion: Criterion;
  readonly index: number;
  readonly row: EvidenceRow;
  readonly artifacts: readonly Artifact[];
  readonly tabIndexOf: (column: number) => 0 | -1;
}

function Row({ criterion, index, row, artifacts, tabIndexOf }: RowProps) {
  const actions = useActions();
  const isOpen = useOpen((open) => open.criterion === criterion.id);
  const judgment = useJudgment(criterion.id);
  const label = criterionLabel(criterion, index);
  return (
    <tr className={classNames(isOpen && styles.open)}>
      <th scope="row" className={styles.criterion}>
        <button
          type="button"
          className={styles.go}
          tabIndex={tabIndexOf(0)}
          data-cell={`${index} 0`}
          onClick={() => actions.openCriterion(criterion.id)}
        >
          <span className={styles.code}>{label}</span>
          <span className={styles.name}>{criterion.title}</span>
          {row.state !== 'met' && (
            <span className={classNames(styles.rowState, styles[row.state])}>
              {t(`matrix.state.${row.state}`)}
            </span>
          )}
        </button>
      </th>
      <td className={styles.mark}>
        <CriterionMark criterion={criterion} judgment={judgment} />
      </td>
      {row.cells.map((cell, column) => {
        const artifact = artifacts[column];
        if (!artifact) return null;
        const what = inWords(cell);
        const [first] = cell.anchors;
        return (
          <td key={`${artifact.hash} ${artifact.path}`}>
            <button
              type="button"
              className={classNames(styles.cell, styles[cell.state])}
              aria-label={t('matrix.cell', { criterion: label, artifact: artifact.title, what })}
              title={what}
              tabIndex={tabIndexOf(column + 1)}
              data-cell={`${index} ${column + 1}`}
              onClick={() => {
                actions.openCriterion(criterion.id);
                if (first) actions.goTo(first);
                else actions.openArtifact(artifact.hash);
              }}
            >
              <CellSign cell={cell} />
            </button>
          </td>
        );
      })}
    </tr>
  );
}

function CellSign({ cell }: { readonly cell: EvidenceCell }) {
  if (cell.anchors.length > 0) {
    return (
      <span className={styles.anchored}>
        {cell.state === 'met' ? (
          <StatusMark shape="check" tone="good" label="" isBare />
        ) : (
          <AnchorIcon aria-hidden />
        )}
        {cell.anchors.length}
      </span>
    );
  }
  if (cell.isClaimed) {
    return (
      <span className={styles.claimed}>
        <Link2 aria-hidden />
      </span>
    );
  }
  return <span className={styles.nothing}>·</span>;
}

function Legend() {
  return (
    <span className={styles.legend}>
      <span>
        <StatusMark shape="check" tone="good" label="" isBare /> {t('matrix.legend.met')}
      </span>
      <span>
        <AnchorIcon aria-hidden /> {t('matrix.legend.unclear')}
      </span>
      <span>
        <span className={styles.claimed}>
          <Link2 aria-hidden />
        </span>{' '}
        {t('matrix.legend.claimed')}
      </span>
    </span>
  );
}

function inWords({ state, anchors, isClaimed }: EvidenceCell): string {
  const words = t(`matrix.state.${state}`);
  if (anchors.length > 0) return `${words}, ${t('matrix.anchored', { n: anchors.length })}`;
  return isClaimed ? `${words}, ${t('matrix.claimed')}` : words;
}

/** One stop for Tab, and arrow keys among the cells: the open criterion first. */
function useGrid(rows: number, columns: number) {
  const table = useRef<HTMLTableElement>(null);
  const bench = useBench();
  const [at, setAt] = useState(() => {
    const open = bench.getState().open;
    const row = open?.detail.unit.criteria.findIndex(({ id }) => id === open.criterion) ?? 0;
    return { row: Math.max(0, row), column: 0 };
  });
  const focus = (row: number, column: number) =>
    table.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus();
  // Unfolded by its key: the keys go on in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where it unfolds.
  useEffect(() => {
    // The pane has its size one frame later; before that every row would be scrolled to.
    const frame = requestAnimationFrame(() => focus(at.row, at.column));
    return () => cancelAnimationFrame(frame);
  }, []);
  return {
    table,
    tabIndexOf: (row: number, column: number): 0 | -1 => (row === at.row && column === at.column ? 0 : -1),
    onKeyDown(event: KeyboardEvent) {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      const row = Math.min(rows - 1, Math.max(0, at.row + step[0]));
      const column = Math.min(columns - 1, Math.max(0, at.column + step[1]));
      setAt({ row, column });
      focus(row, column);
    },
  };
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  Home: [0, -Number.MAX_SAFE_INTEGER],
  End: [0, Number.MAX_SAFE_INTEGER],
};
