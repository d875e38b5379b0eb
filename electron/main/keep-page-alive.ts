import { type BrowserWindow, dialog } from 'electron';
import { restartPlan } from '../policy/restart-plan.ts';

/**
 * A page whose process dies is loaded again in the same window: what was typed in it is on disk, and it finds its
 * place again by itself. One that dies again and again, or does not answer, is the person's to decide on.
 */
export function keepPageAlive(window: BrowserWindow): void {
  const contents = window.webContents;
  const crashesAtMs: number[] = [];
  let hang: AbortController | null = null;

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    hang?.abort();
    crashesAtMs.push(Date.now());
    const plan = restartPlan(crashesAtMs);
    console.error(`[main] a page ended (${reason}); ${plan === 'restart' ? 'loading it again' : 'asking'}`);
    if (plan === 'restart') contents.reload();
    else void askToTryAgain(window).then((again) => (again ? contents.reload() : window.destroy()));
  });

  window.on('unresponsive', () => {
    if (hang) return;
    const asking = new AbortController();
    hang = asking;
    void askToWait(window, asking.signal).then((wait) => {
      hang = null;
      // Ending it leads to the reload above.
      if (!wait && !asking.signal.aborted) contents.forcefullyCrashRenderer();
    });
  });
  window.on('responsive', () => hang?.abort());
}

async function askToWait(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    signal,
    message: 'This window does not answer.',
    detail:
      'Something in it takes very long. What you typed is saved. If you reload the window, it comes back where you were.',
    buttons: ['Wait', 'Reload'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}

async function askToTryAgain(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'This window stops again and again.',
    detail:
      'What you typed is saved. Try again; if it keeps stopping, close it and open another submission first.',
    buttons: ['Try again', 'Close the window'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
