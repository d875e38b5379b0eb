import { ArrowRight, MousePointerClick } from 'lucide-react';
import { useState } from 'react';
import type { ToResolve } from '../../src/api/shapes.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { ProofDialog } from '../log/proof-dialog.tsx';
import { formatDateTime, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Badge } from '../ui/badge.tsx';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextArea } from '../ui/field.tsx';
import styles from './resolve-detail.module.css';

interface ResolveDetailProps {
  readonly one: ToResolve | undefined;
  readonly onDecided: () => void;
}

/** One thing that waits: what is the matter, the records it is about, and what can be decided. */
export function ResolveDetail({ one, onDecided }: ResolveDetailProps) {
  if (one === undefined)
    return (
      <EmptyState icon={<MousePointerClick aria-hidden />} title={t('resolve.none')}>
        {t('resolve.noneNext')}
      </EmptyState>
    );
  const { submission } = one;
  return (
    <section className={styles.detail} aria-label={one.title}>
      <header>
        <Badge tone="warn">{t(`resolve.kind.${one.kind}`)}</Badge>
        <h2 className={styles.title}>{one.title}</h2>
        <p className={styles.quiet}>
          {[one.person?.name ?? null, one.at === null ? null : formatDateTime(one.at)]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </header>
      <p className={styles.about}>{one.about}</p>
      {one.records.length > 0 && <Records records={one.records} />}
      {submission !== null && (
        <div>
          <Button trailing={<ArrowRight aria-hidden />} onPress={() => go({ room: 'mark', submission })}>
            {t('resolve.openSubmission')}
          </Button>
        </div>
      )}
      {one.notMine !== null ? (
        <Banner tone="info">{one.notMine}</Banner>
      ) : (
        one.choices.length > 0 && <Choices one={one} onDecided={onDecided} />
      )}
    </section>
  );
}

/** The records it is about, side by side, each with the way to its proof. */
function Records({ records }: { readonly records: ToResolve['records'] }) {
  const [proven, setProven] = useState<RecordId | null>(null);
  return (
    <section aria-label={t('resolve.records')}>
      <h3 className={styles.heading}>{t('resolve.records')}</h3>
      <ul className={styles.records}>
        {records.map(({ record, what, at }) => (
          <li key={record} className={styles.record}>
            <p>{what}</p>
            <p className={styles.quiet}>{formatDateTime(at)}</p>
            <span className={styles.proof}>
              <code className={styles.id}>{record.slice(0, 12)}…</code>
              <Button
                kind="quiet"
                label={t('resolve.proofOf', { id: record.slice(0, 16) })}
                onPress={() => setProven(record)}
              >
                {t('resolve.proof')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <ProofDialog record={proven} onClose={() => setProven(null)} />
    </section>
  );
}

/** What can be decided, each with what it means, and what it leaves behind. */
function Choices({ one, onDecided }: { readonly one: ToResolve; readonly onDecided: () => void }) {
  const decide = useCommand('resolve.decide');
  const [command] = useState(newCommand);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const chosen = one.choices.find(({ id }) => id === chosenId);
  const isReady = chosen !== undefined && (chosen.reason !== 'needed' || reason.trim() !== '');

  async function run() {
    if (chosen === undefined) return;
    const result = await decide.run({ command, id: one.id, choice: chosen.id, reason: reason.trim() });
    if (result.ok) onDecided();
  }

  return (
    <section className={styles.decide} aria-label={t('resolve.decide')}>
      <h3 className={styles.heading}>{t('resolve.decide')}</h3>
      <ChoiceCards
        label={t('resolve.decide')}
        value={chosenId}
        onChange={setChosenId}
        choices={one.choices}
      />
      {chosen !== undefined && (
        <>
          {chosen.reason !== 'none' && (
            <TextArea
              label={t(chosen.reason === 'needed' ? 'resolve.reason' : 'resolve.reasonOptional')}
              value={reason}
              onChange={setReason}
              rows={2}
              maxLength={2000}
              isRequired={chosen.reason === 'needed'}
            />
          )}
          {decide.error !== undefined && <FailureBanner error={decide.error} />}
          <div className={styles.actions}>
            <span className={styles.quiet}>{t(`resolve.leaves.${chosen.leaves}`)}</span>
            <Button kind="primary" isDisabled={!isReady || decide.isRunning} onPress={() => void run()}>
              {t(chosen.leaves === 'note' ? 'resolve.note' : 'resolve.record')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
