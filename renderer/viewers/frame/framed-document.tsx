import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AnchorTarget, Rect } from '../../../src/domain/anchor.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { formatList, t } from '../../messages/t.ts';
import {
  BLOCKED_KINDS,
  type FromFrame,
  type LongStep,
  NOT_SHOWN_CODES,
  type OutlineEntry,
  type ReaderKind,
  type RefusalCode,
} from '../../reader/protocol.ts';
import { Button } from '../../ui/button.tsx';
import { AnchorBar } from '../anchor-bar.tsx';
import { artifactUrl, readRange, UnreadableBytes } from '../artifact-bytes.ts';
import { Opening } from '../opening.tsx';
import { clampZoom, stepZoom } from '../pdf/page-layout.ts';
import { useElementSize } from '../use-element-size.ts';
import type { Overlay, ViewerProps } from '../viewer-props.ts';
import toolbar from '../viewer-toolbar.module.css';
import { actForFrame, pressForFrame } from './frame-keys.ts';
import { FrameOutline } from './frame-outline.tsx';
import { type FrameEnd, type FrameSession, readerAddress, startSession } from './frame-session.ts';
import { FrameToolbar } from './frame-toolbar.tsx';
import styles from './frame-viewer.module.css';
import { useShownTheme } from './use-shown-theme.ts';

interface FramedDocumentProps extends ViewerProps {
  readonly reader: ReaderKind;
  readonly sourceToggle: ReactNode;
  readonly onEnd: (end: FrameEnd | 'stopped') => void;
  readonly onRefused: (code: RefusalCode) => void;
  readonly onUnreadable: (isMissing: boolean) => void;
}

type Opened = Extract<FromFrame, { kind: 'opened' }>;

const LANGUAGE = 'en-GB';
const BAR = { width: 300, height: 40 };

/** One document in a frame of its own, with what people do to it from outside. */
export function FramedDocument(props: FramedDocumentProps) {
  const { artifact, choosing, overlays, destination } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const session = useRef<FrameSession | null>(null);
  const size = useElementSize(stage);
  const theme = useShownTheme();
  const [address] = useState(readerAddress);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [around, setAround] = useState<Rect | null>(null);
  const [found, setFound] = useState<{ readonly count: number; readonly at: number } | null>(null);
  const [unplaced, setUnplaced] = useState(0);
  const [zoom, setZoom] = useState(1);
  const [isSearchOpen, setIsSearchOpen] = useState(false);
  const [isOutlineOpen, setIsOutlineOpen] = useState(false);
  const [working, setWorking] = useState<LongStep | null>(null);
  const isOpen = opened !== null;

  const hear = (message: Exclude<FromFrame, { kind: 'beat' }>) => {
    switch (message.kind) {
      case 'ready':
        return;
      case 'opened':
        return setOpened(message);
      case 'noticed':
        return setOpened((now) => now && { ...now, ...message, kind: 'opened' });
      case 'working':
        return setWorking(message.on);
      case 'failed':
        return props.onRefused(message.code);
      case 'chosen':
        if (!choosing) return;
        setAround(message.rect);
        return choosing.choose(message.targets);
      case 'moved':
        return setAround(message.rect);
      case 'found':
        return setFound({ count: message.count, at: message.at });
      case 'unplaced':
        return setUnplaced(message.count);
      case 'pressed': {
        const onOpen = overlays.find((overlay) => idOf(overlay) === message.id)?.onOpen;
        return frame.current && onOpen && actForFrame(frame.current, onOpen);
      }
      case 'key':
        return frame.current === null ? undefined : pressForFrame(frame.current, message);
    }
  };
  const latest = useRef({ hear, theme, props });
  latest.current = { hear, theme, props };

  const leaving = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      leaving.current?.abort();
      session.current?.end();
      session.current = null;
    },
    [],
  );
  const onLoad = () => {
    if (frame.current === null) return;
    if (session.current !== null) {
      // Something took the frame elsewhere, and was refused.
      session.current.end();
      return props.onEnd('crashed');
    }
    const controller = new AbortController();
    leaving.current = controller;
    const started = startSession(frame.current, {
      onMessage: (message) => latest.current.hear(message),
      onEnd: (end) => latest.current.props.onEnd(end),
    });
    session.current = started;
    const { hash, sizeBytes, path } = artifact;
    const reading =
      sizeBytes === 0
        ? Promise.resolve(new Uint8Array())
        : readRange(artifactUrl(hash), 0, sizeBytes, controller.signal);
    reading.then(
      ({ buffer }) => {
        if (controller.signal.aborted || !(buffer instanceof ArrayBuffer)) return;
        started.tell(
          {
            kind: 'open',
            reader: props.reader,
            bytes: buffer,
            name: path.split('/').at(-1) ?? path,
            theme: latest.current.theme,
            language: LANGUAGE,
          },
          [buffer],
        );
      },
      (cause) => {
        if (controller.signal.aborted) return;
        latest.current.props.onUnreadable(cause instanceof UnreadableBytes && cause.status === 404);
      },
    );
  };

  useEffect(() => session.current?.tell({ kind: 'theme', theme }), [theme]);
  useEffect(() => {
    if (isOpen) session.current?.tell({ kind: 'zoom', factor: zoom });
  }, [zoom, isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    session.current?.tell({
      kind: 'overlays',
      overlays: overlays.map((overlay) => {
        const { target, tone, label, onOpen } = overlay;
        return { id: idOf(overlay), target, tone, label, opens: onOpen !== undefined };
      }),
    });
  }, [overlays, isOpen]);
  useEffect(() => {
    if (!isOpen || !destination) return;
    session.current?.tell({ kind: 'goTo', target: destination.target });
    if (destination.find !== undefined)
      session.current?.tell({ kind: 'find', text: destination.find, part: partOf(destination.target) });
  }, [destination, isOpen]);
  const chosen = choosing?.chosen ?? null;
  useEffect(() => {
    if (chosen !== null) return;
    setAround(null);
    session.current?.tell({ kind: 'unchoose' });
  }, [chosen]);

  const step = (up: boolean) => setZoom(clampZoom(stepZoom(zoom, up)));
  useShortcut('evidence.zoomIn', () => step(true), isOpen);
  useShortcut('evidence.zoomOut', () => step(false), isOpen);
  useShortcut('evidence.fit', () => setZoom(1), isOpen);
  useShortcut('evidence.search', () => setIsSearchOpen(true), isOpen);

  const bar = around && chosen !== null && choosing && placeBar(around, size);
  return (
    <div className={styles.viewer}>
      <FrameToolbar
        zoom={zoom}
        onZoom={setZoom}
        found={found}
        isSearchOpen={isSearchOpen}
        onSearchOpen={(open) => {
          setIsSearchOpen(open);
          if (!open) {
            setFound(null);
            session.current?.tell({ kind: 'find', text: '', part: null });
          }
        }}
        onFind={(text) => session.current?.tell({ kind: 'find', text, part: null })}
        onFindStep={(by) => session.current?.tell({ kind: 'findStep', by })}
        hasOutline={(opened?.outline.length ?? 0) > 0}
        isOutlineOpen={isOutlineOpen}
        onOutlineOpen={setIsOutlineOpen}
      >
        {props.sourceToggle}
      </FrameToolbar>
      {opened && <Notices opened={opened} unplaced={unplaced} />}
      <div className={styles.body}>
        {isOutlineOpen && opened && (
          <FrameOutline
            entries={opened.outline}
            onGo={(entry: OutlineEntry) => session.current?.tell({ kind: 'goToEntry', id: entry.id })}
          />
        )}
        <div ref={stage} className={styles.stage}>
          <iframe
            ref={frame}
            className={styles.frame}
            src={address}
            sandbox="allow-scripts"
            referrerPolicy="no-referrer"
            title={t('viewer.frame.region', { title: artifact.title })}
            onLoad={onLoad}
          />
          {!isOpen && (
            <div className={styles.waiting}>
              {working === null ? (
                <Opening title={artifact.title} />
              ) : (
                <Working on={working} onStop={() => props.onEnd('stopped')} />
              )}
            </div>
          )}
          {bar && choosing && (
            <AnchorBar choosing={choosing} x={bar.x} y={bar.y} onDrop={() => choosing.choose(null)} />
          )}
        </div>
      </div>
    </div>
  );
}

