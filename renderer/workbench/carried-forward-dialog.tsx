import { useState } from 'react';
import type { Artifact } from '../../src/api/shapes.ts';
import { takeOver } from '../../src/domain/carry-forward.ts';
import type { CriterionId } from '../../src/domain/ids.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { t } from '../messages/t.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Shape, StatusMark, type Tone } from '../ui/status-mark.tsx';
import { ArtifactViewer } from '../viewers/artifact-viewer.tsx';
import styles from './carried-forward.module.css';
import type { AttemptComparison } from './carried-forward.tsx';
import { criterionLabel, markLabel } from './criterion-mark.tsx';
import { Differences, MAX_DIFF_BYTES } from './differences.tsx';
import { useActions, useOpen } from './use-workbench.ts';

type Change = AttemptComparison['artifacts'][number];

const ORDER = ['changed', 'added', 'removed', 'unchanged'] as const;
const LOOKS: Readonly<Record<Change['kind'], readonly [Shape, Tone]>> = {
  changed: ['half', 'warn'],
  added: ['full', 'accent'],
  removed: ['cross', 'bad'],
  unchanged: ['check', 'quiet'],
};
const TEXTS: readonly Artifact['viewer'][] = ['text', 'code', 'markdown', 'web', 'drawing'];

const isText = ({ viewer, sizeBytes }: Artifact) => TEXTS.includes(viewer) && sizeBytes <= MAX_DIFF_BYTES;

interface CarriedForwardDialogProps {
  readonly comparison: AttemptComparison;
  readonly onClose: () => void;
}

/** What changed since the attempt before, file by file; and what was met and may be confirmed as it was. */
export function CarriedForwardDialog({ comparison, onClose }: CarriedForwardDialogProps) {
  const [shown, setShown] = useState<Change | null>(null);
  const { edit } = useActions();
  const isEditable = useOpen((open) => open.isEditable);
  const taken = useTaken();
  const [left, setLeft] = useState<ReadonlySet<CriterionId>>(new Set());
  const chosen = comparison.criteria.flatMap(({ carries, criterion, judgment, anchors }) =>
    carries && judgment?.carriedFrom !== undefined && !taken.has(criterion) && !left.has(criterion)
      ? [
          {
            criterion,
            carries: true as const,
            anchors,
            judgment: { ...judgment, carriedFrom: judgment.carriedFrom },
          },
        ]
      : [],
  );
  return (
    <Dialog
      title={t('again.title', { n: comparison.attempt })}
      isOpen
      onClose={onClose}
      width={shown === null ? 'wide' : 'full'}
      footer={
        shown === null ? (
          <>
            <Button onPress={onClose}>{t('ui.close')}</Button>
            {isEditable && chosen.length > 0 && (
              <Button
                kind="primary"
                autoFocus
                onPress={() => {
                  edit((draft) => takeOver(draft, chosen), null);
                  onClose();
                }}
              >
                {t('again.confirm', { n: chosen.length })}
              </Button>
            )}
          </>
        ) : (
          <Button autoFocus onPress={() => setShown(null)}>
            {t('again.back')}
          </Button>
        )
      }
    >
      {shown === null ? (
        <div className={styles.dialog}>
          <ChangedFiles comparison={comparison} onShow={setShown} />
          <Criteria
            comparison={comparison}
            left={left}
            onLeave={(criterion, isLeft) => {
              const next = new Set(left);
              if (isLeft) next.add(criterion);
              else next.delete(criterion);
              setLeft(next);
            }}
          />
        </div>
      ) : (
        <div className={styles.compared}>
          {shown.before && shown.now && isText(shown.before) && isText(shown.now) ? (
            <Differences before={shown.before} now={shown.now} />
          ) : (
            <Beside change={shown} comparison={comparison} />
          )}
        </div>
      )}
    </Dialog>
  );
}

/** The criteria whose judgment in the draft was taken over already. */
function useTaken(): ReadonlySet<CriterionId> {
  const judgments = useOpen((open) => open.history.present.judgments);
  return new Set(judgments.flatMap((one) => (one.carriedFrom === undefined ? [] : [one.criterion])));
}

