import { childEnvironment } from './config';

const lookMs = 500;

/**
 * npm hands SIGTERM to the shell that it runs a script in, which ends without telling the program behind it: a new parent
 * shows that, and the program gets the signal after all. Ctrl-C needs none of this: a terminal sends it to everybody.
 */
export const endWithNpm = (): void => {
  if (childEnvironment({})['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, lookMs);
  watch.unref();
  // Told already: told twice it would end at once, in the middle of stopping.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      clearInterval(watch);
    });
};
