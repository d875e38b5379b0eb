import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { app } from 'electron';

/**
 * Files given on the command line, by a second start, or by the system's file manager. They wait until somebody
 * takes them.
 */
export function collectOpenedFiles(onWaiting: () => void): { take(): readonly string[] } {
  const waiting: string[] = [];
  const add = (paths: readonly string[]) => {
    waiting.push(...paths);
    if (paths.length > 0) onWaiting();
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    add([path]);
  });
  app.on('second-instance', (_event, argv, workingDirectory) => add(filesIn(argv, workingDirectory)));
  waiting.push(...filesIn(process.argv, process.cwd()));
  return { take: () => waiting.splice(0) };
}

/** Arguments that name something that exists, besides the program and, in development, its folder. */
function filesIn(argv: readonly string[], workingDirectory: string): readonly string[] {
  const own = app.isPackaged ? [] : [app.getAppPath()];
  return argv
    .slice(1)
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => resolve(workingDirectory, argument))
    .filter((path) => !own.includes(path) && existsSync(path));
}
