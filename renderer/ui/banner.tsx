import type { ReactNode } from 'react';
import type { Failure } from '../../src/domain/result.ts';
import { t } from '../messages/t.ts';
import styles from './banner.module.css';
import { classNames } from './class-names.ts';
import { type Shape, StatusMark } from './status-mark.tsx';

interface BannerProps {
  readonly tone: 'info' | 'good' | 'warn' | 'bad';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

const SHAPES: Readonly<Record<BannerProps['tone'], Shape>> = {
  info: 'full',
  good: 'check',
  warn: 'alert',
  bad: 'cross',
};

/** A fact about what is below it, and the next step. */
export function Banner({ tone, children, actions }: BannerProps) {
  return (
    <div className={classNames(styles.banner, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <StatusMark shape={SHAPES[tone]} tone={tone} label={t(`ui.tone.${tone}`)} isBare />
      <div className={styles.words}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** A failure in its own words, with every cause where there are several. */
export function FailureBanner({ error, actions }: { readonly error: Failure; readonly actions?: ReactNode }) {
  return (
    <Banner tone="bad" actions={actions}>
      <p>{error.message}</p>
      {error.causes !== undefined && (
        <ul className={styles.causes}>
          {error.causes.map((cause) => (
            <li key={`${cause.code} ${cause.at ?? ''} ${cause.message}`}>{cause.message}</li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
