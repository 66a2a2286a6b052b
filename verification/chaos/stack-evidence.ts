import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { loadCalendar, loadPacks } from '../../policies';
import { DEMO_PACK } from '../../scripts/demo/accounts';
import { inspect as inspection, type Inspection } from '../../workflows/messages';
import type { TemporalLink } from '../../worker/temporal-link';
import { dumpedTables, type Dump, type Row } from './check-dump';
import { files } from './history';

/** Tables that only the whole stack fills. */
const moreTables = ['notification', 'webhook'] as const;

/** A workflow that runs, and what it says of itself; `lastSeq` is what the record said right after. */
export interface LiveWorkflow {
  workflowId: string;
  inspection: Inspection | null;
  lastSeq: number | null;
}

const rowsIn = async (connection: Connection, sql: string, values: unknown[] = []): Promise<Row[]> => {
  const [rows] = await connection.query<RowDataPacket[]>(sql, values);
  return rows;
};

const textOf = (rows: Row[], field: string): string => String(rows[0]?.[field]);

const withDatabase = async <T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const { hostname: host, port, username: user, password, pathname } = new URL(url.replace(/^mariadb/, 'http'));
  const address = { host, port: Number(port), user, password, database: pathname.slice(1), connectTimeout: 3_000 };
  const connection = await createConnection(address);
  try {
    await connection.query("SET SESSION time_zone = '+00:00'");
    return await work(connection);
  } finally {
    await connection.end();
  }
};

const CLOCK = "SELECT DATE_FORMAT(SYSDATE(3), '%Y-%m-%dT%H:%i:%s.%fZ') AS now";

/** Deadlines go on firing when nobody acts any more; what is younger than this is no backlog. */
const youngMs = 5_000;

/** What still waits to be done, in words; empty when the system is at rest. */
const waitingFor = (url: string): Promise<string[]> =>
  withDatabase(url, async (connection) => {
    const now = `${textOf(await rowsIn(connection, CLOCK), 'now').slice(0, 23)}Z`;
    const before = (ms: number): string => new Date(Date.parse(now) - ms).toISOString();
    const counts: [string, string, string][] = [
      ['events unsent', 'SELECT COUNT(*) AS n FROM outbox WHERE sent_at IS NULL AND at < ?', before(youngMs)],
      ['deadlines overdue', 'SELECT COUNT(*) AS n FROM stream WHERE next_due_at < ?', before(youngMs)],
      [
        'notifications on their way',
        `SELECT COUNT(*) AS n FROM notification
         WHERE channel = 'webhook' AND state IN ('queued', 'sending') AND created_at < ?`,
        before(youngMs),
      ],
    ];
    const waiting: string[] = [];
    for (const [what, sql, at] of counts) {
      const n = Number(textOf(await rowsIn(connection, sql, [at]), 'n'));
      if (n > 0) waiting.push(`${n} ${what}`);
    }
    return waiting;
  });

/** Waits until nothing waits; what still did at the end of the time, and how long it took. */
export const atRest = async (databaseUrl: string, limitMs: number): Promise<{ waiting: string[]; tookMs: number }> => {
  const startedAt = performance.now();
  for (;;) {
    const waiting = await waitingFor(databaseUrl);
    const tookMs = performance.now() - startedAt;
    if (waiting.length === 0 || tookMs > limitMs) return { waiting, tookMs };
    await sleep(500);
  }
};

/** One consistent view of the record. */
const dumpOf = (url: string): Promise<Dump> =>
  withDatabase(url, async (connection) => {
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT');
    const takenAt = `${textOf(await rowsIn(connection, CLOCK), 'now').slice(0, 23)}Z`;
    const tables: [string, Row[]][] = [];
    for (const table of [...dumpedTables, ...moreTables])
      tables.push([table, await rowsIn(connection, `SELECT * FROM ${table}`)]);
    await connection.query('COMMIT');
    const packs = [...loadPacks().values()].filter(({ packId }) => packId === DEMO_PACK);
    return { takenAt, tables: Object.fromEntries(tables), packs, calendar: loadCalendar() };
  });

