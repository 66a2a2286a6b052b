import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/clock/instant';
import { MutedChannelRow } from '../entities/operations.entity';
import type { AdminTx } from './admin';
import type { AdminDoor } from './door/command-door';
import type { Muted } from './due-message';
import type { Engine } from './engine';
import { deleteOf, insertInto } from './entity-sql';
import { read } from './reading';
import { text } from './row';
import { statement, type Statement } from './sql';

/** Finds a row while nothing may be sent by webhook. */
export const muteRow = (): Statement => statement("SELECT since, why FROM muted_channel WHERE channel = 'webhook'");

const unmuting = (): Statement => deleteOf(MutedChannelRow, { channel: 'webhook' });

/** From their commit on nothing is sent by webhook; what is just being sent ends. */
export const muting = (since: Instant, why: string): Statement[] => [
  unmuting(),
  ...insertInto(MutedChannelRow, [{ channel: 'webhook', since, why: why.slice(0, 200) }]),
];

export const mutedSince = async ({ store }: Pick<Engine, 'store'>): Promise<Muted | undefined> => {
  const row = (await read(store, [muteRow()]))[0]?.[0];
  return row === undefined ? undefined : { since: text(row, 'since'), why: text(row, 'why') };
};

/** An audited change by an operator; false where there was nothing to change. */
const change = async (
  door: AdminDoor,
  { action, data }: { action: string; data: Record<string, unknown> },
  work: (tx: AdminTx) => Promise<boolean>,
): Promise<boolean> => {
  const key = `deliveries:${randomUUID()}`;
  const done = await door.administer({
    personId: 'system',
    townId: null,
    action,
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    work: async (tx) => {
      const answer = { status: (await work(tx)) ? 200 : 409, contentType: 'application/json', body: '{}' };
      return { answer, ref: 'webhook', data };
    },
  });
  if ('failure' in done) throw new Error(`${action}: ${done.failure.kind}`);
  return done.answer.status === 200;
};

export const muteDeliveries = (door: AdminDoor, operator: string, why: string): Promise<boolean> =>
  change(door, { action: 'deliveries-muted', data: { operator, why } }, async (tx) => {
    for (const { sql, params } of muting(tx.now, why)) await tx.change(sql, params);
    return true;
  });

/** What waited goes out, oldest first. False where nothing was muted. */
export const confirmDeliveries = (door: AdminDoor, operator: string): Promise<boolean> =>
  change(door, { action: 'deliveries-confirmed', data: { operator } }, async (tx) => {
    const { sql, params } = unmuting();
    return (await tx.change(sql, params)) > 0;
  });
