import type { LaunchedAssay } from './launch.ts';

/** What evidence made the application do, where it should do nothing. */
export interface Activity {
  /** Addresses outside the application that were asked for, even where they were refused. */
  readonly requests: readonly string[];
  readonly navigations: readonly string[];
  /** How many windows there are at the end. */
  readonly windows: number;
  readonly dialogs: readonly string[];
  /** Errors of scripts, and what the policy of the page had to stop. */
  readonly errors: readonly string[];
  /** Times in which the window answered nothing, in words. */
  readonly stalls: readonly string[];
}

export interface Watch {
  end(): Promise<Activity>;
}

/** A person starts to wonder whether it hangs; generous, for machines that test several things at once. */
const STALL_MS = 4_000;
/** Said in a worker of pdf.js that is told to end while its document still opens. */
const ENDED_EARLY = 'Worker was terminated';
const OWN = /^(app|artifact|inert|blob|data|devtools):/;
/** The window itself, and the frame in which evidence is shown inert. */
const HOME = /^(app:\/\/assay|inert:\/\/reader-[0-9a-f]{24})\//;

/** Watches the window from now on. */
export async function watchActivity({ app, window }: LaunchedAssay): Promise<Watch> {
  const requests: string[] = [];
  const navigations: string[] = [];
  const dialogs: string[] = [];
  const errors: string[] = [];
  window.on('request', (request) => {
    if (!OWN.test(request.url())) requests.push(request.url());
  });
  window.on('framenavigated', (frame) => {
    if (!HOME.test(frame.url())) navigations.push(frame.url());
  });
  window.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  window.on('pageerror', (error) => {
    if (error.message !== ENDED_EARLY) errors.push(String(error));
  });
  window.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await window.evaluate((stallMs) => {
    const gaps: number[] = [];
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      if (now - last > stallMs) gaps.push(Math.round(now - last));
      last = now;
    }, 50);
    Reflect.set(window, 'stalls', gaps);
  }, STALL_MS);
  return {
    async end() {
      const gaps: number[] = await window.evaluate(() => Reflect.get(window, 'stalls'));
      return {
        requests,
        navigations,
        windows: await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
        dialogs,
        errors,
        stalls: gaps.map((ms) => `${ms} ms`),
      };
    },
  };
}
