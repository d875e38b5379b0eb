import { Anchor, Check, ListFilter, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { ShortcutKeys, useShortcutCaps } from '../app/shortcut-keys.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { formatList, t } from '../messages/t.ts';
import { Button, IconButton } from '../ui/button.tsx';
import styles from './anchor-bar.module.css';
import { CriterionFinder } from './criterion-finder.tsx';
import type { Choosing } from './viewer-props.ts';

interface AnchorBarProps {
  readonly choosing: Choosing;
  /** Where the chosen place ends, in pixels of the layer. */
  readonly x: number;
  readonly y: number;
  readonly onDrop: () => void;
}

/** Floats under a chosen place, says what it is anchored to, and offers to anchor it to more. */
export function AnchorBar({ choosing, x, y, onDrop }: AnchorBarProps) {
  const { isFinding, setIsFinding } = useFinding();
  const findKeys = useShortcutCaps('mark.anchorTo');
  useShortcut('mark.anchorTo', () => setIsFinding(true));
  const anchored = choosing.criteria.filter((one) => one.isAnchored);
  const isAnchoredHere = anchored.some((one) => one.label === choosing.criterion);
  return (
    // A press here must not take the selection away before it is anchored.
    <div
      className={styles.bar}
      style={{ left: x, top: y }}
      role="toolbar"
      aria-label={t('anchor.bar')}
      data-anchor-bar
      onMouseDown={(event) => event.preventDefault()}
    >
      <div className={styles.row}>
        {!isAnchoredHere && (
          <>
            <Button kind="quiet" icon={<Anchor aria-hidden />} onPress={() => choosing.anchor()}>
              {t('anchor.to', { criterion: choosing.criterion })}
            </Button>
            <ShortcutKeys id="mark.anchor" />
          </>
        )}
        {anchored.length > 0 && (
          <span className={styles.anchored} role="status">
            <Check aria-hidden />
            {t('anchor.done', { criteria: formatList(anchored.map((one) => one.label)) })}
          </span>
        )}
        <IconButton
          label={t('anchor.other')}
          keys={findKeys}
          isPressed={isFinding}
          onPress={() => setIsFinding(!isFinding)}
        >
          <ListFilter aria-hidden />
        </IconButton>
        <IconButton label={t('anchor.drop')} onPress={onDrop}>
          <X aria-hidden />
        </IconButton>
      </div>
      {isFinding && (
        <CriterionFinder
          criteria={choosing.criteria}
          onFound={(criterion) => {
            setIsFinding(false);
            choosing.anchor(criterion);
          }}
          onCancel={() => setIsFinding(false)}
        />
      )}
    </div>
  );
}

/** Typing takes the selection out of the evidence; it comes back afterwards, since it is what gets anchored. */
function useFinding() {
  const [isFinding, setIsFinding] = useState(false);
  const kept = useRef<Range | null>(null);
  return {
    isFinding,
    setIsFinding(next: boolean) {
      const selection = document.getSelection();
      if (next) kept.current = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
      setIsFinding(next);
      if (next || kept.current === null) return;
      const range = kept.current;
      // Once the field is gone, which takes its own selection along.
      requestAnimationFrame(() => {
        if (!range.collapsed && range.startContainer.isConnected) {
          document
            .getSelection()
            ?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
        }
      });
    },
  };
}
