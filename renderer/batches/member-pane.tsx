import { ArrowRight, X } from 'lucide-react';
import type { Output } from '../../src/api/contract.ts';
import { go } from '../app/router.ts';
import { ShowChain } from '../chain/show-chain.tsx';
import { formatDate, formatDateTime, t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { VerdictMark } from '../ui/outcome-mark.tsx';
import type { Member } from './batch-room.tsx';
import styles from './batch-summary.module.css';
import { FindingForm } from './finding-form.tsx';
import { VerifyForm } from './verify-form.tsx';

interface MemberPaneProps {
  readonly batch: Output<'batches.list'>[number];
  readonly member: Member | undefined;
  readonly onBack: () => void;
  readonly onSaid: () => void;
}

/** One submission of a batch: why it was drawn, what was said of it, and what one has to say. */
export function MemberPane({ batch, member, onBack, onSaid }: MemberPaneProps) {
  if (!member) return null;
  const { submission, learner, verdict, why, looked, mayLook } = member;
  return (
    <section className={styles.pane} aria-label={t('batch.memberOf', { learner })}>
      <header>
        <div className={styles.top}>
          <h2 className={styles.title}>{learner}</h2>
          <IconButton label={t('batch.backToWhole')} onPress={onBack}>
            <X aria-hidden />
          </IconButton>
        </div>
        <p className={styles.quiet}>
          {t('batch.assessedBy', { names: member.assessors.join(', ') })}{' '}
          {verdict && <VerdictMark verdict={verdict} />}
        </p>
      </header>
      {why.length > 0 && (
        <section aria-label={t('batch.column.why')}>
          <h3 className={styles.heading}>{t('batch.column.why')}</h3>
          <ul className={styles.reasons}>
            {why.map(({ reason }) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles.ways}>
        <Button trailing={<ArrowRight aria-hidden />} onPress={() => go({ room: 'mark', submission })}>
          {t('resolve.openSubmission')}
        </Button>
        <ShowChain submission={submission} />
      </div>
      {looked && <Said looked={looked} />}
      {!mayLook.allowed ? (
        <Banner tone="info">{mayLook.reason}</Banner>
      ) : batch.mode === 'moderation' ? (
        <FindingForm batch={batch.batch} submission={submission} onSaid={onSaid} />
      ) : (
        <VerifyForm batch={batch} submission={submission} onSaid={onSaid} />
      )}
    </section>
  );
}

function Said({ looked }: { readonly looked: NonNullable<Member['looked']> }) {
  const by = t('batch.saidBy', { name: looked.by, at: formatDateTime(looked.at) });
  if (looked.kind === 'finding')
    return (
      <div className={styles.record}>
        <p>
          <strong>{t(`batch.finding.${looked.finding}`)}</strong> {by}
        </p>
        {looked.note !== '' && <p>{looked.note}</p>}
      </div>
    );
  const { as } = looked;
  return (
    <div className={styles.record}>
      <p>
        <strong>{t(`batch.verified.${as.kind}`)}</strong> {by}
      </p>
      {as.kind !== 'agree' && as.note !== '' && <p>{as.note}</p>}
      {as.kind === 'return' && (
        <>
          <ul className={styles.reasons}>
            {as.actions.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <p className={styles.quiet}>
            {looked.hasComeBack ? t('batch.cameBack') : t('batch.dueBy', { date: formatDate(as.due) })}
          </p>
        </>
      )}
    </div>
  );
}
