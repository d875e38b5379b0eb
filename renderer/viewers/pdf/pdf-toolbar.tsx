import { BookOpen, ChevronDown, ChevronUp, Minus, PanelLeft, Plus, RotateCw, Search, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useShortcutCaps } from '../../app/shortcut-keys.tsx';
import { formatPercent, type MessageKey, t } from '../../messages/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { BoxButton } from '../box-button.tsx';
import type { Choosing } from '../viewer-props.ts';
import styles from '../viewer-toolbar.module.css';
import { type Spread, stepZoom } from './page-layout.ts';
import type { PageScroll } from './use-page-scroll.ts';
import type { PdfSearch } from './use-pdf-search.ts';
import { turnRight } from './use-reader-keys.ts';

interface PdfToolbarProps {
  readonly scroll: PageScroll;
  readonly pageCount: number;
  readonly search: PdfSearch;
  readonly isSearchOpen: boolean;
  readonly onSearchOpen: (open: boolean) => void;
  readonly isPanelOpen: boolean;
  readonly onPanelOpen: (open: boolean) => void;
  /** What the document calls its pages, where that is not their number. */
  readonly labels: readonly string[] | null;
  readonly pageField: RefObject<HTMLInputElement | null>;
  readonly choosing: Choosing | null;
}

export function PdfToolbar(props: PdfToolbarProps) {
  const { scroll, choosing } = props;
  const zoomIn = useShortcutCaps('evidence.zoomIn');
  const zoomOut = useShortcutCaps('evidence.zoomOut');
  const find = useShortcutCaps('evidence.search');
  const panel = useShortcutCaps('evidence.panel');
  const rotate = useShortcutCaps('evidence.rotate');
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('viewer.toolbar')}>
      <IconButton
        label={t('viewer.pdf.panel')}
        keys={panel}
        isPressed={props.isPanelOpen}
        onPress={() => props.onPanelOpen(!props.isPanelOpen)}
      >
        <PanelLeft aria-hidden />
      </IconButton>
      <PageField {...props} />
      <span className={styles.gap} />
      <IconButton
        label={t('viewer.zoomOut')}
        keys={zoomOut}
        onPress={() => scroll.setZoom(stepZoom(scroll.factor, false))}
      >
        <Minus aria-hidden />
      </IconButton>
      <ZoomMenu scroll={scroll} />
      <IconButton
        label={t('viewer.zoomIn')}
        keys={zoomIn}
        onPress={() => scroll.setZoom(stepZoom(scroll.factor, true))}
      >
        <Plus aria-hidden />
      </IconButton>
      <SpreadMenu scroll={scroll} />
      <IconButton
        label={t('viewer.pdf.rotate')}
        keys={rotate}
        onPress={() => scroll.setTurn(turnRight(scroll.turn))}
      >
        <RotateCw aria-hidden />
      </IconButton>
      <span className={styles.gap} />
      {choosing && <BoxButton choosing={choosing} />}
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

function PageField({ scroll, pageCount, labels, pageField }: PdfToolbarProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const named = typed === null ? -1 : (labels?.indexOf(typed.trim()) ?? -1);
    const page = named >= 0 ? named + 1 : Number(typed);
    if (typed !== null && Number.isInteger(page) && page >= 1) scroll.scrollTo(Math.min(page, pageCount));
    setTyped(null);
  };
  return (
    <span className={styles.pages}>
      <input
        ref={pageField}
        className={styles.page}
        inputMode={labels === null ? 'numeric' : 'text'}
        aria-label={t('viewer.pdf.pageField')}
        size={Math.max(2, String(pageCount).length)}
        value={typed ?? labels?.[scroll.page - 1] ?? String(scroll.page)}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setTyped(null);
          if (event.key === 'ArrowDown') scroll.stepRow(1);
          if (event.key === 'ArrowUp') scroll.stepRow(-1);
        }}
      />
      {labels !== null && <span className={styles.count}>{scroll.page}</span>}
      <span className={styles.count}>{t('viewer.pdf.of', { count: pageCount })}</span>
    </span>
  );
}

