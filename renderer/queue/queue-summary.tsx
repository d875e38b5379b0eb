import { ArrowRight, GitCompareArrows, MousePointerClick, Scale, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { mayEnter } from '../app/rooms-for.ts';
import { go } from '../app/router.ts';
import { LodgeAppeal } from '../appeals/lodge-appeal.tsx';
import { ShowChain } from '../chain/show-chain.tsx';
import { formatDate, formatDateTime, t } from '../messages/t.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { AnonymousBadge } from '../ui/anonymous-badge.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { AssessmentMark, OutcomeMark } from '../ui/outcome-mark.tsx';
import { AllocationsOf } from './allocations-of.tsx';
import { CriteriaProgress } from './criteria-progress.tsx';
import { FoundSummary } from './found-summary.tsx';
import { LearnerData } from './learner-data.tsx';
import { isOverdue, type Row } from './queue-columns.tsx';
import styles from './queue-summary.module.css';

interface QueueSummaryProps {
  readonly row: Row | undefined;
  readonly info: WorkspaceInfo;
  /** What is looked for; empty where nothing is. */
  readonly text: string;
  readonly onOpen: (row: Row) => void;
}

/** The selected submission in short, and the way into it. */
export function QueueSummary({ row, info, text, onOpen }: QueueSummaryProps) {
  const [isLodging, setIsLodging] = useState(false);
  if (row === undefined) {
    return (
      <EmptyState icon={<MousePointerClick aria-hidden />} title={t('queue.summary.none')}>
        {t('queue.summary.how')}
      </EmptyState>
    );
  }
  const { met, notYet, toDo } = row.progress;
  const mayMark = !info.guarded || info.me.roles.includes('assessor');
  const isForOthers = row.allocations.length > 0 && !row.allocations.some(({ isMine }) => isMine);
  const isOpen = row.marks.submitted < row.marks.expected && !isForOthers && row.state !== 'set_aside';
  return (
    <section className={styles.summary} aria-label={t('queue.summary.label', { learner: row.learner })}>
      <header>
        <h2 className={styles.learner}>{row.learner}</h2>
        <p className={styles.title}>{row.title}</p>
        {row.anonymous && (
          <div className={styles.anonymous}>
            <AnonymousBadge />
            <p className={styles.quiet}>{t('anonymity.limits')}</p>
          </div>
        )}
      </header>
      <Button kind="primary" onPress={() => onOpen(row)} trailing={<ArrowRight aria-hidden />}>
        {row.mine === 'in_progress'
          ? t('queue.summary.continue')
          : row.mine === 'not_started' && mayMark && isOpen
            ? t('queue.summary.mark')
            : t('queue.summary.read')}
      </Button>
      <FoundSummary row={row} text={text} onOpen={onOpen} />
      <dl className={styles.facts}>
        <dt>{t('queue.column.unit')}</dt>
        <dd>
          {row.unitCode} · {row.unitTitle}
        </dd>
        <dt>{t('queue.column.state')}</dt>
        <dd>
          <OutcomeMark state={row.state} />
        </dd>
        <dt>{t('queue.column.mine')}</dt>
        <dd>
          <AssessmentMark state={row.mine} />
        </dd>
        <dt>{t('queue.column.progress')}</dt>
        <dd>
          <CriteriaProgress progress={row.progress} />
          <span className={styles.quiet}>{t('queue.progress', { met, notYet, toDo })}</span>
        </dd>
        <dt>{t('queue.column.marks')}</dt>
        <dd>{t('queue.summary.marks', { submitted: row.marks.submitted, expected: row.marks.expected })}</dd>
        {(row.due !== null || row.sealed) && (
          <>
            <dt>{t('queue.column.due')}</dt>
            <dd className={styles.flags}>
              {row.due !== null && formatDate(row.due)}
              {row.sealed && <Badge tone="accent">{t('queue.sealed')}</Badge>}
              {isOverdue(row) && <Badge tone="bad">{t('queue.overdue')}</Badge>}
            </dd>
          </>
        )}
        <dt>{t('queue.column.attempt')}</dt>
        <dd>{row.attempt}</dd>
        <dt>{t('queue.summary.evidence')}</dt>
        <dd>{t('incoming.artifacts', { n: row.artifacts })}</dd>
        <dt>{t('queue.column.received')}</dt>
        <dd>{formatDateTime(row.receivedAt)}</dd>
        {row.flags.length > 0 && (
          <>
            <dt>{t('queue.column.flags')}</dt>
            <dd className={styles.flags}>
              {row.flags.map((flag) => (
                <Badge key={flag} tone="warn">
                  {t(`flag.${flag}`)}
                </Badge>
              ))}
            </dd>
          </>
        )}
      </dl>
      {info.guarded && <AllocationsOf allocations={row.allocations} info={info} />}
      <div className={styles.more}>
        {row.marks.submitted >= 2 && (
          <Button
            kind="quiet"
            icon={<GitCompareArrows aria-hidden />}
            onPress={() => go({ room: 'moderate', submission: row.submission })}
          >
            {t('queue.summary.compare')}
          </Button>
        )}
        {mayEnter(info, 'moderate') && <ShowChain submission={row.submission} />}
        {row.state === 'released' && info.me.canSign && info.me.roles.includes('provider') && (
          <>
            <Button kind="quiet" icon={<Scale aria-hidden />} onPress={() => setIsLodging(true)}>
              {t('appeal.lodge')}
            </Button>
            <LodgeAppeal
              submission={row.submission}
              learner={row.learner}
              isOpen={isLodging}
              onClose={() => setIsLodging(false)}
            />
          </>
        )}
        <Button
          kind="quiet"
          icon={<ScrollText aria-hidden />}
          onPress={() => go({ room: 'log', submission: row.submission })}
        >
          {t('queue.summary.log')}
        </Button>
        {info.me.canSign && info.me.roles.includes('provider') && (
          <LearnerData key={row.submission} row={row} />
        )}
      </div>
    </section>
  );
}
