import { Expand, Minus, Pause, Play, Plus, RotateCw } from 'lucide-react';
import { useShortcutCaps } from '../../app/shortcut-keys.tsx';
import { formatPercent, t } from '../../messages/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { BoxButton } from '../box-button.tsx';
import type { Choosing } from '../viewer-props.ts';
import toolbar from '../viewer-toolbar.module.css';
import styles from './image-viewer.module.css';

interface ImageToolbarProps {
  readonly percent: number;
  readonly isFitted: boolean;
  readonly isActualSize: boolean;
  readonly onFit: () => void;
  readonly onActualSize: () => void;
  readonly onZoomIn: () => void;
  readonly onZoomOut: () => void;
  readonly onTurn: () => void;
  /** Only where the picture moves. */
  readonly motion: { readonly isMoving: boolean; readonly toggle: () => void } | null;
  readonly choosing: Choosing | null;
}

export function ImageToolbar(props: ImageToolbarProps) {
  const zoomIn = useShortcutCaps('evidence.zoomIn');
  const zoomOut = useShortcutCaps('evidence.zoomOut');
  const fit = useShortcutCaps('evidence.fit');
  const actualSize = useShortcutCaps('evidence.actualSize');
  const turn = useShortcutCaps('evidence.rotate');
  const { motion } = props;
  return (
    <div className={toolbar.toolbar} role="toolbar" aria-label={t('viewer.toolbar')}>
      {motion && (
        <IconButton
          label={t(motion.isMoving ? 'viewer.image.stop' : 'viewer.image.play')}
          onPress={motion.toggle}
        >
          {motion.isMoving ? <Pause aria-hidden /> : <Play aria-hidden />}
        </IconButton>
      )}
      <span className={toolbar.gap} />
      <IconButton label={t('viewer.zoomOut')} keys={zoomOut} onPress={props.onZoomOut}>
        <Minus aria-hidden />
      </IconButton>
      <span className={toolbar.count}>{formatPercent(props.percent)}</span>
      <IconButton label={t('viewer.zoomIn')} keys={zoomIn} onPress={props.onZoomIn}>
        <Plus aria-hidden />
      </IconButton>
      <IconButton label={t('viewer.fitPage')} keys={fit} isPressed={props.isFitted} onPress={props.onFit}>
        <Expand aria-hidden />
      </IconButton>
      <IconButton
        label={t('viewer.image.actualSize')}
        keys={actualSize}
        isPressed={props.isActualSize}
        onPress={props.onActualSize}
      >
        <span className={styles.oneToOne} aria-hidden>
          1:1
        </span>
      </IconButton>
      <IconButton label={t('viewer.image.turn')} keys={turn} onPress={props.onTurn}>
        <RotateCw aria-hidden />
      </IconButton>
      <span className={toolbar.gap} />
      {props.choosing && <BoxButton choosing={props.choosing} />}
    </div>
  );
}
