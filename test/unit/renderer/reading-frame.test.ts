// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rebind, resetBindings } from '../../../renderer/app/shortcuts.ts';
import { decodeMarkup } from '../../../renderer/reader/decode-markup.ts';
import { Notebook } from '../../../renderer/reader/notebook/notebook-shape.ts';
import { terminalText } from '../../../renderer/reader/notebook/terminal-text.ts';
import { FromFrame } from '../../../renderer/reader/protocol.ts';
import { finishMarkdown, renderMarkdown } from '../../../renderer/reader/render-markdown.ts';
import { actForFrame, pressForFrame } from '../../../renderer/viewers/frame/frame-keys.ts';
import { readerAddress, startSession } from '../../../renderer/viewers/frame/frame-session.ts';

const press = (key: string, changes: Partial<Record<'ctrlKey' | 'shiftKey', boolean>> = {}) => ({
  kind: 'key' as const,
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...changes,
});

describe('talking with a frame', () => {
  let ends: string[] = [];
  let heard: unknown[] = [];
  let theirs: MessagePort | undefined;
  let frame: HTMLIFrameElement;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    ends = [];
    heard = [];
    frame = document.createElement('iframe');
    document.body.replaceChildren(frame);
    if (!frame.contentWindow) throw new Error('the frame has no window');
    vi.spyOn(frame.contentWindow, 'postMessage').mockImplementation((...given: unknown[]) => {
      const transferred: unknown = given[2];
      const port: unknown = Array.isArray(transferred) ? transferred[0] : undefined;
      if (port instanceof MessagePort) theirs = port;
    });
  });
  afterEach(() => {
    theirs?.close();
    vi.useRealTimers();
  });
  const start = () => {
    // Each its own: the end of an earlier one is told late.
    const [itsHeard, itsEnds] = [heard, ends];
    startSession(frame, {
      onMessage: (message) => itsHeard.push(message.kind),
      onEnd: (end) => itsEnds.push(end),
    });
  };
  const opened = { kind: 'opened', blocked: {}, notShown: {}, outline: [] };

  it('gives up one that answers nothing: later while it opens, sooner once it is read', async () => {
    start();
    vi.advanceTimersByTime(12_000);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(ends).toEqual(['hung']);

    start();
    theirs?.postMessage(opened);
    await vi.waitFor(() => expect(heard).toContain('opened'));
    vi.advanceTimersByTime(6_000);
    expect(ends).toEqual(['hung', 'hung']);
  });

  it('waits a minute for one that said it would take long, while it opens only', async () => {
    start();
    theirs?.postMessage({ kind: 'working', on: 'workbook' });
    await vi.waitFor(() => expect(heard).toContain('working'));
    vi.advanceTimersByTime(60_000);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(ends).toEqual(['hung']);

    start();
    theirs?.postMessage(opened);
    theirs?.postMessage({ kind: 'working', on: 'workbook' });
    await vi.waitFor(() => expect(heard).toEqual(['working', 'opened', 'working']));
    vi.advanceTimersByTime(6_000);
    expect(ends).toEqual(['hung', 'hung']);
  });

  it('stays with one that answers', async () => {
    start();
    theirs?.addEventListener('message', ({ data }) => theirs?.postMessage(data));
    theirs?.start();
    const answer = async () => {
      vi.advanceTimersByTime(1_000);
      // The answer comes in a task of its own.
      await new Promise((done) => setTimeout(done));
      await new Promise((done) => setTimeout(done));
    };
    for (let beat = 0; beat < 30; beat += 1) await answer();
    expect(ends).toEqual([]);
  });

  it('believes nothing that is no word of the protocol, and no flood', async () => {
    start();
    theirs?.postMessage({ kind: 'submit', everything: true });
    await vi.waitFor(() => expect(ends).toEqual(['crashed']));

    start();
    for (let times = 0; times <= 2_000; times += 1) theirs?.postMessage({ kind: 'ready' });
    await vi.waitFor(() => expect(ends).toEqual(['crashed', 'hung']));
  });

  it('makes up another address each time', () => {
    expect(readerAddress()).toMatch(/^inert:\/\/reader-[0-9a-f]{24}\/$/);
    expect(readerAddress()).not.toBe(readerAddress());
  });
});

