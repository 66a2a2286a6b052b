import { makeTelemetryFilterString, Runtime, type Logger as SdkLogger, type LogLevel } from '@temporalio/worker';
import type { Logger } from '../logger';
import type { Meter } from '../telemetry/meter';
import { freePort } from './free-port';

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
    // The SDK tells every step of every workflow; a line that nobody reads must cost nothing.
    if (logger.isLevelEnabled(levels[level])) logger.log(levels[level], `Temporal: ${message}`, meta);
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

/** Names in base units and as Prometheus wants them: `temporal_…_seconds`, `temporal_…_total`. */
const exporter = (port: number) => ({
  prometheus: {
    bindAddress: `127.0.0.1:${port}`,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  },
});

const readLimitMs = 1_000;

/** What the SDK exports; nothing when it does not answer, since a scrape of the rest must not fail for it. */
const readExporter = async (port: number): Promise<string> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(readLimitMs) });
    return answer.ok ? await answer.text() : '';
  } catch {
    return '';
  }
};

let installed = false;

/**
 * Sets up the SDK for this process before anything of it is used: our log, and no signal handlers of its own, since we stop
 * the parts in an order that matters. With a meter the SDK's metrics are measured and read together with ours. There is one
 * runtime in a process: the first call counts, later ones do nothing.
 */
export async function installRuntime(logger: Logger, meter?: Meter): Promise<void> {
  if (installed) return;
  installed = true;
  const port = meter === undefined ? undefined : await freePort();
  Runtime.install({
    logger: adapted(logger),
    shutdownSignals: [],
    telemetryOptions: { logging: { forward: {}, filter }, ...(port !== undefined && { metrics: exporter(port) }) },
  });
  if (port !== undefined) meter?.append(() => readExporter(port));
}
