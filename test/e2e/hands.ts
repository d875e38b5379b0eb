import { setTimeout as pause } from 'node:timers/promises';
import type { LaunchedAssay } from './launch.ts';

/** Types into the main window and looks at it through the main process: after its page died, Playwright no longer can. */
export interface Hands {
  /** What an expression gives in the page; waits where the page is being loaded. */
  see<T>(expression: string): Promise<T>;
  /** Looks until it is so. */
  until(expression: string): Promise<void>;
  /** Puts the caret at the end of a field, found by its label. */
  intoField(label: string): Promise<void>;
  type(text: string): Promise<void>;
  /** `SIGKILL` for the page's process, or that of the core. */
  kill(what: 'page' | 'core'): Promise<void>;
}

const LIMIT_MS = 30_000;

export function handsOn({ app }: LaunchedAssay): Hands {
  const look = (expression: string): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }, code) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents || contents.isCrashed() || contents.isLoading()) return undefined;
      // What is asked of a page that dies is never answered.
      const gone = new Promise((done) => contents.once('render-process-gone', () => done(undefined)));
      return Promise.race([contents.executeJavaScript(code).catch(() => undefined), gone]);
    }, `(() => (${expression}) ?? undefined)()`);

  const killed = new Set<number>();
  const pidOf = (what: 'page' | 'core') =>
    app.evaluate(
      ({ BrowserWindow, app: electron }, wanted) =>
        wanted === 'page'
          ? BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
          : electron
              .getAppMetrics()
              .find((metric) => metric.name === 'assay-host' || metric.serviceName === 'assay-host')?.pid,
      what,
    );

  const hands: Hands = {
    async see<T>(expression: string) {
      for (const startedMs = Date.now(); Date.now() - startedMs < LIMIT_MS; await pause(20)) {
        const seen = await look(expression);
        if (seen !== undefined) return seen as T;
      }
      throw new Error(`never seen: ${expression}`);
    },
    async until(expression) {
      await hands.see(`(${expression}) ? true : undefined`);
    },
    async intoField(label) {
      const field = `[...document.querySelectorAll('textarea')].find((one) => one.labels?.[0]?.textContent.startsWith(${JSON.stringify(label)}) || one.getAttribute('aria-label') === ${JSON.stringify(label)})`;
      await hands.until(field);
      await hands.see(
        `(() => { const field = ${field}; field.focus(); field.setSelectionRange(field.value.length, field.value.length); return true; })()`,
      );
    },
    type: (text) =>
      app.evaluate(({ BrowserWindow }, letters) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        for (const letter of letters) contents?.sendInputEvent({ type: 'char', keyCode: letter });
      }, text),
    async kill(what) {
      for (const startedMs = Date.now(); Date.now() - startedMs < LIMIT_MS; await pause(10)) {
        const pid = await pidOf(what);
        // The system may still list the one that was killed before.
        if (pid === undefined || killed.has(pid)) continue;
        killed.add(pid);
        process.kill(pid, 'SIGKILL');
        return;
      }
      throw new Error(`there is no ${what} to kill`);
    },
  };
  return hands;
}
