import { ConfigError } from './config';
import { endWithNpm } from './end-with-npm';
import { MigrationFailed, MigrationLockHeld } from './entities/data-source';
import { EmptyData, ForeignData, OlderData, UnknownMigrations } from './entities/level';
import { CannotOpen } from './entities/open-error';
import { DatabaseInUse } from './entities/sqlite-source';
import { CannotListen, PortTaken } from './listen';
import { PackError } from './policies';

/** Exit codes by sysexits; docs/operations.md tells operators what they mean. */
export const exitCodes = { usage: 64, unavailable: 69, failed: 70, tryAgain: 75, badConfiguration: 78 } as const;

const { unavailable, failed, tryAgain, badConfiguration } = exitCodes;

/** Errors that say in their message what is wrong and what to do; all others show their stack. */
const codes: readonly (readonly [new (...args: never[]) => Error, number])[] = [
  [ConfigError, badConfiguration],
  [PackError, badConfiguration],
  [UnknownMigrations, badConfiguration],
  [OlderData, badConfiguration],
  [EmptyData, badConfiguration],
  [ForeignData, badConfiguration],
  [CannotListen, badConfiguration],
  [DatabaseInUse, tryAgain],
  [MigrationLockHeld, tryAgain],
  [PortTaken, tryAgain],
  [MigrationFailed, failed],
];

/** The exit code of an expected error; undefined for a surprise. */
export const exitCodeOf = (error: unknown): number | undefined => {
  if (error instanceof CannotOpen) return error.isPassing ? unavailable : badConfiguration;
  return codes.find(([kind]) => error instanceof kind)?.[1];
};

/** What went wrong, for the person at the terminal; only surprises show their stack. */
export const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return exitCodeOf(error) === undefined ? (error.stack ?? error.message) : error.message;
};

/**
 * What every program has around it: files that it makes are for its account alone, and a log that cannot be written (disk
 * full, reader gone) ends nothing.
 */
export const guardProcess = (): void => {
  process.umask(0o077);
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
};

/**
 * What nobody caught ends the process at once: nobody knows what it left half done in memory. Nothing acknowledged is lost,
 * since that is in the database, and the supervisor starts the process again. A rejected promise that nobody waits for is
 * the same. Expected failures (a receiver, the database, Temporal) are values or are caught by the loop they happen in.
 */
const endOnSurprise = (name: string): void => {
  process.on('uncaughtException', (error, origin) => {
    process.stderr.write(`${name}: ${origin}: ${wordsOf(error)}\n`);
    process.exit(failed);
  });
};

/**
 * Runs a process until SIGTERM or SIGINT, then stops it in order, as soon as it has started where the signal comes before. A
 * second signal ends it at once. A failed start says why and exits with one of {@link exitCodes}, 1 for a surprise; 70 when something is thrown later that nobody catches.
 */
export const runProcess = async (name: string, start: () => Promise<{ stop(): Promise<void> }>): Promise<void> => {
  guardProcess();
  endWithNpm();
  endOnSurprise(name);
  const starting = start().catch((error: unknown) => {
    process.stderr.write(`${name}: ${wordsOf(error)}\n`);
    process.exit(exitCodeOf(error) ?? 1);
  });
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    starting
      .then((started) => started.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${name}: ${wordsOf(error)}\n`);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  await starting;
};
