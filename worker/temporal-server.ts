import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { childEnvironment } from '../config';
import type { Logger } from '../logger';
import { tuning } from '../tuning';
import { guardChild, hasEnded, stopChild } from './child-guard';
import { freePort } from './free-port';

export { findTemporalServer } from './temporal-find';

const readyLimitMs = 30_000;
const stopGraceMs = 10_000;
const startAttempts = 3;
const restartWaitsMs = [200, 500, 1_000, 2_000, 5_000, 10_000];
/** A server that ran this long was healthy: the next restart begins again with the shortest wait. */
const healthyMs = 60_000;

/** One partition and raised ceilings: the stock values are for a cluster that many share, this server has one user. */
const dynamicConfig: Readonly<Record<string, number | boolean>> = {
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'matching.rps': 12_000,
  'history.rps': 30_000,
  'frontend.rps': 24_000,
  'frontend.namespaceRPS': 24_000,
  'frontend.namespaceRPS.visibility': 1_000,
  'history.timerProcessorMaxPollRPS': 200,
  'history.transferProcessorMaxPollRPS': 200,
  'history.visibilityProcessorMaxPollRPS': 200,
  'history.queuePendingTaskCriticalCount': 90_000,
  'history.queuePendingTasksMaxCount': 100_000,
  'system.enableActivityEagerExecution': true,
};

export interface TemporalServerOptions {
  binary: string;
  /** Where the server keeps its state; undefined keeps it in memory. */
  dbFile?: string;
  /** Default: any free port. Refused when somebody listens on it already. */
  port?: number;
  namespace: string;
  log: Logger;
  /** Told in the handle and in the log. */
  source?: string;
  /** Its UI on loopback, which asks the codec endpoint to decrypt; without it there is none. */
  ui?: { port: number; codecEndpoint: string };
  /** Start again on the same port and file when the server dies. Default true. */
  restart?: boolean;
  /** False leaves the server's stock limits. Default true. */
  tuned?: boolean;
}

export interface TemporalExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** False once `stop` was called, or where it may not restart. */
  willRestart: boolean;
}

export interface TemporalServerHandle {
  readonly address: string;
  /** Of the current child; changes with a restart. Undefined while there is none. */
  readonly pid: number | undefined;
  readonly source: string;
  readonly restartsItself: boolean;
  onExit(listener: (exit: TemporalExit) => void): void;
  /** Ends the server for good, gently. */
  stop(): Promise<void>;
  /** Kills the server without warning, as a crash would; it then restarts itself unless told not to. */
  kill(): void;
}

const uiArguments = (ui: TemporalServerOptions['ui']): string[] =>
  ui === undefined
    ? ['--headless']
    : ['--ui-ip', '127.0.0.1', '--ui-port', String(ui.port), '--ui-codec-endpoint', ui.codecEndpoint];

