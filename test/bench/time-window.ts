import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Timed } from './side-by-side.ts';

export interface WindowToTime {
  readonly electron: string;
  /** The application's folder. */
  readonly application: string;
  readonly userData: string;
}

const Answer = z.object({
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});
const Targets = z.object({ targetInfos: z.array(z.object({ targetId: z.string(), type: z.string() })) });
const Attached = z.object({ sessionId: z.string() });
const Evaluated = z.object({ result: z.object({ value: z.number() }) });

/**
 * In the page: when its largest piece of content was painted, in ms since 1970; 0 before that, or before the first
 * heading, which both windows show when they can be used.
 */
const WHEN_PAINTED = `(() => {
  if (!globalThis.painted) {
    globalThis.painted = { ms: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) painted.ms = Math.max(painted.ms, performance.timeOrigin + entry.startTime);
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  }
  return document.querySelector('h1') ? painted.ms : 0;
})()`;
const ANSWER_LIMIT_MS = 1000;
/** Time for something larger to follow. */
const SETTLE_MS = 300;

const LIMIT_MS = 45_000;

/** Starts an application, waits until its window is usable, and ends it. The clock is the browser's own. */
export async function timeWindow({ electron, application, userData }: WindowToTime): Promise<Timed> {
  const isRoot = process.getuid?.() === 0;
  const args = [
    ...(isRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${userData}`,
    '--remote-debugging-port=0',
    application,
  ];
  const startedMs = performance.timeOrigin + performance.now();
  const child = spawn(electron, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const printed: string[] = [];
  try {
    const browser = await connect(await debuggerAddress(child, printed));
    const paintedMs = await whenPainted(browser);
    const peakBytes = child.pid === undefined ? null : peakBytesOf(child.pid);
    browser.close();
    return { ms: paintedMs - startedMs, peakBytes };
  } catch (error) {
    const last = printed.slice(-10).join('\n');
    throw new Error(`The window of ${application} was never usable. It printed:\n${last}`, { cause: error });
  } finally {
    child.kill();
    const stubborn = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(stubborn);
    clearTimeout(limit);
  }
}

async function whenPainted({ ask, page }: Awaited<ReturnType<typeof connect>>): Promise<number> {
  const session = await page();
  const look = async (): Promise<number> => {
    // The window's first, blank page gives way to the real one, and may take the question along unanswered.
    const answer = await Promise.race([
      ask('Runtime.evaluate', { expression: WHEN_PAINTED }, session).catch(() => null),
      pause(ANSWER_LIMIT_MS),
    ]);
    const evaluated = Evaluated.safeParse(answer);
    return evaluated.success ? evaluated.data.result.value : 0;
  };
  const limitMs = performance.now() + LIMIT_MS;
  while ((await look()) === 0) {
    if (performance.now() > limitMs) throw new Error('no heading was painted');
    await pause(50);
  }
  await pause(SETTLE_MS);
  return look();
}

function debuggerAddress(child: ChildProcess, printed: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stderr) return reject(new Error('the window has no stderr'));
    createInterface({ input: child.stderr }).on('line', (line) => {
      printed.push(line);
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error('it ended')));
  });
}

async function connect(address: string) {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let isOpen = true;
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, result, error } = Answer.parse(JSON.parse(String(data)));
    if (error) waiting.get(id)?.reject(new Error(JSON.stringify(error)));
    else waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  socket.addEventListener('close', () => {
    isOpen = false;
    for (const call of waiting.values()) call.reject(new Error('the window went away'));
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('the debugger does not answer')));
  });
  const ask = (method: string, params: object, sessionId?: string) =>
    new Promise<unknown>((resolve, reject) => {
      if (!isOpen) return reject(new Error('the window went away'));
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      socket.send(JSON.stringify({ id: lastId, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  /** The session of the first page, as soon as there is one. */
  const page = async (): Promise<string> => {
    for (;;) {
      const { targetInfos } = Targets.parse(await ask('Target.getTargets', {}));
      const found = targetInfos.find((target) => target.type === 'page');
      if (found) {
        const { targetId } = found;
        return Attached.parse(await ask('Target.attachToTarget', { targetId, flatten: true })).sessionId;
      }
      await pause(50);
    }
  };
  return { ask, page, close: () => socket.close() };
}

/** The peaks of a process and of all it started, added up; shared pages count in each. Linux only. */
function peakBytesOf(root: number): number | null {
  if (process.platform !== 'linux') return null;
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStatus(Number(name)));
  const family = new Set([root]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  return processes.reduce((sum, one) => sum + (family.has(one.pid) ? one.peakBytes : 0), 0);
}

function readStatus(pid: number): { pid: number; parent: number; peakBytes: number }[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return [{ pid, parent: field('PPid'), peakBytes: field('VmHWM') * 1024 }];
  } catch {
    // It ended while we were looking.
    return [];
  }
}
