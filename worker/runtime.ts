import { makeTelemetryFilterString, Runtime, type Logger as SdkLogger, type LogLevel } from '@temporalio/worker';
import type { Logger } from '../logger';

const levels: Readonly<Record<LogLevel, string>> = {
  TRACE: 'silly',
  DEBUG: 'debug',
  INFO: 'debug',
  WARN: 'warn',
  ERROR: 'error',
};

/** Without the line for each attempt to reach a server that is away: the probe says once that it is. */
const filter = `${makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' })},temporalio_client::retry=ERROR`;

function adapted(logger: Logger): SdkLogger {
  const log = (level: LogLevel, message: string, meta?: object): void => {
    logger.log(levels[level], `Temporal: ${message}`, meta);
  };
  return {
    log,
    trace: (message, meta) => {
      log('TRACE', message, meta);
    },
    debug: (message, meta) => {
      log('DEBUG', message, meta);
    },
    info: (message, meta) => {
      log('INFO', message, meta);
    },
    warn: (message, meta) => {
      log('WARN', message, meta);
    },
    error: (message, meta) => {
      log('ERROR', message, meta);
    },
  };
}

let installed = false;

/**
 * Sets up the SDK for this process before anything of it is used: our log, and no signal handlers of its own, since we stop
 * the parts in an order that matters. There is one runtime in a process: the first call counts, later ones do nothing.
 */
export function installRuntime(logger: Logger): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: adapted(logger),
    shutdownSignals: [],
    telemetryOptions: { logging: { forward: {}, filter } },
  });
}