function argumentsOf({ dbFile, namespace, tuned = true, ui }: TemporalServerOptions, port: number): string[] {
  const file = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'];
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'],
    ...uiArguments(ui),
    ...(namespace === 'default' ? [] : ['--namespace', namespace]),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile, ...file]),
    ...Object.entries(tuned ? dynamicConfig : {}).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${String(value)}`,
    ]),
  ];
}

function launch(options: TemporalServerOptions, port: number): ChildProcess {
  if (options.dbFile !== undefined) mkdirSync(dirname(options.dbFile), { recursive: true });
  // Its own process group: Ctrl-C must reach us alone, so that work in progress can finish before the server goes.
  const child = spawn(options.binary, argumentsOf(options, port), {
    detached: true,
    env: childEnvironment({ GOGC: String(tuning.temporal.collectAt) }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  guardChild(child);
  const report = (chunk: Buffer) => {
    const text = chunk.toString().trim();
    if (text !== '') options.log.debug('Temporal server output', { text: text.slice(0, 2_000) });
  };
  child.stdout.on('data', report);
  child.stderr.on('data', report);
  child.on('error', (error) => options.log.error('Temporal server could not be run', { error }));
  return child;
}

/** Whether a server with this namespace answers at the address within a second. */
export async function serverAnswers(address: string, namespace: string): Promise<boolean> {
  const connection = Connection.lazy({ address });
  return answers(connection, namespace).finally(() => connection.close());
}

async function answers(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + 1_000, async () => {
      await connection.workflowService.getSystemInfo({});
      await connection.workflowService.describeNamespace({ namespace });
    });
    return true;
  } catch {
    return false;
  }
}

/** Waits until our own child answers. False when it ended (as it does when the port is taken) or took too long. */
async function isReady(child: ChildProcess, address: string, namespace: string): Promise<boolean> {
  const connection = Connection.lazy({ address });
  const deadline = Date.now() + readyLimitMs;
  try {
    while (Date.now() < deadline && !hasEnded(child) && child.pid !== undefined) {
      if (await answers(connection, namespace)) {
        // A child that lost the port to a stranger ends within this time: the answer was then not its own.
        await sleep(200);
        return !hasEnded(child);
      }
      await sleep(100);
    }
    return false;
  } finally {
    await connection.close();
  }
}

async function launchReady(options: TemporalServerOptions, port: number): Promise<ChildProcess> {
  const child = launch(options, await freePort(port));
  if (await isReady(child, `127.0.0.1:${port}`, options.namespace)) return child;
  await stopChild(child, 1_000);
  throw new Error(`Temporal server did not get ready on port ${port}`);
}

/** Starts the development server as a child that ends with this process. Rejects when it is not ready in 30 s. */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServerHandle> {
  const { log, source = options.binary, restart = true } = options;
  const listeners: ((exit: TemporalExit) => void)[] = [];
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const { port, child: first } = await firstLaunch(options);
  let child = first;
  let reviving: Promise<void> | undefined;
  let restarts = 0;

  function watch(running: ChildProcess): void {
    const startedAt = Date.now();
    const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
      const willRestart = restart && !isStopping();
      if (!isStopping()) log.error('Temporal server ended', { code, signal, willRestart });
      for (const listener of listeners) listener({ code, signal, willRestart });
      if (Date.now() - startedAt > healthyMs) restarts = 0;
      if (willRestart) reviving = revive();
    };
    if (hasEnded(running)) ended(running.exitCode, running.signalCode);
    else running.once('exit', ended);
  }

  async function revive(): Promise<void> {
    while (!isStopping()) {
      const waitMs = restartWaitsMs[Math.min(restarts, restartWaitsMs.length - 1)];
      restarts += 1;
      try {
        await sleep(waitMs, undefined, { signal: stopping.signal });
        const next = await launchReady(options, port);
        child = next;
        if (isStopping()) return;
        log.info('Temporal server restarted', { pid: next.pid, restarts });
        watch(next);
        return;
      } catch (error) {
        if (!isStopping()) log.error('Temporal server could not be restarted', { error });
      }
    }
  }

  watch(child);
  log.info('Temporal server started', { address: `127.0.0.1:${port}`, pid: child.pid, source });
  return {
    address: `127.0.0.1:${port}`,
    source,
    restartsItself: restart,
    get pid() {
      return hasEnded(child) ? undefined : child.pid;
    },
    onExit: (listener) => listeners.push(listener),
    stop: async () => {
      stopping.abort();
      await reviving;
      await stopChild(child, stopGraceMs);
    },
    kill: () => child.kill('SIGKILL'),
  };
}

/** A port that was free may be taken a moment later; unless the caller named it, another one will do. */
async function firstLaunch(options: TemporalServerOptions): Promise<{ port: number; child: ChildProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(options.port ?? 0);
    try {
      return { port, child: await launchReady(options, port) };
    } catch (error) {
      if (options.port !== undefined || attempt === startAttempts) throw error;
    }
  }
}
