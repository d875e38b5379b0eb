import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { SixWords } from '../ui/six-words.tsx';
import styles from './form.module.css';

interface JoinedProps {
  readonly joined: Output<'workspace.join'>;
  /** Who invited. */
  readonly from: string;
}

/** What is left to do after joining: send the file back, and read the words aloud. */
export function Joined({ joined, from }: JoinedProps) {
  return (
    <div className={styles.form}>
      <p className={styles.lead}>{t('joined.send', { file: joined.acceptance.name, name: from })}</p>
      <p>{t('joined.read')}</p>
      <SixWords words={joined.words} label={t('joined.words')} />
      <p className={styles.quiet}>{t('joined.then')}</p>
    </div>
  );
}
