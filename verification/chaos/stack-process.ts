import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment, type Environment } from '../../config';
import { guardChild, hasEnded, stopChild } from '../../worker/child-guard';

const readyLimitMs = 60_000;

/** A process of the test bed that can be killed, paused and started again. */
export interface Victim {
  readonly name: string;
  readonly pid: number | undefined;
  /** Starts it and waits until it is ready; how long that took, in milliseconds. */
  start(): Promise<number>;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends that it did not get from us: a crash. */
  crashes(): string[];
  stop(): Promise<void>;
}

export interface ProgramOptions {
  name: string;
  /** Node 24, its file and its arguments. */
  node: string;
  args: string[];
  env: Environment;
  cwd: string;
  logFile: string;
  /** Asked again and again, with what the process has printed since it was started. */
  isReady: (output: string) => Promise<boolean> | boolean;
}

const outputKept = 200_000;

export const program = ({ name, node, args, env, cwd, logFile, isReady }: ProgramOptions): Victim => {
  const log = createWriteStream(logFile, { flags: 'a' });
  const crashes: string[] = [];
  let child: ChildProcess | undefined;
  let output = '';
  let expected = false;

  const launch = (): ChildProcess => {
    const started = spawn(node, args, {
      cwd,
      env: childEnvironment(env),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    guardChild(started);
    output = '';
    expected = false;
    const take = (bytes: Buffer): void => {
      log.write(bytes);
      if (output.length < outputKept) output += bytes.toString();
    };
    started.stdout.on('data', take);
    started.stderr.on('data', take);
    started.once('exit', (code, signal) => {
      if (!expected) crashes.push(`${name} ended by itself: code ${String(code)}, signal ${String(signal)}`);
    });
    return started;
  };

  return {
    name,
    get pid() {
      return child?.pid;
    },
    async start() {
      const startedAt = performance.now();
      const started = launch();
      child = started;
      for (;;) {
        if (await isReady(output)) return performance.now() - startedAt;
        if (hasEnded(started) || performance.now() - startedAt > readyLimitMs)
          throw new Error(`${name} did not get ready: ${output.slice(-2_000)}`);
        await sleep(25);
      }
    },
    async kill() {
      if (child === undefined || hasEnded(child)) return;
      expected = true;
      const running = child;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGKILL');
      await ended;
    },
    pause: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
    crashes: () => crashes,
    async stop() {
      expected = true;
      if (child) await stopChild(child, 15_000);
      log.end();
    },
  };
};