function ChangedFiles(props: {
  readonly comparison: AttemptComparison;
  readonly onShow: (change: Change) => void;
}) {
  const changes = ORDER.flatMap((kind) => props.comparison.artifacts.filter((one) => one.kind === kind));
  return (
    <section>
      <h3>{t('again.evidence')}</h3>
      <ul className={styles.files}>
        {changes.map((change) => {
          const [shape, tone] = LOOKS[change.kind];
          const { now, before, kind } = change;
          const title = now?.title ?? before?.title ?? '';
          const canDiff = now && before && isText(now) && isText(before);
          return (
            <li key={`${kind} ${now?.path ?? ''} ${before?.path ?? ''}`}>
              <span className={styles.kind}>
                <StatusMark shape={shape} tone={tone} label={t(`again.kind.${kind}`)} />
              </span>
              <span className={styles.file} title={now?.path ?? before?.path}>
                {title}
              </span>
              {kind !== 'unchanged' && (
                <Button
                  kind="quiet"
                  label={`${t(kind === 'changed' ? (canDiff ? 'again.diff' : 'again.both') : 'again.see')}: ${title}`}
                  onPress={() => props.onShow(change)}
                >
                  {t(kind === 'changed' ? (canDiff ? 'again.diff' : 'again.both') : 'again.see')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Criteria(props: {
  readonly comparison: AttemptComparison;
  readonly left: ReadonlySet<CriterionId>;
  readonly onLeave: (criterion: CriterionId, isLeft: boolean) => void;
}) {
  const { source, noSource, criteria, attempt } = props.comparison;
  const rubric = useOpen((open) => open.detail.unit.criteria);
  const isEditable = useOpen((open) => open.isEditable);
  const taken = useTaken();
  if (source === null) {
    return (
      <section>
        <h3>{t('again.criteria')}</h3>
        <p className={styles.quiet}>{noSource}</p>
      </section>
    );
  }
  const shown = rubric.flatMap((criterion, index) => {
    const carried = criteria.find((one) => one.criterion === criterion.id);
    return carried ? [{ criterion, carried, label: criterionLabel(criterion, index) }] : [];
  });
  const named = (criterion: Criterion, label: string) => (
    <span className={styles.criterion}>
      <span className={styles.code}>{label}</span> {criterion.title}
    </span>
  );
  return (
    <>
      <section>
        <h3>
          {source.kind === 'mine'
            ? t('again.mine', { n: attempt })
            : t('again.theirs', { n: attempt, name: source.assessor })}
        </h3>
        <ul className={styles.criteria}>
          {shown
            .filter(({ carried }) => carried.carries)
            .map(({ criterion, carried, label }) => (
              <li key={criterion.id}>
                {taken.has(criterion.id) ? (
                  <StatusMark shape="check" tone="good" label={t('again.taken')} isBare />
                ) : (
                  <Checkbox
                    label={`${label} ${criterion.title}`}
                    isSelected={!props.left.has(criterion.id)}
                    isDisabled={!isEditable}
                    onChange={(isSelected) => props.onLeave(criterion.id, !isSelected)}
                  />
                )}
                {named(criterion, label)}
                <span className={styles.mark}>
                  {carried.judgment && markLabel(criterion, carried.judgment)}
                </span>
                <p className={styles.rationale}>{carried.judgment?.rationale}</p>
              </li>
            ))}
        </ul>
      </section>
      {shown.some(({ carried }) => !carried.carries) && (
        <section>
          <h3>{t('again.judgeAnew')}</h3>
          <ul className={styles.criteria}>
            {shown
              .filter(({ carried }) => !carried.carries)
              .map(({ criterion, carried, label }) => (
                <li key={criterion.id}>
                  <span aria-hidden />
                  {named(criterion, label)}
                  <span className={styles.mark}>
                    {carried.judgment && markLabel(criterion, carried.judgment)}
                  </span>
                  <p className={styles.rationale}>{carried.reason}</p>
                </li>
              ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The earlier and the later one side by side, each in its viewer; or the one there is. */
function Beside({ change, comparison }: { readonly change: Change; readonly comparison: AttemptComparison }) {
  const { submission, attempt } = useOpen((open) => open.detail);
  const isAnonymous = useOpen((open) => open.detail.anonymous);
  const sides = [
    {
      id: 'before',
      artifact: change.before,
      words: t('again.before', { n: comparison.attempt }),
      of: comparison.previous,
    },
    { id: 'now', artifact: change.now, words: t('again.now', { n: attempt }), of: submission },
  ].flatMap(({ artifact, ...side }) => (artifact ? [{ ...side, artifact }] : []));
  return (
    <RememberedSplit
      name="again.both"
      panes={sides.map(({ id, artifact, words, of }) => ({
        id,
        minSize: 240,
        content: (
          <section className={styles.side} aria-label={words}>
            <h3>{words}</h3>
            <div className={styles.viewer}>
              <ArtifactViewer
                submission={of ?? submission}
                artifact={artifact}
                overlays={[]}
                destination={null}
                choosing={null}
                isAnonymous={isAnonymous}
              />
            </div>
          </section>
        ),
      }))}
    />
  );
}
