import type { AdminTx, Muted } from './door';
import type { Engine } from './engine';
import { read } from './reading';
import { text } from './row';
import { statement, type Statement } from './sql';

/** Finds a row while nothing may be sent by webhook. */
export const muteRow = (): Statement => statement("SELECT since, why FROM muted_channel WHERE channel = 'webhook'");

export const mutedSince = async ({ store }: Pick<Engine, 'store'>): Promise<Muted | undefined> => {
  const row = (await read(store, [muteRow()]))[0]?.[0];
  return row === undefined ? undefined : { since: text(row, 'since'), why: text(row, 'why') };
};

/** The rest of a transaction in which nothing is sent any more from its commit on; what is being sent ends. */
export const mute = async (tx: AdminTx, why: string): Promise<void> => {
  await unmute(tx);
  await tx.change("INSERT INTO muted_channel (channel, since, why) VALUES ('webhook', ?, ?)", [
    tx.now,
    why.slice(0, 200),
  ]);
};

/** What waited goes out, oldest first. False where nothing was muted. */
export const unmute = async (tx: AdminTx): Promise<boolean> =>
  (await tx.change("DELETE FROM muted_channel WHERE channel = 'webhook'")) > 0;
