import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CaseFigures, figuresOf, runSideBySide, type Side } from './side-by-side.ts';
import { timeWindow } from './time-window.ts';

const REFERENCE = 'empty window';

/** From starting the program to its first screen painted, against a window of the same Electron with one heading. */
export async function benchStart(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  const electron = process.env.ASSAY_ELECTRON;
  if (!electron) throw new Error('no Electron: run this as npm run bench, whose set-up finds one');
  say('start: first screen …');
  // Each keeps its own folder from run to run, as an installed program does; the warm-up is the first start.
  const side = (name: string, application: string): Side => {
    const userData = join(folder, `user-data-${name.replaceAll(' ', '-')}`);
    mkdirSync(userData);
    return { name, run: () => timeWindow({ electron, application, userData }) };
  };
  const sides = [
    side('assay', resolve(import.meta.dirname, '../..')),
    side(REFERENCE, join(import.meta.dirname, 'empty-window')),
  ];
  const timed = await runSideBySide(sides, { warmUps: 2, rounds: 9 });
  return [
    { bench: 'start', shape: 'first screen', size: '', ...figuresOf(sides, timed, { [REFERENCE]: 1.5 }) },
  ];
}
