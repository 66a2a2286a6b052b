import { endWithNpm } from '../../end-with-npm';
import { wordsOf } from '../../run-process';

/** Runs a benchmark of its own to its end; exit code 1, with a few words, when it could not be carried out. */
export const runBench = (main: () => Promise<void>): void => {
  endWithNpm();
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${wordsOf(error).slice(0, 500)}\n`);
      process.exit(1);
    },
  );
};
