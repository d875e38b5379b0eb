import { FromFrame, type ToFrame } from '../../reader/protocol.ts';

/** Why a frame is no more. */
export type FrameEnd = 'hung' | 'crashed';

export interface FrameSession {
  tell(message: ToFrame, transfer?: readonly Transferable[]): void;
  /** Stops listening. The caller takes the frame away, and with it its process. */
  end(): void;
}

interface FrameListener {
  onMessage(message: Exclude<FromFrame, { kind: 'beat' }>): void;
  /** The frame no longer answers, or says what no frame of ours would. Take it away. */
  onEnd(end: FrameEnd): void;
}

const BEAT_MS = 1_000;
/** Beats without an answer. Ticks are counted, not time: a laptop that slept is no reason to give up. */
const PATIENCE = { opening: 12, working: 60, reading: 5 } as const;
/** More between two beats is no reader but a flood. */
const MAX_MESSAGES = 2_000;

/**
 * Talks with the page in `frame`, which has just loaded, over a port that only it gets. What it says is parsed: the
 * page holds evidence, and were it ever taken over, it could say no more than the protocol knows.
 */
export function startSession(frame: HTMLIFrameElement, listener: FrameListener): FrameSession {
  const { port1: port, port2: theirs } = new MessageChannel();
  let sent = 0;
  let answered = 0;
  let heard = 0;
  let phase: keyof typeof PATIENCE = 'opening';
  let isOver = false;

  const end = () => {
    isOver = true;
    clearInterval(timer);
    port.close();
  };
  const giveUp = (reason: FrameEnd) => {
    if (isOver) return;
    end();
    listener.onEnd(reason);
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isOver) return;
    heard += 1;
    if (heard > MAX_MESSAGES) return giveUp('hung');
    const message = FromFrame.safeParse(data);
    if (!message.success) return giveUp('crashed');
    if (message.data.kind === 'beat') answered = Math.max(answered, message.data.n);
    else {
      if (message.data.kind === 'working' && phase === 'opening') phase = 'working';
      if (message.data.kind === 'opened') phase = 'reading';
      // Its frame is taken away now, and the port's closing must not be told as a crash.
      if (message.data.kind === 'failed') end();
      listener.onMessage(message.data);
    }
  };
  // Said by the browser when the other end's process is gone.
  port.addEventListener('close', () => giveUp('crashed'));
  const timer = setInterval(() => {
    heard = 0;
    if (sent - answered >= PATIENCE[phase]) return giveUp('hung');
    sent += 1;
    port.postMessage({ kind: 'beat', n: sent } satisfies ToFrame);
  }, BEAT_MS);

  // An opaque origin has no name to address it by.
  frame.contentWindow?.postMessage('assay', '*', [theirs]);
  return {
    tell: (message, transfer = []) => {
      if (!isOver) port.postMessage(message, [...transfer]);
    },
    end,
  };
}

/** An address for one frame: another site, and so another process, each time. */
export function readerAddress(): string {
  const digits = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  return `inert://reader-${digits.join('')}/`;
}
