import { NotificationRow } from '../entities/ledger.entity';
import type { Engine } from './engine';
import { updateOf } from './entity-sql';
import { readNow } from './read-now';
import { transact } from './transaction';

/**
 * Marks messages of a person as read, once and for all; those of others, and those that are not there, are passed over. No
 * line of the audit log: it changes nothing that anybody else sees.
 */
export const readMessages = (engine: Engine, personId: string, idemKeys: readonly string[]): Promise<void> =>
  transact(engine.store, async (tx) => {
    if (idemKeys.length === 0) return;
    const now = await readNow(engine, tx);
    await tx.commit([
      updateOf(
        NotificationRow,
        { readAt: now },
        { recipient: personId, channel: 'in-app', readAt: null, idemKey: idemKeys },
      ),
    ]);
  });
