import { choosingIn } from './choosing.ts';
import { cleanMarkup } from './clean-markup.ts';
import { findingIn } from './finding.ts';
import { followKeys, followLinks } from './follow-input.ts';
import { marksOn } from './marks.ts';
import pageCss from './page.css?inline';
import { placesIn } from './places.ts';
import type { BlockedKind, FrameOverlay, FromFrame, NotShownCode, ToFrame } from './protocol.ts';
import { LIMITS, type ReaderOutlineEntry, type ReaderPage, Refusal } from './reader-page.ts';
import { READERS } from './readers.ts';

/**
 * The page in the isolated frame. It waits for the application to hand over a port, once, and from then on listens to
 * nothing else: words on the port come from the application alone, whatever evidence may try.
 */
function start(): void {
  addStyle(pageCss);
  const onMessage = (event: MessageEvent) => {
    const port = event.ports[0];
    if (event.source !== parent || !port) return;
    removeEventListener('message', onMessage);
    serve(port);
  };
  addEventListener('message', onMessage);
}

function addStyle(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}

function serve(port: MessagePort): void {
  const tell = (message: FromFrame) => port.postMessage(message);
  const root = document.createElement('main');
  root.className = 'assay-root';
  root.lang = '';
  const layer = layerAbove();
  document.body.append(root);
  const places = placesIn(root);
  const marks = marksOn(layer, places, (id) => tell({ kind: 'pressed', id }));
  const finding = findingIn(places.text, (count, at) => tell({ kind: 'found', count, at }), {
    find: (words, most, isWanted) => places.own?.find?.(words, most, isWanted) ?? null,
    goTo: (target) => void marks.goTo(target),
  });
  const choosing = choosingIn(tell, places.targetsOf);
  const leaving = new AbortController();
  let overlays: readonly FrameOverlay[] = [];
  let entries: readonly ReaderOutlineEntry[] = [];
  let isOpen = false;

  const redraw = () => {
    if (!isOpen) return;
    tell({ kind: 'unplaced', count: marks.show(overlays) });
  };
  const changed = () => {
    places.forget();
    redraw();
    finding.again();
    choosing.moved();
  };

  const blocked: Partial<Record<BlockedKind, number>> = {};
  const notShown: Partial<Record<NotShownCode, number>> = {};
  const add = <Code extends string>(counts: Partial<Record<Code, number>>, code: Code, count: number) => {
    if (count <= 0) return;
    counts[code] = (counts[code] ?? 0) + count;
    if (isOpen) tell({ kind: 'noticed', blocked, notShown });
  };

  const pageFor = (name: string, language: string): ReaderPage => {
    const page: ReaderPage = {
      root,
      name,
      language,
      putMarkup: (into, markup) =>
        into.append(cleanMarkup(markup, page, { limit: LIMITS.elements, isScoped: into !== root })),
      pictureUrl: (bytes, mediaType) => {
        const type = /^image\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream';
        return URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
      },
      addStyle,
      blocked: (what, count = 1) => add(blocked, what, count),
      notShown: (code, count = 1) => add(notShown, code, count),
      outline: (given) => {
        entries = given;
      },
      places: (own) => {
        places.own = own;
      },
      choose: choosing.choose,
      working: (on) => tell({ kind: 'working', on }),
      changed,
      signal: leaving.signal,
      limits: LIMITS,
    };
    return page;
  };

  const open = async (order: Extract<ToFrame, { kind: 'open' }>) => {
    const load = READERS[order.reader];
    if (!load) throw new Refusal('unsupported');
    if (order.bytes.byteLength === 0) throw new Refusal('empty');
    document.documentElement.dataset.kind = order.reader;
    const reader = await load();
    await reader.read(new Uint8Array(order.bytes), pageFor(order.name, order.language));
    isOpen = true;
    const outline = entries.slice(0, 5_000).map(({ title, depth }, id) => ({
      id,
      title: title.slice(0, 500),
      depth: Math.min(9, Math.max(1, depth)),
    }));
    tell({ kind: 'opened', blocked, notShown, outline });
    changed();
    new ResizeObserver(() => {
      marks.place();
      choosing.moved();
    }).observe(root);
  };

  port.onmessage = ({ data }: MessageEvent<ToFrame>) => {
    switch (data.kind) {
      case 'open':
        setTheme(data.theme);
        open(data).catch((cause) => {
          root.replaceChildren();
          tell({ kind: 'failed', code: cause instanceof Refusal ? cause.code : 'damaged' });
        });
        return;
      case 'overlays':
        overlays = data.overlays;
        return redraw();
      case 'goTo':
        void marks.goTo(data.target);
        return;
      case 'goToEntry': {
        const element = entries[data.id]?.element;
        element?.scrollIntoView({ block: 'start', inline: 'nearest' });
        return;
      }
      case 'find':
        return finding.find(data.text, data.part);
      case 'findStep':
        return finding.step(data.by);
      case 'zoom':
        root.style.setProperty('zoom', String(data.factor));
        marks.place();
        return choosing.moved();
      case 'theme':
        return setTheme(data.theme);
      case 'unchoose':
        return choosing.drop();
      case 'beat':
        return tell({ kind: 'beat', n: data.n });
    }
  };
  followKeys(tell);
  followLinks(root);
  tell({ kind: 'ready' });
}

function setTheme(theme: string): void {
  document.documentElement.dataset.theme = theme;
}

/** Above all of evidence, out of the reach of its styles. */
function layerAbove(): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText =
    'all: initial !important; position: absolute !important; inset: 0 auto auto 0 !important; width: 0 !important;' +
    'height: 0 !important; z-index: 2147483647 !important; pointer-events: none !important;';
  host.ariaHidden = 'true';
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [...document.adoptedStyleSheets];
  const layer = document.createElement('div');
  layer.className = 'assay-marks';
  shadow.append(layer);
  document.documentElement.append(host);
  return layer;
}

start();
