import { ConfigError } from './config';
import { PackError } from './policies';
import { PortTaken } from './listen';
import { DatabaseInUse } from './entities/sqlite-source';

/** sysexits: EX_CONFIG. */
const badConfiguration = 78;
/** sysexits: EX_SOFTWARE. */
const bug = 70;

const exitCodeOf = (error: unknown): number =>
  error instanceof ConfigError || error instanceof PackError ? badConfiguration : 1;

/** What went wrong, for the person at the terminal; only surprises show their stack. */
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const expected = [ConfigError, PackError, PortTaken, DatabaseInUse].some((known) => error instanceof known);
  return expected ? error.message : (error.stack ?? error.message);
};

/**
 * What nobody caught ends the process at once: nobody knows what it left half done in memory. Nothing acknowledged is lost,
 * since that is in the database, and the supervisor starts the process again. A rejected promise that nobody waits for is
 * the same. Expected failures (a receiver, the database, Temporal) are values or are caught by the loop they happen in.
 */
const endOnSurprise = (name: string): void => {
  process.on('uncaughtException', (error, origin) => {
    process.stderr.write(`${name}: ${origin}: ${wordsOf(error)}\n`);
    process.exit(bug);
  });
};

/**
 * Runs a process until SIGTERM or SIGINT, then stops it in order. A second signal ends it at once. A failed start says why
 * and exits with 78 for configuration and packs, 1 for anything else; 70 when something is thrown that nobody catches.
 */
export const runProcess = async (name: string, start: () => Promise<{ stop(): Promise<void> }>): Promise<void> => {
  endOnSurprise(name);
  const started = await start().catch((error: unknown) => {
    process.stderr.write(`${name}: ${wordsOf(error)}\n`);
    process.exit(exitCodeOf(error));
  });
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    started.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${name}: ${wordsOf(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
};
