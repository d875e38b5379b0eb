import { History } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { ShortcutKeys } from '../app/shortcut-keys.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import styles from './carried-forward.module.css';
import { CarriedForwardDialog } from './carried-forward-dialog.tsx';
import { useOpen } from './use-workbench.ts';

export type AttemptComparison = NonNullable<Output<'submissions.changes'>>;

const KINDS = ['changed', 'added', 'removed', 'unchanged'] as const;

/** For an attempt that is not the first: what changed since the one before, in a line, and the way to more. */
export function CarriedForward() {
  const submission = useOpen((open) => open.detail.submission);
  const isAgain = useOpen((open) => open.detail.attempt > 1);
  const read = useRead('submissions.changes', isAgain ? { submission } : null);
  if (read.error !== undefined) {
    return (
      <FailureBanner error={read.error} actions={<Button onPress={read.reload}>{t('ui.retry')}</Button>} />
    );
  }
  return read.value ? <Strip comparison={read.value} /> : null;
}

function Strip({ comparison }: { readonly comparison: AttemptComparison }) {
  const [isOpen, setOpen] = useState(false);
  const isEditable = useOpen((open) => open.isEditable);
  const draft = useOpen((open) => open.history.present);
  useShortcut('mark.changes', () => setOpen(true));
  const { artifacts, criteria, attempt } = comparison;
  const counts = KINDS.flatMap((kind) => {
    const n = artifacts.filter((one) => one.kind === kind).length;
    return n > 0 ? [t(`again.${kind}`, { n })] : [];
  });
  const isTaken = new Set(
    draft.judgments.flatMap((one) => (one.carriedFrom === undefined ? [] : [one.criterion])),
  );
  const left = criteria.filter((one) => one.carries && !isTaken.has(one.criterion)).length;
  return (
    <div className={styles.strip}>
      <History aria-hidden />
      <strong>{t('again.title', { n: attempt })}</strong>
      <span className={styles.quiet}>{counts.join(' · ')}</span>
      <span className={styles.spring} />
      {isEditable && left > 0 && <span>{t('again.canConfirm', { n: left })}</span>}
      <Button onPress={() => setOpen(true)} trailing={<ShortcutKeys id="mark.changes" />}>
        {t('again.show')}
      </Button>
      {isOpen && <CarriedForwardDialog comparison={comparison} onClose={() => setOpen(false)} />}
    </div>
  );
}
