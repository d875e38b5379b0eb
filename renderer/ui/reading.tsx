import type { ReactNode } from 'react';
import type { Failure } from '../../src/domain/result.ts';
import { t } from '../messages/t.ts';
import { FailureBanner } from './banner.tsx';
import { Button } from './button.tsx';
import styles from './reading.module.css';

interface ReadingProps<T> {
  readonly read: {
    readonly value: T | undefined;
    readonly error: Failure | undefined;
    readonly isSlow: boolean;
    readonly reload: () => void;
  };
  readonly children: (value: T) => ReactNode;
}

/** Shows what was read; why it could not be; or, when it takes long, that it is being read. */
export function Reading<T>({ read, children }: ReadingProps<T>) {
  if (read.value !== undefined) return children(read.value);
  if (read.error !== undefined) {
    return (
      <div className={styles.failed}>
        <FailureBanner error={read.error} actions={<Button onPress={read.reload}>{t('ui.retry')}</Button>} />
      </div>
    );
  }
  if (!read.isSlow) return null;
  return (
    <div className={styles.slow} role="status">
      <span className="visually-hidden">{t('ui.loading')}</span>
      <i aria-hidden />
      <i aria-hidden />
      <i aria-hidden />
    </div>
  );
}
