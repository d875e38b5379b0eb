import { useVirtualizer } from '@tanstack/react-virtual';
import { WrapText } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../messages/t.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { AnchorBar } from '../anchor-bar.tsx';
import type { Overlay, ViewerProps } from '../viewer-props.ts';
import toolbar from '../viewer-toolbar.module.css';
import { type LineTokens, TOKEN_KINDS } from './highlight-protocol.ts';
import { firstLine, type LineSelection, lastLine, moveHead, placeOfLines } from './line-selection.ts';
import styles from './text-lines.module.css';
import { useHighlighting } from './use-highlighting.ts';

interface TextLinesProps extends ViewerProps {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

const LINE_PX = 20;
/** A longer line would hold up the layout of the whole window. */
const MAX_SHOWN = 10_000;

/** Lines of which only the near ones exist; select them by their numbers, or with shift and the arrow keys. */
export function TextLines(props: TextLinesProps) {
  const { artifact, lines, notes, overlays, choosing } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [wraps, setWraps] = useState(artifact.viewer === 'text');
  const tokensOf = useHighlighting(artifact.path, lines);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });
  const { selection, select, isDragging } = useLineSelection(props);
  const flashing = useDestination(props, (line) => rows.scrollToIndex(line - 1, { align: 'center' }));
  const digits = String(lines.length).length;

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || !choosing || !event.shiftKey) return;
    event.preventDefault();
    const first = rows.range ? rows.range.startIndex + 1 : 1;
    const next = moveHead(
      selection ?? { tail: first, head: first - by },
      by,
      lines.length,
      selection !== null,
    );
    select(next);
    rows.scrollToIndex(next.head - 1, { align: 'auto' });
  };
  const last = selection ? lastLine(selection) : null;
  const end = rows.getVirtualItems().find((row) => row.index + 1 === last);

  return (
    <div className={styles.viewer}>
      <div className={toolbar.toolbar} role="toolbar" aria-label={t('viewer.toolbar')}>
        <span className={toolbar.name}>{t('viewer.text.lines', { n: lines.length })}</span>
        <IconButton label={t('viewer.text.wrap')} isPressed={wraps} onPress={() => setWraps(!wraps)}>
          <WrapText aria-hidden />
        </IconButton>
      </div>
      {notes.map((note) => (
        <p key={note} className={toolbar.note}>
          {note}
        </p>
      ))}
      <section
        ref={scroller}
        className={classNames(styles.scroller, artifact.viewer === 'code' && styles.code)}
        aria-label={t('viewer.text.region', { title: artifact.title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: text is read and lines are selected with the arrow keys.
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={styles.column} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const number = row.index + 1;
            const isSelected =
              selection !== null && number >= firstLine(selection) && number <= lastLine(selection);
            return (
              <div
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                className={classNames(styles.line, isSelected && styles.selected, wraps && styles.wraps)}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <LineMarks overlays={overlays} line={number} flashing={flashing} />
                <LineNumber
                  number={number}
                  digits={digits}
                  isChoosing={choosing !== null}
                  onDown={(extend) =>
                    select(
                      extend && selection ? { ...selection, head: number } : { tail: number, head: number },
                      true,
                    )
                  }
                  onOver={() => isDragging.current && selection && select({ ...selection, head: number })}
                />
                <LineText text={lines[row.index] ?? ''} tokens={tokensOf(row.index)} />
              </div>
            );
          })}
          {choosing && end && (
            <AnchorBar choosing={choosing} x={digits * 9 + 40} y={end.end} onDrop={() => select(null)} />
          )}
        </div>
      </section>
    </div>
  );
}

function LineNumber(props: {
  readonly number: number;
  readonly digits: number;
  readonly isChoosing: boolean;
  readonly onDown: (extend: boolean) => void;
  readonly onOver: () => void;
}) {
  const { number, digits, isChoosing } = props;
  return (
    <span
      className={classNames(styles.number, isChoosing && styles.choosing)}
      style={{ minWidth: `${digits + 3}ch` }}
      aria-hidden
      onPointerDown={(event) => {
        if (!isChoosing || event.button !== 0) return;
        event.preventDefault();
        props.onDown(event.shiftKey);
      }}
      onPointerEnter={props.onOver}
    >
      {number}
    </span>
  );
}

function LineText({ text, tokens }: { readonly text: string; readonly tokens: LineTokens | undefined }) {
  const shown = text.length > MAX_SHOWN ? text.slice(0, MAX_SHOWN) : text;
  const rest = text.length - shown.length;
  return (
    <span className={styles.text}>
      {tokens === undefined ? shown : coloured(shown, tokens)}
      {shown === '' && '\u200b'}
      {rest > 0 && <span className={styles.rest}>{t('viewer.text.lineCut', { n: rest })}</span>}
    </span>
  );
}

function coloured(text: string, tokens: LineTokens) {
  const parts = [];
  let at = 0;
  for (let index = 0; index < tokens.length && at < text.length; index += 2) {
    const length = tokens[index] ?? 0;
    const kind = TOKEN_KINDS[tokens[index + 1] ?? -1];
    const part = text.slice(at, at + length);
    parts.push(
      kind === undefined ? (
        part
      ) : (
        <span key={at} className={styles[kind]}>
          {part}
        </span>
      ),
    );
    at += length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** Bars beside a line for the anchors that cover it; the first line of each carries its label. */
function LineMarks(props: {
  readonly overlays: readonly Overlay[];
  readonly line: number;
  readonly flashing: unknown;
}) {
  return props.overlays.map(({ target, tone, anchor, label, onOpen }) =>
    target.kind === 'lines' && props.line >= target.from && props.line <= target.to ? (
      <span
        key={`${tone} ${anchor}`}
        className={classNames(styles.mark, styles[tone], props.flashing === target && styles.flashing)}
        aria-hidden
      >
        {props.line === target.from && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: it is hidden from those who do not see it, and named in the rubric.
          // biome-ignore lint/a11y/noStaticElementInteractions: as above.
          <span className={styles.label} onClick={onOpen}>
            {label}
          </span>
        )}
      </span>
    ) : null,
  );
}

function useLineSelection({ choosing, lines }: TextLinesProps) {
  const [selection, setSelection] = useState<LineSelection | null>(null);
  const isDragging = useRef(false);
  useEffect(() => {
    const onUp = () => {
      isDragging.current = false;
    };
    addEventListener('pointerup', onUp);
    return () => removeEventListener('pointerup', onUp);
  }, []);
  // Anchored or dropped elsewhere: the selection has served.
  const chosen = choosing?.chosen ?? null;
  useEffect(() => {
    if (chosen === null) setSelection(null);
  }, [chosen]);
  const select = (next: LineSelection | null, startsDrag = false) => {
    isDragging.current = startsDrag || (isDragging.current && next !== null);
    setSelection(next);
    choosing?.choose(next ? [placeOfLines(next, lines)] : null);
  };
  return { selection, select, isDragging };
}

function useDestination({ destination }: TextLinesProps, show: (line: number) => void) {
  const [flashing, setFlashing] = useState<unknown>(null);
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    if (destination?.target.kind !== 'lines') return;
    latest.current(destination.target.from);
    setFlashing(destination.target);
    const timer = setTimeout(() => setFlashing(null), 1200);
    return () => clearTimeout(timer);
  }, [destination]);
  return flashing;
}
