import type { FromFrame } from './protocol.ts';

const OWN_KEYS = /^(Arrow(Up|Down|Left|Right)|Page(Up|Down)|Home|End|Tab| |Control|Shift|Alt|Meta)$/;

/** Keys that neither scroll nor copy are the application's. */
export function followKeys(tell: (message: FromFrame) => void): void {
  addEventListener('keydown', (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!event.isTrusted || event.isComposing || event.repeat) return;
    if (isPlain && OWN_KEYS.test(event.key)) return;
    if ((event.ctrlKey || event.metaKey) && /^[ac]$/i.test(event.key)) return;
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    tell({ kind: 'key', key, code, ctrlKey, metaKey, altKey, shiftKey });
  });
}

/** Links within the document lead there; no other link leads anywhere. */
export function followLinks(root: HTMLElement): void {
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-to]') : null;
    event.preventDefault();
    const to = link?.getAttribute('data-to');
    if (!to) return;
    const name = decodeName(to);
    const goal = [...root.querySelectorAll('[id], a[name]')].find(
      (element) => element.id === name || element.getAttribute('name') === name,
    );
    goal?.scrollIntoView({ block: 'start' });
  });
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
