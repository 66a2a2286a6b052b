import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment, rootDir, type Environment } from '../../config';
import { guardChild, hasEnded } from '../../worker/child-guard';

const readyLimitMs = 60_000;
const stopLimitMs = 20_000;

export interface ProductProcess {
  name: string;
  /** What it answers at: the API, or a worker's own address. */
  url: string;
  pid: number;
  /** Asks it to stop; resolves to its exit code and the time it took. */
  stop: () => Promise<{ code: number | null; ms: number }>;
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** The process says on its first lines where it answers. */
const urlIn = (file: string): string | undefined =>
  /Bihuan(?: worker)?: (http:\/\/\S+)/.exec(readFileSync(file, 'utf8'))?.[1];

async function ready(child: ChildProcess, name: string, log: string): Promise<string> {
  const deadline = Date.now() + readyLimitMs;
  while (Date.now() < deadline && !hasEnded(child)) {
    const url = urlIn(log);
    if (url !== undefined && (await isReady(url))) return url;
    await sleep(100);
  }
  throw new Error(`${name} did not get ready:\n${readFileSync(log, 'utf8').slice(-2_000)}`);
}

/** Starts a compiled program of the product as a process of its own and waits until it is ready; it logs into `folder`. */
export async function startProductProcess(
  program: string,
  { name, folder, env }: { name: string; folder: string; env: Environment },
): Promise<ProductProcess> {
  const log = join(folder, `${name}.log`);
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', join(rootDir, 'dist', program)], {
    env: childEnvironment(env),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  guardChild(child);
  const url = await ready(child, name, log);
  const stop = async (): Promise<{ code: number | null; ms: number }> => {
    const startedAt = performance.now();
    if (!hasEnded(child)) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
      await ended;
      clearTimeout(limit);
    }
    return { code: child.exitCode, ms: Math.round(performance.now() - startedAt) };
  };
  return { name, url, pid: child.pid ?? 0, stop };
}
