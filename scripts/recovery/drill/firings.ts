import type { DataSources } from '../../../entities/data-source';

/** What became of the deadlines of a book. */
export interface Firings {
  armed: number;
  /** Fired by exactly one event. */
  once: number;
  missing: number;
  doubled: number;
  early: number;
  /** Fired by the stream's own workflow; the others by the sweeper. */
  byWorkflow: number;
  /** How late, in milliseconds. */
  lateness: { p50: number; p99: number; most: number };
}

interface Fired {
  times: number;
  lateMs: number;
  byWorkflow: boolean;
}

const rowsOf = async ({ read }: DataSources, sql: string): Promise<Record<string, unknown>[]> => {
  const rows: unknown = await read.query(sql);
  return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * Counts from the log, not from the ledger, which could only say the last of it. An event that a workflow fired is marked
 * as sent by the transaction that wrote it.
 */
export const firingsOf = async (sources: DataSources): Promise<Firings> => {
  const deadlines = await rowsOf(sources, 'SELECT stream_id, deadline_id, due_at FROM deadline WHERE level = 0');
  const events = await rowsOf(
    sources,
    `SELECT e.stream_id, e.at, e.body, o.sent_at FROM event e
     JOIN outbox o ON o.stream_id = e.stream_id AND o.seq = e.seq WHERE e.type = 'deadline-missed'`,
  );
  const due = new Map(
    deadlines.map((row) => [
      `${String(row['stream_id'])} ${String(row['deadline_id'])}`,
      Date.parse(String(row['due_at'])),
    ]),
  );
  const fired = new Map<string, Fired>();
  for (const row of events) {
    const body: unknown = JSON.parse(String(row['body']));
    const fires = typeof body === 'object' && body !== null && 'fires' in body ? String(body.fires) : '';
    const key = `${String(row['stream_id'])} ${fires}`;
    fired.set(key, {
      times: (fired.get(key)?.times ?? 0) + 1,
      lateMs: Date.parse(String(row['at'])) - (due.get(key) ?? 0),
      byWorkflow: row['sent_at'] === row['at'],
    });
  }
  const all = [...fired.values()];
  const late = all.map(({ lateMs }) => lateMs).toSorted((a, b) => a - b);
  return {
    armed: due.size,
    once: all.filter(({ times }) => times === 1).length,
    missing: [...due.keys()].filter((key) => !fired.has(key)).length,
    doubled: all.filter(({ times }) => times > 1).length,
    early: all.filter(({ lateMs }) => lateMs < 0).length,
    byWorkflow: all.filter(({ byWorkflow }) => byWorkflow).length,
    lateness: { p50: at(late, 0.5), p99: at(late, 0.99), most: late.at(-1) ?? 0 },
  };
};
