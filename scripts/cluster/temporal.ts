import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { childEnvironment } from '../../config';
import { guardChild, hasEnded, stopChild } from '../../worker/child-guard';
import { freePort } from '../../worker/free-port';
import type { ClusterBinaries } from './binaries';
import type { Postgres } from './postgres';
import { servicePorts, temporalSettings } from './temporal-settings';

const run = promisify(execFile);
const readyLimitMs = 60_000;
const workflowExecutionRetentionPeriod = msToTs('3 days');
/** The server notes its members' ports in a column that ends at 32,767. */
const ports = { from: 20_000, to: 32_000 };

export interface TemporalCluster {
  address: string;
  pid: number;
  stop(): Promise<void>;
}

/** Makes both databases of the server with the tables of its version. */
async function makeTables({ sqlTool, schema }: ClusterBinaries, postgres: Postgres): Promise<void> {
  const env = childEnvironment({
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: postgres.host,
    SQL_PORT: String(postgres.port),
    SQL_USER: postgres.user,
    SQL_PASSWORD: postgres.password,
  });
  for (const [database, folder] of [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ] as const) {
    const tool = (...args: string[]): Promise<unknown> => run(sqlTool, ['--db', database, ...args], { env });
    await tool('create');
    await tool('setup-schema', '-v', '0.0');
    await tool('update-schema', '-d', join(schema, folder, 'versioned'));
  }
}

async function memberPort(): Promise<number> {
  for (;;) {
    const wanted = ports.from + Math.floor(Math.random() * (ports.to - ports.from));
    const found = await freePort(wanted).catch(() => undefined);
    if (found !== undefined) return found;
  }
}

/** Registers the namespace as soon as the server takes calls, and waits until the server knows it. */
async function makeNamespace(child: ChildProcess, address: string, namespace: string): Promise<void> {
  const connection = Connection.lazy({ address });
  const { workflowService: service } = connection;
  const within = <T>(work: () => Promise<T>): Promise<T> => connection.withDeadline(Date.now() + 2_000, work);
  let registered = false;
  try {
    const deadline = Date.now() + readyLimitMs;
    for (;;) {
      try {
        if (!registered) await within(() => service.registerNamespace({ namespace, workflowExecutionRetentionPeriod }));
        registered = true;
        await within(() => service.listOpenWorkflowExecutions({ namespace, maximumPageSize: 1 }));
        return;
      } catch (error) {
        if (hasEnded(child) || Date.now() > deadline)
          throw new Error('the Temporal server did not get ready', { cause: error });
        await sleep(200);
      }
    }
  } finally {
    await connection.close();
  }
}

/** Starts a Temporal server on PostgreSQL with an empty namespace; its log goes into `folder`. */
export async function startTemporalCluster(
  binaries: ClusterBinaries,
  postgres: Postgres,
  { folder, namespace }: { folder: string; namespace: string },
): Promise<TemporalCluster> {
  await makeTables(binaries, postgres);
  const services = await servicePorts(memberPort);
  const log = openSync(join(folder, 'temporal.log'), 'a');
  const child = spawn(binaries.server, ['start'], {
    env: childEnvironment(temporalSettings(postgres, services)),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  guardChild(child);
  const address = `127.0.0.1:${services.FRONTEND_GRPC_PORT}`;
  try {
    await makeNamespace(child, address, namespace);
  } catch (error) {
    await stopChild(child, 1_000);
    throw error;
  }
  return { address, pid: child.pid ?? 0, stop: () => stopChild(child, 15_000) };
}