/** Unique among both markers, whose anchors are counted each for itself. */
function idOf({ tone, anchor }: Overlay): string {
  return `${tone} ${anchor}`;
}

/** What the frame calls the part a place is in. */
function partOf(target: AnchorTarget): string | null {
  switch (target.kind) {
    case 'cells':
      return target.sheet;
    case 'text':
      return target.part;
    case 'page':
      return `slide ${target.page}`;
    default:
      return null;
  }
}

/** A long step of opening, which can be left. */
function Working({ on, onStop }: { readonly on: LongStep; readonly onStop: () => void }) {
  return (
    <div className={styles.working}>
      <p role="status">{t(`viewer.working.${on}`)}</p>
      <Button onPress={onStop}>{t('ui.cancel')}</Button>
    </div>
  );
}

/** Under what is chosen, or at the edge nearest to it. */
function placeBar(
  rect: Rect,
  stage: { readonly width: number; readonly height: number },
): { x: number; y: number } {
  const clamp = (value: number, most: number) => Math.max(8, Math.min(value, Math.max(8, most)));
  return {
    x: clamp(rect.x, stage.width - BAR.width),
    y: clamp(rect.y + rect.height, stage.height - BAR.height - 16),
  };
}

/** What people should know before they judge by what they see. */
function Notices({ opened, unplaced }: { readonly opened: Opened; readonly unplaced: number }) {
  const blocked = BLOCKED_KINDS.flatMap((kind) => {
    const n = opened.blocked[kind] ?? 0;
    return n > 0 ? [t(`viewer.blocked.${kind}`, { n })] : [];
  });
  const notShown = NOT_SHOWN_CODES.flatMap((code) => {
    const n = opened.notShown[code] ?? 0;
    return n > 0 ? [t(`viewer.notShown.${code}`, { n })] : [];
  });
  const sentences = [
    blocked.length > 0 && t('viewer.frame.blocked', { list: formatList(blocked) }),
    notShown.length > 0 && t('viewer.frame.notShown', { list: formatList(notShown) }),
    unplaced > 0 && t('viewer.frame.unplaced', { n: unplaced }),
  ].filter((sentence) => sentence !== false);
  if (sentences.length === 0) return null;
  return (
    <p className={toolbar.note} role="status">
      {sentences.join(' ')}
    </p>
  );
}
