import { Anchor, X } from 'lucide-react';
import { ShortcutKeys } from '../app/shortcut-keys.tsx';
import { t } from '../messages/t.ts';
import { Button, IconButton } from '../ui/button.tsx';
import styles from './anchor-bar.module.css';
import type { Choosing } from './viewer-props.ts';

interface AnchorBarProps {
  readonly choosing: Choosing;
  /** Where the chosen place ends, in pixels of the layer. */
  readonly x: number;
  readonly y: number;
  readonly onDrop: () => void;
}

/** Floats under a chosen place and offers to anchor it. */
export function AnchorBar({ choosing, x, y, onDrop }: AnchorBarProps) {
  return (
    // A press here must not take the selection away before it is anchored.
    <div
      className={styles.bar}
      style={{ left: x, top: y }}
      role="toolbar"
      aria-label={t('anchor.bar')}
      onMouseDown={(event) => event.preventDefault()}
    >
      <Button kind="quiet" icon={<Anchor aria-hidden />} onPress={choosing.anchor}>
        {t('anchor.to', { criterion: choosing.criterion })}
      </Button>
      <ShortcutKeys id="mark.anchor" />
      <IconButton label={t('anchor.drop')} onPress={onDrop}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
