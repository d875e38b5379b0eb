import { Copy, MousePointerClick } from 'lucide-react';
import type { RecordId } from '../../src/domain/ids.ts';
import { formatDateTime, t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import type { Entry } from '../state/timeline-windows.ts';
import { Banner } from '../ui/banner.tsx';
import { IconButton } from '../ui/button.tsx';
import { Checks } from '../ui/checks.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Reading } from '../ui/reading.tsx';
import styles from './record-proof.module.css';

/** Everything needed to check one entry by hand. */
export function RecordProof({ entry }: { readonly entry: Entry | undefined }) {
  if (entry === undefined) {
    return (
      <EmptyState icon={<MousePointerClick aria-hidden />} title={t('log.noEntry')}>
        {t('log.noEntryNext')}
      </EmptyState>
    );
  }
  return (
    <section className={styles.proof} aria-label={t('log.proof')}>
      <header>
        <h2 className={styles.what}>{entry.what}</h2>
        <p className={styles.about}>
          {entry.by.name} · {formatDateTime(entry.at)} · {t('log.seq', { seq: entry.seq })}
        </p>
      </header>
      {entry.reason !== null && <Banner tone="warn">{t('log.because', { reason: entry.reason })}</Banner>}
      <ProofOfRecord record={entry.record} />
    </section>
  );
}

/** The checks of a record, its bytes and its signature. */
export function ProofOfRecord({ record }: { readonly record: RecordId }) {
  const proof = useRead('ledger.proof', { record });
  return (
    <Reading read={proof}>
      {(value) => (
        <>
          <Checks checks={value.checks} />
          <Field name={t('log.id')} text={value.record} />
          <Field name={t('log.author')} text={value.author} />
          {value.previous !== null && <Field name={t('log.previous')} text={value.previous} />}
          <Field name={t('log.signature')} text={value.signature} />
          <Field name={t('log.canonical')} text={value.canonical} isLong />
        </>
      )}
    </Reading>
  );
}

interface FieldProps {
  readonly name: string;
  readonly text: string;
  readonly isLong?: boolean;
}

function Field({ name, text, isLong }: FieldProps) {
  return (
    <div className={styles.field}>
      <div className={styles.fieldHead}>
        <h3>{name}</h3>
        <IconButton label={t('log.copy', { name })} onPress={() => void navigator.clipboard.writeText(text)}>
          <Copy aria-hidden />
        </IconButton>
      </div>
      <pre className={isLong ? styles.long : styles.text} tabIndex={isLong ? 0 : undefined}>
        {text}
      </pre>
    </div>
  );
}