describe('keys of a frame', () => {
  let pressed: string[] = [];
  let isActive = true;
  let frame: HTMLIFrameElement;
  const note = (event: Event) => {
    if (event instanceof KeyboardEvent) pressed.push(event.key);
  };

  beforeEach(() => {
    pressed = [];
    isActive = true;
    frame = document.createElement('iframe');
    document.body.replaceChildren(frame, document.createElement('input'));
    vi.stubGlobal('assay', { platform: 'linux' });
    vi.stubGlobal('navigator', {
      userActivation: {
        get isActive() {
          return isActive;
        },
      },
    });
    addEventListener('keydown', note);
    frame.focus();
  });
  afterEach(() => {
    removeEventListener('keydown', note);
    vi.unstubAllGlobals();
  });

  it('count while the keyboard is there and a person has acted', () => {
    pressForFrame(frame, press('a'));
    expect(pressed).toEqual(['a']);
  });

  it('do not count where nobody has acted, or the keyboard is elsewhere', () => {
    isActive = false;
    pressForFrame(frame, press('a'));
    isActive = true;
    document.querySelector('input')?.focus();
    pressForFrame(frame, press('a'));
    expect(pressed).toEqual([]);
  });

  it('nor do labels; where the window hears later that somebody acted, it waits for that', () => {
    vi.useFakeTimers();
    const act = vi.fn();
    isActive = false;
    actForFrame(frame, act);
    vi.advanceTimersByTime(1_000);
    expect(act).not.toHaveBeenCalled();
    actForFrame(frame, act);
    isActive = true;
    vi.advanceTimersByTime(1_000);
    expect(act).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it('never hand in: Enter gives the keyboard back', () => {
    const leave = vi.spyOn(frame, 'blur');
    pressForFrame(frame, press('Enter', { ctrlKey: true }));
    expect(pressed).toEqual([]);
    expect(leave).toHaveBeenCalledOnce();
  });

  it('never hand in by a key that a person chose for it instead of Enter', () => {
    const leave = vi.spyOn(frame, 'blur');
    for (const [id, key] of [
      ['mark.submit', 's'],
      ['moderate.record', 'r'],
    ] as const) {
      rebind(id, `mod+${key}`);
      pressForFrame(frame, press(key, { ctrlKey: true }));
    }
    expect(pressed).toEqual([]);
    expect(leave).toHaveBeenCalledTimes(2);
    resetBindings();
    pressForFrame(frame, press('s', { ctrlKey: true }));
    expect(pressed).toEqual(['s']);
  });
});

describe('what a frame may say', () => {
  const target = { kind: 'text', part: null, start: 0, end: 1, quote: 'x', before: '', after: '' };
  it.each<[string, unknown, boolean]>([
    [
      'places with their rectangle',
      { kind: 'chosen', targets: [target], rect: { x: 0, y: 0, width: 1, height: 1 } },
      true,
    ],
    ['that nothing is chosen', { kind: 'chosen', targets: null, rect: null }, true],
    [
      'a quote without end',
      { kind: 'chosen', targets: [{ ...target, quote: 'x'.repeat(4001) }], rect: null },
      false,
    ],
    [
      'places without end',
      { kind: 'chosen', targets: Array.from({ length: 201 }, () => target), rect: null },
      false,
    ],
    ['less than nothing found', { kind: 'found', count: -1, at: 0 }, false],
    ['what was blocked', { kind: 'opened', blocked: { scripts: 2 }, notShown: {}, outline: [] }, true],
    ['which label was pressed', { kind: 'pressed', id: 'mine a-1' }, true],
    ['a label without end', { kind: 'pressed', id: 'x'.repeat(201) }, false],
    ['a long step it made up', { kind: 'working', on: 'something' }, false],
    ['words of its own', { kind: 'opened', blocked: { everything: 2 }, notShown: {}, outline: [] }, false],
    ['what only the application says', { kind: 'open', bytes: 1 }, false],
    ['no message at all', null, false],
  ])('%s', (_what, message, isKnown) => expect(FromFrame.safeParse(message).success).toBe(isKnown));
});

describe('texts as they come', () => {
  it.each([
    ['UTF-8', Buffer.from('Prüfung'), 'Prüfung'],
    ['Windows-1252 that says nothing', Buffer.from('Pr\xfcfung \x80', 'latin1'), 'Prüfung €'],
    [
      'what the page declares',
      Buffer.from('<meta charset="iso-8859-2">\xb1', 'latin1'),
      '<meta charset="iso-8859-2">ą',
    ],
    ['UTF-16 by its mark', Buffer.from('\ufeffab', 'utf16le'), 'ab'],
    [
      'an encoding nobody knows',
      Buffer.from('<meta charset="x-none">\xfc', 'latin1'),
      '<meta charset="x-none">ü',
    ],
  ])('markup in %s', (_name, bytes, text) => expect(decodeMarkup(bytes)).toBe(text));

  it('of a terminal, without colours and with lines overwritten', () => {
    expect(terminalText('\u001b[1;31mred\u001b[0m\n10%\r50%\r100%\r\n\u001b]0;title\u0007end')).toBe(
      'red\n100%\nend',
    );
  });

  it('of notebooks old and new, whole or in lines; nothing else', () => {
    const kinds = (value: unknown) => {
      const parsed = Notebook.safeParse(value);
      return parsed.success
        ? (parsed.data.cells ?? parsed.data.worksheets?.[0]?.cells)?.map((cell) => cell.source ?? cell.input)
        : null;
    };
    expect(kinds({ nbformat: 4, cells: [{ cell_type: 'code', source: ['a\n', 'b'], outputs: [] }] })).toEqual(
      ['a\nb'],
    );
    expect(kinds({ nbformat: 3, worksheets: [{ cells: [{ cell_type: 'code', input: 'a' }] }] })).toEqual([
      'a',
    ]);
    expect(kinds({ nbformat: 4 })).toBeNull();
    expect(kinds({ cells: 3 })).toBeNull();
  });

  it('of Markdown: blocks know their lines, task lists have boxes, headings have names', () => {
    const root = document.createElement('main');
    root.innerHTML = renderMarkdown('# One two\n\n- [x] done\n- [ ] not\n\n# One two\n');
    finishMarkdown(root);
    expect([...root.querySelectorAll('h1')].map((one) => [one.id, one.getAttribute('data-lines')])).toEqual([
      ['one-two', '1-1'],
      ['one-two-1', '6-6'],
    ]);
    expect([...root.querySelectorAll('li')].map((one) => one.textContent?.trim())).toEqual([
      '☑ done',
      '☐ not',
    ]);
  });
});
