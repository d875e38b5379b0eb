import { Fragment, type ReactNode } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';
import { t } from '../messages/t.ts';
import styles from './split-pane.module.css';

export interface Pane {
  readonly id: string;
  /** A number is pixels; a string may be a percentage. */
  readonly size?: number | string;
  readonly minSize?: number | string;
  readonly maxSize?: number | string;
  /** Keeps its pixels when the window grows. */
  readonly isSteady?: boolean;
  readonly content: ReactNode;
}

interface SplitPaneProps {
  readonly panes: readonly Pane[];
  readonly orientation?: 'horizontal' | 'vertical';
  /** Shares as last left, by pane. */
  readonly layout?: Layout | undefined;
  readonly onLayout?: (layout: Layout) => void;
}

/** Panes side by side whose borders can be dragged, or moved with the arrow keys. */
export function SplitPane({ panes, orientation = 'horizontal', layout, onLayout }: SplitPaneProps) {
  const isKnown = layout !== undefined && panes.every((pane) => layout[pane.id] !== undefined);
  const leastPx = panes.reduce(
    (sum, { minSize }) => sum + (typeof minSize === 'number' ? minSize : 0),
    panes.length - 1,
  );
  const least = orientation === 'horizontal' ? { minWidth: leastPx } : { minHeight: leastPx };
  return (
    <div className={styles.frame}>
      <Group
        className={styles.group}
        style={least}
        orientation={orientation}
        defaultLayout={isKnown ? layout : undefined}
        onLayoutChanged={(changed, meta) => meta.isUserInteraction && onLayout?.(changed)}
      >
        {panes.map((pane, index) => (
          <Fragment key={pane.id}>
            {index > 0 && <Separator className={styles.separator} aria-label={t('ui.resize')} />}
            <Panel
              id={pane.id}
              defaultSize={pane.size}
              minSize={pane.minSize}
              maxSize={pane.maxSize}
              groupResizeBehavior={pane.isSteady ? 'preserve-pixel-size' : 'preserve-relative-size'}
              className={styles.pane}
            >
              {pane.content}
            </Panel>
          </Fragment>
        ))}
      </Group>
    </div>
  );
}
