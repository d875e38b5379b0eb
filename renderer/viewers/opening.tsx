import { useEffect, useState } from 'react';
import { t } from '../messages/t.ts';
import styles from './opening.module.css';

/** Said only when opening takes long enough to notice. */
export function Opening({ title }: { readonly title: string }) {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className={styles.opening} role="status">
      {isSlow ? t('viewer.opening', { title }) : ''}
    </p>
  );
}
