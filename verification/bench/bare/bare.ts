import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { rootDir } from '../../../config';
import { guardChild, hasEnded, stopChild } from '../../../worker/child-guard';
import type { Watch } from '../machine';
import type { Firings } from './worker';

const bundleFile = join(rootDir, '.cache', 'bench', 'bare-bundle.js');
const taskQueue = 'bare';
/** Two hundred bytes that a start and a message carry. */
export const payload = 'x'.repeat(200);
const monthMs = 30 * 86_400_000;

/** Bundles the control's workflow once a run. */
export const buildBareBundle = async (): Promise<void> => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(rootDir, 'verification', 'bench', 'bare', 'workflow.ts'),
    logger: new DefaultLogger('WARN'),
  });
  mkdirSync(join(rootDir, '.cache', 'bench'), { recursive: true });
  writeFileSync(bundleFile, code);
};

export const bareBundle = { codePath: bundleFile };

interface BareWorker {
  pid: number;
  firings: () => Promise<Firings>;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
}

const nextMessage = (child: ChildProcess): Promise<Firings> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the worker of the control does not answer'));
    }, 30_000);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(message as Firings);
    });
  });

/** Starts the worker of the control and waits until it runs. */
export const startBareWorker = async (address: string, namespace: string, watch: Watch): Promise<BareWorker> => {
  const child = fork(join(__dirname, 'worker.js'), [address, namespace, taskQueue, bundleFile], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  });
  guardChild(child);
  const pid = child.pid ?? 0;
  watch.add(pid);
  await nextMessage(child);
  const end = async (signal: 'stop' | 'kill'): Promise<void> => {
    watch.remove(pid);
    if (hasEnded(child) || !child.connected) return;
    if (signal === 'kill') child.kill('SIGKILL');
    else child.disconnect();
    await stopChild(child, 15_000);
  };
  return {
    pid,
    firings: () => {
      const answer = nextMessage(child);
      child.send('firings');
      return answer;
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
};

/** The control's client: what the load generator calls in place of our API. */
export interface Bare {
  start: (id: string, options?: { dueAt?: number; steps?: number }) => Promise<WorkflowHandle>;
  step: (id: string) => Promise<unknown>;
  handle: (id: string) => WorkflowHandle;
  close: () => Promise<void>;
}

export const openBare = async (address: string, namespace: string): Promise<Bare> => {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection, namespace });
  return {
    start: (workflowId, { dueAt = Date.now() + monthMs, steps = 1_000_000 } = {}) =>
      workflow.start('bare', { workflowId, taskQueue, args: [dueAt, steps, payload] }),
    step: (workflowId) => workflow.getHandle(workflowId).executeUpdate('step', { args: [payload] }),
    handle: (workflowId) => workflow.getHandle(workflowId),
    close: () => connection.close(),
  };
};
