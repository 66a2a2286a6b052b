import { existsSync, statSync } from 'node:fs';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '../../config';
import { createLogger, type Logger } from '../../logger';
import { CannotWriteBackup, FolderInUse } from '../../record/backup/draft';
import { CannotRestore } from '../../record/backup/restore';
import { checkStart } from '../../record/start-check';
import { exitCodeOf, exitCodes, guardProcess, wordsOf } from '../../run-process';
import { endWithNpm } from '../../end-with-npm';

/** Wrong use, or surroundings in which the command cannot work: told without a stack. */
export class CannotRun extends Error {
  constructor(
    why: string,
    /** Exit code; wrong use where nothing else is said. */
    readonly code: number = exitCodes.usage,
  ) {
    super(why);
    this.name = 'CannotRun';
  }
}

const expected = [CannotRun, FolderInUse, CannotWriteBackup, CannotRestore];

export interface Command {
  config: Config;
  logger: Logger;
  /** True once somebody asked the command to stop; a second time ends it at once. */
  isStopping: () => boolean;
}

const saidOf = (error: unknown): string =>
  expected.some((known) => error instanceof known) && error instanceof Error ? error.message : wordsOf(error);

/**
 * Runs a command line tool to its end and exits with the code that it returns. It looks at its surroundings as a service
 * does; where it fails, the code is one of the service's, or 70.
 */
export const runCommand = (name: string, work: (command: Command) => Promise<number>): void => {
  guardProcess();
  endWithNpm();
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const run = async (): Promise<number> => {
    const { config, notes } = await checkStart();
    for (const note of notes) console.error(`${name}: ${note}`);
    const logger = createLogger({ level: config.logLevel === 'info' ? 'warn' : config.logLevel, service: name });
    return work({ config, logger, isStopping: () => stopping });
  };
  run().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(`${name}: ${saidOf(error)}`);
      process.exit(error instanceof CannotRun ? error.code : (exitCodeOf(error) ?? exitCodes.failed));
    },
  );
};

/** The options of a command line. @throws CannotRun with the usage on any other word */
export const optionsIn = <T extends ParseArgsOptionsConfig>(args: string[], options: T, usage: string) => {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new CannotRun(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`);
  }
};

/** A file that has to be there already. @throws CannotRun */
export const fileIn = (name: string, value: string | undefined): string | undefined => {
  if (value !== undefined && !(existsSync(value) && statSync(value).isFile()))
    throw new CannotRun(`--${name} ${value}: there is no such file`);
  return value;
};

/** A whole number from 1, or the default. */
export const wholeIn = (name: string, value: string | undefined, standard: number): number => {
  if (value === undefined) return standard;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new CannotRun(`--${name} must be a whole number from 1`);
  return number;
};

/** Says at most once a second how far something has come. */
export const progressLine = (): ((text: () => string) => void) => {
  let saidAt = performance.now();
  return (text) => {
    if (performance.now() - saidAt < 1_000) return;
    saidAt = performance.now();
    console.error(text());
  };
};

export const secondsSince = (startedAt: number): string => ((performance.now() - startedAt) / 1_000).toFixed(1);
