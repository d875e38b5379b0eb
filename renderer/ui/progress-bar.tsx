import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import type { Progress } from '../../src/api/protocol.ts';
import { formatPercent, t } from '../messages/t.ts';
import { Button } from './button.tsx';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  /** `undefined` while it is not known how much there is. */
  readonly progress: Progress | undefined;
  readonly label: string;
  readonly onCancel?: () => void;
}

/** How far long work has come, and a way out of it. */
export function ProgressBar({ progress, label, onCancel }: ProgressBarProps) {
  const isKnown = progress !== undefined && progress.total > 0;
  const share = isKnown ? Math.min(1, progress.done / progress.total) : 0;
  return (
    <div className={styles.progress}>
      <AriaProgressBar
        className={styles.meter}
        value={share * 100}
        isIndeterminate={!isKnown}
        valueLabel={isKnown ? formatPercent(share) : t('ui.working')}
      >
        <div className={styles.words}>
          <Label>{progress?.phase || label}</Label>
          <span className="tabular">{isKnown ? formatPercent(share) : ''}</span>
        </div>
        <div className={styles.track}>
          {/* A scale, not a width: the bar moves without laying anything out. */}
          <div
            className={isKnown ? styles.bar : styles.unknown}
            style={{ transform: `scaleX(${isKnown ? share : 0.3})` }}
          />
        </div>
      </AriaProgressBar>
      {onCancel !== undefined && <Button onPress={onCancel}>{t('ui.cancel')}</Button>}
    </div>
  );
}
