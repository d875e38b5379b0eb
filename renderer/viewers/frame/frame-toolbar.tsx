import { ChevronDown, ChevronUp, List, Minus, Plus, Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useShortcutCaps } from '../../app/shortcut-keys.tsx';
import { formatPercent, t } from '../../messages/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { stepZoom } from '../pdf/page-layout.ts';
import styles from '../viewer-toolbar.module.css';

interface FrameToolbarProps {
  readonly zoom: number;
  readonly onZoom: (factor: number) => void;
  /** How many were found and which is shown, from 1; null before anything was looked for. */
  readonly found: { readonly count: number; readonly at: number } | null;
  readonly isSearchOpen: boolean;
  readonly onSearchOpen: (open: boolean) => void;
  readonly onFind: (text: string) => void;
  readonly onFindStep: (by: 1 | -1) => void;
  readonly hasOutline: boolean;
  readonly isOutlineOpen: boolean;
  readonly onOutlineOpen: (open: boolean) => void;
  /** More buttons at its end. */
  readonly children: ReactNode;
}

const PERCENTS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3];

/** Over a document in its frame: outline, zoom, search. */
export function FrameToolbar(props: FrameToolbarProps) {
  const { zoom, onZoom } = props;
  const zoomIn = useShortcutCaps('evidence.zoomIn');
  const zoomOut = useShortcutCaps('evidence.zoomOut');
  const find = useShortcutCaps('evidence.search');
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('viewer.toolbar')}>
      {props.hasOutline && (
        <IconButton
          label={t('viewer.frame.outline')}
          isPressed={props.isOutlineOpen}
          onPress={() => props.onOutlineOpen(!props.isOutlineOpen)}
        >
          <List aria-hidden />
        </IconButton>
      )}
      <span className={styles.gap} />
      <IconButton label={t('viewer.zoomOut')} keys={zoomOut} onPress={() => onZoom(stepZoom(zoom, false))}>
        <Minus aria-hidden />
      </IconButton>
      <Menu
        label={t('viewer.zoom')}
        groups={[
          {
            id: 'percent',
            actions: PERCENTS.map((factor) => ({
              id: String(factor),
              label: formatPercent(factor),
              isChosen: zoom === factor,
              onAction: () => onZoom(factor),
            })),
          },
        ]}
      >
        <AriaButton
          className={styles.percent}
          aria-label={t('viewer.zoomNow', { percent: formatPercent(zoom) })}
        >
          {formatPercent(zoom)}
        </AriaButton>
      </Menu>
      <IconButton label={t('viewer.zoomIn')} keys={zoomIn} onPress={() => onZoom(stepZoom(zoom, true))}>
        <Plus aria-hidden />
      </IconButton>
      <span className={styles.gap} />
      {props.children}
      {props.isSearchOpen ? (
        <SearchField {...props} />
      ) : (
        <IconButton label={t('viewer.search')} keys={find} onPress={() => props.onSearchOpen(true)}>
          <Search aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

function SearchField({ found, onFind, onFindStep, onSearchOpen }: FrameToolbarProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  useEffect(() => input.current?.focus(), []);
  return (
    <span className={styles.search}>
      <input
        ref={input}
        className={styles.query}
        type="search"
        aria-label={t('viewer.search')}
        placeholder={t('viewer.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onFind(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onFindStep(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onSearchOpen(false);
          else return;
          event.preventDefault();
        }}
      />
      <span className={styles.found} role="status">
        {typed.trim() === '' || found === null
          ? ''
          : found.count === 0
            ? t('viewer.notFound')
            : t('viewer.found', found)}
      </span>
      <IconButton label={t('viewer.previousMatch')} onPress={() => onFindStep(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label={t('viewer.nextMatch')} onPress={() => onFindStep(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton label={t('viewer.searchClose')} onPress={() => onSearchOpen(false)}>
        <X aria-hidden />
      </IconButton>
    </span>
  );
}
