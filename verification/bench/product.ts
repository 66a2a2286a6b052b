import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment, rootDir } from '../../config';
import { guardChild, hasEnded, stopChild } from '../../worker/child-guard';
import { soon } from './load';
import type { Watch } from './machine';
import { PACK } from './measured-town';

/** A process of ours, as it is deployed. */
export interface Product {
  /** Base address; empty for a worker, which serves nobody. */
  url: string;
  pid: number;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
}

export interface ProductOptions {
  program: 'main' | 'api/main' | 'worker/main';
  databaseUrl: string;
  dataDir: string;
  temporalAddress: string;
  /** Folder for a CPU profile, written when the process stops. */
  profileDir: string | undefined;
  watch: Watch;
}

const startLimitMs = 60_000;

/** The address that the product prints when it listens. Rejects when it ends or takes longer than a minute. */
export const addressIn = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => {
      reject(new Error(`the product did not start: ${output}`));
    }, startLimitMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('exit', () => {
      reject(new Error(`the product ended: ${output}`));
    });
  });

const clocksRun = async (url: string): Promise<boolean> => {
  const reply = await fetch(`${url}/readyz`);
  const body: unknown = await reply.json();
  return typeof body === 'object' && body !== null && 'clockService' in body && body.clockService === 'running';
};

/** Starts one of our processes; the embedded one is waited for until its worker runs. */
export const startProduct = async (options: ProductOptions): Promise<Product> => {
  const { program, databaseUrl, dataDir, temporalAddress, profileDir, watch } = options;
  const profile = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  // The whole product as `npm start` starts it, unless it is profiled: with what keeps its memory small.
  const file = program === 'main' && profileDir === undefined ? 'scripts/start.js' : `dist/${program}.js`;
  const child = spawn(process.execPath, [...profile, join(rootDir, file)], {
    env: childEnvironment({
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: 'default',
      PACKS: PACK,
      RATE_LIMIT: '0',
      LOG_LEVEL: 'error',
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  guardChild(child);
  const pid = child.pid ?? 0;
  watch.add(pid);
  const url = program === 'worker/main' ? '' : await addressIn(child);
  if (program === 'main' && !(await soon(() => clocksRun(url), startLimitMs, 100)))
    throw new Error('the worker of the product did not start');
  const end = async (): Promise<void> => {
    watch.remove(pid);
    if (!hasEnded(child)) await stopChild(child, 30_000);
  };
  return {
    url,
    pid,
    stop: end,
    kill: async () => {
      watch.remove(pid);
      child.kill('SIGKILL');
      await stopChild(child, 5_000);
    },
  };
};
