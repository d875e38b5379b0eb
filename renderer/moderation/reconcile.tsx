import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { Assessment } from '../../src/api/shapes.ts';
import type { Anchor } from '../../src/domain/anchor.ts';
import type { AnchorId, ArtifactHash, AssessmentId, SubmissionId } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { ShowChain } from '../chain/show-chain.tsx';
import { formatDate, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Marker } from '../ui/marker.tsx';
import { OutcomeMark, VerdictMark } from '../ui/outcome-mark.tsx';
import { Reading } from '../ui/reading.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import type { Destination } from '../viewers/viewer-props.ts';
import { EvidencePane } from '../workbench/evidence-pane.tsx';
import type { Compared, Comparison } from './agree.ts';
import { AgreementPane } from './agreement-pane.tsx';
import { labelAnchors } from './label-anchors.ts';
import { nameOfMark, partsOf, partWith } from './mark-parts.ts';
import styles from './reconcile.module.css';
import { SendToAdjudication } from './send-to-adjudication.tsx';

/** Two marks of one submission side by side, over the same evidence. */
export function Reconcile({ submission }: { readonly submission: SubmissionId }) {
  const comparison = useRead('moderation.compare', { submission });
  const detail = useRead('submissions.get', { submission });
  return (
    <Reading read={comparison}>
      {(value) => (
        <Reading read={detail}>{(about) => <Reconciliation comparison={value} detail={about} />}</Reading>
      )}
    </Reading>
  );
}

interface ReconciliationProps {
  readonly comparison: Comparison;
  readonly detail: Output<'submissions.get'>;
}

function Reconciliation({ comparison, detail }: ReconciliationProps) {
  const { a, b, unit } = comparison;
  const worst = comparison.criteria.find(({ within }) => !within) ?? comparison.criteria[0];
  const [current, setCurrent] = useState(worst?.criterion ?? null);
  const [artifact, setArtifact] = useState<ArtifactHash | null>(null);
  const [destination, setDestination] = useState<Destination | null>(null);
  const criterion = unit.criteria.find(({ id }) => id === current);

  const markers = useMemo(() => {
    const opener = (assessment: Assessment) => (anchor: AnchorId) =>
      setCurrent(
        (now) => assessment.judgments.find(({ anchors }) => anchors.includes(anchor))?.criterion ?? now,
      );
    const of = (mark: Comparison['b'], tone: 'markerA' | 'markerB') =>
      partsOf(mark).map((one) => ({
        tone,
        anchors: one.anchors,
        labelOf: labelAnchors(one, unit),
        onOpen: opener(one),
      }));
    return [...of(a, 'markerA'), ...of(b, 'markerB')];
  }, [a, b, unit]);

  // The first thing to look at is what the marks of this criterion rest on.
  useEffect(() => {
    const compared = comparison.criteria.find((one) => one.criterion === current);
    // Anchor ids are unique within one assessment only.
    const first =
      anchorUnder(comparison.a, compared?.a ?? null, compared?.from.a ?? null) ??
      anchorUnder(comparison.b, compared?.b ?? null, compared?.from.b ?? null);
    if (first !== undefined) {
      setArtifact(first.artifact);
      setDestination({ target: first.target });
    } else setArtifact((shown) => shown ?? detail.artifacts[0]?.hash ?? null);
  }, [current, comparison, detail.artifacts]);

  function show(anchor: Anchor) {
    setArtifact(anchor.artifact);
    setDestination({ target: anchor.target });
  }

  return (
    <section className={styles.reconcile} aria-label={t('reconcile.title', { learner: detail.learner.name })}>
      <header className={styles.header}>
        <IconButton label={t('reconcile.back')} onPress={() => go({ room: 'moderate', submission: null })}>
          <ArrowLeft aria-hidden />
        </IconButton>
        <div className={styles.who}>
          <h1>{detail.learner.name}</h1>
          <span>
            {unit.code} · {detail.title}
          </span>
        </div>
        <OutcomeMark state={detail.state} />
        {comparison.mayRefer.allowed && <SendToAdjudication submission={detail.submission} />}
        <ShowChain submission={detail.submission} />
        <span className={styles.space} />
        <Marker marker="a" name={nameOfMark(comparison, 'a')} />
        {b !== null && <Marker marker="b" name={nameOfMark(comparison, 'b')} />}
      </header>
      {[...partsOf(a), ...partsOf(b)].map(
        (one) =>
          one.supersedes && (
            <Banner key={one.id} tone="info">
              {t('reconcile.changed', { name: one.assessor.name, reason: one.supersedes.reason })}
            </Banner>
          ),
      )}
      <Standing comparison={comparison} />
      <div className={styles.panes}>
        {b === null ? (
          <EmptyState title={t('reconcile.oneMark')}>{t('reconcile.oneMarkNext')}</EmptyState>
        ) : (
          <RememberedSplit
            name="reconcile"
            panes={[
              {
                id: 'evidence',
                minSize: 320,
                size: '54%',
                content: (
                  <EvidencePane
                    name="reconcile.evidence"
                    submission={detail.submission}
                    artifacts={detail.artifacts}
                    receivedAt={detail.receivedAt}
                    isAnonymous={detail.anonymous}
                    artifact={artifact}
                    onArtifact={setArtifact}
                    markers={markers}
                    destination={destination}
                    criterion={
                      criterion === undefined
                        ? null
                        : { id: criterion.id, label: criterion.code ?? criterion.title }
                    }
                  />
                ),
              },
              {
                id: 'agreement',
                minSize: 420,
                content: (
                  <AgreementPane
                    comparison={comparison}
                    current={current}
                    onCurrent={setCurrent}
                    onAnchor={show}
                  />
                ),
              },
            ]}
          />
        )}
      </div>
    </section>
  );
}

