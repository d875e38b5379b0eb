/** Progress goes to stderr, so that stdout stays free for what a command answers. */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** Something the person at the keyboard can put right; `whatToDo` says how. */
export class SetupError extends Error {
  constructor(message, whatToDo) {
    super(message);
    this.name = 'SetupError';
    this.whatToDo = whatToDo;
  }
}

/** Runs a script's main function; a failure ends the process with a sentence instead of a stack where it can. */
export async function runMain(main) {
  try {
    const code = await main();
    process.exitCode = code ?? 0;
  } catch (error) {
    if (error instanceof SetupError) {
      say(`\n✗ ${error.message}\n  ${error.whatToDo}`);
    } else {
      say(`\n✗ ${error?.stack ?? error}`);
    }
    process.exitCode = 1;
  }
}