const patience = 20;
const together = 6;

/** Asks a workflow how far it is, until it has what the record has. */
const inspect = async (
  temporal: TemporalLink,
  lastSeqOf: (streamId: string) => Promise<number | null>,
  workflowId: string,
): Promise<LiveWorkflow> => {
  for (let count = 1; ; count += 1) {
    const told = await temporal
      .call((client) => client.workflow.getHandle(workflowId).query(inspection))
      .catch(() => null);
    const lastSeq = await lastSeqOf(workflowId);
    if (told?.appliedSeq === lastSeq || count === patience) return { workflowId, inspection: told, lastSeq };
    await sleep(500);
  }
};

const runningIds = (temporal: TemporalLink): Promise<string[]> =>
  temporal.call(async (client) => {
    const ids: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'" }))
      ids.push(workflowId);
    return ids;
  });

/** Every workflow that runs, one entry a run; the list of the server lags, so it is read until it is twice the same. */
const liveWorkflows = (url: string, temporal: TemporalLink): Promise<LiveWorkflow[]> =>
  withDatabase(url, async (connection) => {
    let ids = await runningIds(temporal);
    for (let count = 0; count < patience; count += 1) {
      await sleep(1_000);
      const again = await runningIds(temporal);
      const same = again.length === ids.length && again.every((id) => ids.includes(id));
      ids = again;
      if (same) break;
    }
    const found: LiveWorkflow[] = [];
    await each(
      ids.filter((id) => id.includes(':')),
      async (id) => {
        found.push(await inspect(temporal, lastSeqIn(connection), id));
      },
    );
    return found;
  });

const lastSeqIn =
  (connection: Connection) =>
  async (streamId: string): Promise<number | null> => {
    const [row] = await rowsIn(connection, 'SELECT last_seq FROM stream WHERE stream_id = ?', [streamId]);
    return row === undefined ? null : Number(row['last_seq']);
  };

/** A few at a time. */
const each = async (ids: string[], work: (id: string) => Promise<void>): Promise<void> => {
  const waiting = [...ids];
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await work(id);
  };
  await Promise.all(Array.from({ length: together }, worker));
};

/** Deadlines go on firing while the list is read: streams that were opened since are asked for by name. */
const openedSince = (
  url: string,
  temporal: TemporalLink,
  { listed, streams }: { listed: LiveWorkflow[]; streams: string[] },
): Promise<LiveWorkflow[]> =>
  withDatabase(url, async (connection) => {
    const known = new Set(listed.map(({ workflowId }) => workflowId));
    const found: LiveWorkflow[] = [];
    await each(
      streams.filter((id) => !known.has(id)),
      async (id) => {
        const runs = await temporal
          .call((client) => client.workflow.getHandle(id).describe())
          .then(({ status }) => status.name === 'RUNNING')
          .catch(() => false);
        if (runs) found.push(await inspect(temporal, lastSeqIn(connection), id));
      },
    );
    return found;
  });

/** Takes down what the checker needs, as files beside the journals. The workflows first: the record only grows. */
export const collect = async (folder: string, databaseUrl: string, temporal: TemporalLink): Promise<void> => {
  const listed = await liveWorkflows(databaseUrl, temporal);
  const dump = await dumpOf(databaseUrl);
  const streams = (dump.tables['stream'] ?? []).map((row) => String(row['stream_id']));
  const since = await openedSince(databaseUrl, temporal, { listed, streams });
  writeFileSync(join(folder, 'workflows.json'), JSON.stringify([...listed, ...since]));
  writeFileSync(join(folder, files.dump), JSON.stringify(dump));
};

export const readWorkflows = (folder: string): LiveWorkflow[] =>
  JSON.parse(readFileSync(join(folder, 'workflows.json'), 'utf8')) as LiveWorkflow[];