/** The first place that a judgment rests on. */
function anchorUnder(
  mark: Comparison['b'],
  judgment: Compared['a'],
  from: AssessmentId | null,
): Anchor | undefined {
  return partWith(mark, from)?.anchors.find(({ id }) => judgment?.anchors.includes(id));
}

/** Rules about the whole, who may settle it, and what was settled. */
function Standing({ comparison }: { readonly comparison: Comparison }) {
  const { outcome, mayModerate, overall } = comparison;
  const isAgreed = outcome !== null && (outcome.how === 'agreed' || outcome.how === 'adjudicated');
  const board = useRead('moderation.board', isAgreed ? { include: 'open', offset: 0, limit: 2 } : null);
  const next = board.value?.rows.find(({ submission }) => submission !== comparison.submission);
  return (
    <div className={styles.standing}>
      {overall.map((rule) => (
        <p key={rule.rule} className={styles.rule}>
          <StatusMark
            shape={rule.within ? 'check' : 'split'}
            tone={rule.within ? 'good' : 'warn'}
            label={t(`reconcile.rule.${rule.rule}`)}
          />
          <span className={styles.quiet}>{rule.reason}</span>
        </p>
      ))}
      {comparison.referred !== null && (
        <Banner tone="info">
          {t('reconcile.referred', { ...comparison.referred, at: formatDate(comparison.referred.at) })}
        </Banner>
      )}
      {isAgreed && (
        <Banner
          tone="good"
          actions={
            next !== undefined && (
              <Button
                kind="quiet"
                trailing={<ArrowRight aria-hidden />}
                onPress={() => go({ room: 'moderate', submission: next.submission })}
              >
                {t('reconcile.nextDisagreement')}
              </Button>
            )
          }
        >
          <span className={styles.agreed}>
            {t(outcome.how === 'adjudicated' ? 'reconcile.adjudicatedBy' : 'reconcile.agreedBy', {
              name: outcome.by?.name ?? '',
            })}{' '}
            <VerdictMark verdict={outcome.verdict} />
          </span>
          <span className={styles.quiet}>{outcome.reasons.join(' ')}</span>
        </Banner>
      )}
      {!mayModerate.allowed && mayModerate.reason !== null && (
        <Banner tone="info">{mayModerate.reason}</Banner>
      )}
    </div>
  );
}
