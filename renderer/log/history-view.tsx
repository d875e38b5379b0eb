import { Check, Copy, ScrollText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import { mayEnter } from '../app/rooms-for.ts';
import { ShowChain } from '../chain/show-chain.tsx';
import { formatDateTime, formatNumber, t } from '../messages/t.ts';
import { type HistoryEntry, useHistory } from '../state/history.ts';
import { useRead } from '../state/read.ts';
import { useWorkspace } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { historyText } from './history-text.ts';
import styles from './history-view.module.css';
import { ProofDialog } from './proof-dialog.tsx';

/** How one submission came to where it is: who, when, what it rested on, and whether every record holds. */
export function HistoryView({ submission }: { readonly submission: SubmissionId }) {
  const { entries, error, done, total } = useHistory(submission);
  const detail = useRead('submissions.get', { submission });
  const [proven, setProven] = useState<RecordId | null>(null);
  const [pointed, setPointed] = useState<RecordId | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const mayFollow = useWorkspace(({ info }) => info != null && mayEnter(info, 'moderate'));
  const title = detail.value ? t('history.of', { learner: detail.value.learner.name }) : t('history.title');
  const broken = entries.filter(({ holds }) => !holds).length;
  const isWhole = done === total;

  function point(record: RecordId) {
    setPointed(record);
    list.current
      ?.querySelector<HTMLElement>(`[data-record="${record}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }

  if (error !== undefined)
    return (
      <div className={styles.view}>
        <FailureBanner error={error} />
      </div>
    );
  if (total === undefined) return null;
  if (total === 0) return <EmptyState icon={<ScrollText aria-hidden />} title={t('history.empty')} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className={styles.view} aria-label={title} tabIndex={0}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.checked} role="status">
          {!isWhole ? (
            <StatusMark shape="half" tone="info" label={t('history.checking', { done, n: total })} />
          ) : broken === 0 ? (
            <StatusMark shape="check" tone="good" label={t('history.checked', { n: total })} />
          ) : (
            <StatusMark shape="cross" tone="bad" label={t('history.failed', { n: broken })} />
          )}
          {mayFollow && <ShowChain submission={submission} />}
          <CopyButton isDisabled={!isWhole} text={() => historyText(title, entries)} />
        </p>
      </header>
      <ol className={styles.entries} ref={list}>
        {entries.map((one) => (
          <EntryOfHistory
            key={one.entry.record}
            one={one}
            all={entries}
            isPointedAt={one.entry.record === pointed}
            onPoint={point}
            onProve={setProven}
          />
        ))}
      </ol>
      <ProofDialog record={proven} onClose={() => setProven(null)} />
    </section>
  );
}

interface EntryOfHistoryProps {
  readonly one: HistoryEntry;
  readonly all: readonly HistoryEntry[];
  readonly isPointedAt: boolean;
  readonly onPoint: (record: RecordId) => void;
  readonly onProve: (record: RecordId) => void;
}

function EntryOfHistory({ one, all, isPointedAt, onPoint, onProve }: EntryOfHistoryProps) {
  const { entry, holds, restsOn } = one;
  const sources = restsOn.flatMap(
    (record) => all.find((other) => other.entry.record === record)?.entry ?? [],
  );
  return (
    <li
      className={classNames(styles.entry, isPointedAt && styles.pointed, !entry.counted && styles.uncounted)}
      data-record={entry.record}
    >
      <span className={styles.number}>{formatNumber(entry.position)}</span>
      <div className={styles.words}>
        <p className={styles.what}>{entry.what}</p>
        <p className={styles.quiet}>
          {entry.by.name} · {formatDateTime(entry.at)}
        </p>
        {sources.length > 0 && (
          <p className={styles.sources}>
            <span className={styles.quiet}>{t('history.restsOn')}</span>
            {sources.map((source) => (
              <button
                key={source.record}
                type="button"
                className={styles.source}
                title={source.what}
                onClick={() => onPoint(source.record)}
              >
                {t('history.number', { n: source.position })} {source.by.name}
              </button>
            ))}
          </p>
        )}
        {!entry.counted && (
          <p>
            <StatusMark
              shape="alert"
              tone="warn"
              label={t('history.notCounted', { reason: entry.reason ?? '' })}
            />
          </p>
        )}
      </div>
      <Button
        kind="quiet"
        label={t(holds ? 'history.proofHolds' : 'history.proofFails', { id: entry.record.slice(0, 16) })}
        onPress={() => onProve(entry.record)}
      >
        {holds ? (
          <StatusMark shape="check" tone="good" label={t('history.holds')} />
        ) : (
          <StatusMark shape="cross" tone="bad" label={t('history.fails')} />
        )}
      </Button>
    </li>
  );
}

const SAID_FOR_MS = 2000;

function CopyButton({ text, isDisabled }: { readonly text: () => string; readonly isDisabled: boolean }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      isDisabled={isDisabled}
      onPress={() => void navigator.clipboard.writeText(text()).then(() => setIsCopied(true))}
    >
      {t(isCopied ? 'history.copied' : 'history.copy')}
    </Button>
  );
}
