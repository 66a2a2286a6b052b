import type { DataSources } from '../entities/data-source';
import type { Vitals } from '../record/door/vitals';
import type { Meter } from './meter';

/** However many scrape, the database is asked this often. */
const keptMs = 5_000;

const unsent = `SELECT channel, state, COUNT(*) AS n FROM notification
  WHERE state IN ('queued', 'sending', 'failed-final') GROUP BY channel, state`;

/** Bounded, so that a scrape costs little also where no worker has run for long. */
const unplaced = `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM feed WHERE position IS NULL LIMIT 100000) w`;

interface Waiting {
  channel: string;
  state: string;
  /** Some drivers answer counts as text. */
  n: number | string;
}

export interface MeasuredRecord {
  door: Vitals;
  sources: Pick<DataSources, 'read'>;
}

/** Makes the meter show how far the clock, the relay, the feed and the deliveries are behind, as the record has it. */
export const measureRecord = (meter: Meter, { door, sources }: MeasuredRecord): void => {
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    const health = await door.health();
    meter.databaseUp.set(health.available ? 1 : 0);
    meter.refusesWrites.set(health.refusesWrites === null ? 0 : 1);
    if (!health.available) return;
    meter.wrongSettings.set(health.wrongSettings.length);
    meter.outboxRows.set(health.outbox.rows);
    meter.outboxOldest.set(health.outbox.oldestMs / 1000);
    meter.overdueOldest.set(health.oldestOverdueMs / 1000);
    meter.stuck.set({ work: 'settle' }, health.stuck.settle);
    meter.stuck.set({ work: 'relay' }, health.stuck.relay);
    meter.stuckOldest.set(health.stuck.oldestMs / 1000);
    meter.muted.set(health.muted === null ? 0 : 1);
    const rows: Waiting[] = await sources.read.query(unsent);
    meter.waiting.reset();
    for (const { channel, state, n } of rows) meter.waiting.set({ channel, state }, Number(n));
    const [feed]: Pick<Waiting, 'n'>[] = await sources.read.query(unplaced);
    meter.feedRows.set(Number(feed?.n ?? 0));
  };

  meter.beforeReading(async () => {
    if (performance.now() - readAt < keptMs) return;
    reading ??= read()
      .catch(() => {
        meter.databaseUp.set(0);
      })
      .finally(() => {
        readAt = performance.now();
        reading = undefined;
      });
    await reading;
  });
};