const SPREADS: Readonly<Record<Spread, MessageKey>> = {
  one: 'viewer.pdf.spreadOne',
  two: 'viewer.pdf.spreadTwo',
  cover: 'viewer.pdf.spreadCover',
};

function SpreadMenu({ scroll }: { readonly scroll: PageScroll }) {
  const keys = useShortcutCaps('evidence.spread');
  const spreads: readonly Spread[] = ['one', 'two', 'cover'];
  return (
    <Menu
      label={t('viewer.pdf.spread')}
      groups={[
        {
          id: 'spread',
          actions: spreads.map((spread) => ({
            id: spread,
            label: t(SPREADS[spread]),
            isChosen: scroll.spread === spread,
            onAction: () => scroll.setSpread(spread),
          })),
        },
      ]}
    >
      <IconButton
        label={t('viewer.pdf.spreadNow', { spread: t(SPREADS[scroll.spread]) })}
        keys={keys}
        isPressed={scroll.spread !== 'one'}
      >
        <BookOpen aria-hidden />
      </IconButton>
    </Menu>
  );
}

function ZoomMenu({ scroll }: { readonly scroll: PageScroll }) {
  const percents = [0.5, 0.75, 1.25, 1.5, 2, 3, 4];
  return (
    <Menu
      label={t('viewer.zoom')}
      groups={[
        {
          id: 'fit',
          actions: [
            {
              id: 'width',
              label: t('viewer.fitWidth'),
              isChosen: scroll.zoom === 'width',
              onAction: () => scroll.setZoom('width'),
            },
            {
              id: 'page',
              label: t('viewer.fitPage'),
              isChosen: scroll.zoom === 'page',
              onAction: () => scroll.setZoom('page'),
            },
            {
              id: 'actual',
              label: t('viewer.pdf.actualSize'),
              isChosen: scroll.zoom === 1,
              onAction: () => scroll.setZoom(1),
            },
          ],
        },
        {
          id: 'percent',
          actions: percents.map((factor) => ({
            id: String(factor),
            label: formatPercent(factor),
            isChosen: scroll.zoom === factor,
            onAction: () => scroll.setZoom(factor),
          })),
        },
      ]}
    >
      <AriaButton
        className={styles.percent}
        aria-label={t('viewer.zoomNow', { percent: formatPercent(scroll.factor) })}
      >
        {formatPercent(scroll.factor)}
      </AriaButton>
    </Menu>
  );
}

function SearchField({ search, pageCount, onSearchOpen }: PdfToolbarProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Sent here by a search over all evidence, one goes on typing there.
    if (!document.activeElement?.closest('search')) input.current?.select();
  }, []);
  const at = search.current === null ? 0 : search.matches.indexOf(search.current) + 1;
  const close = () => {
    search.setQuery('');
    onSearchOpen(false);
  };
  const isBusy = search.query.trim() !== '' && search.pagesDone < pageCount;
  return (
    <span className={styles.search}>
      <input
        ref={input}
        className={styles.query}
        type="search"
        aria-label={t('viewer.search')}
        placeholder={t('viewer.search')}
        value={search.query}
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
        }}
      />
      <span className={styles.found} role="status">
        {search.query.trim() === ''
          ? ''
          : search.matches.length === 0
            ? isBusy
              ? t('viewer.searching', { done: search.pagesDone, count: pageCount })
              : t('viewer.notFound')
            : t('viewer.found', { at, count: search.matches.length })}
      </span>
      <IconButton label={t('viewer.previousMatch')} onPress={() => search.step(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label={t('viewer.nextMatch')} onPress={() => search.step(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton label={t('viewer.searchClose')} onPress={close}>
        <X aria-hidden />
      </IconButton>
    </span>
  );
}
