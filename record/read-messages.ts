import type { Engine } from './engine';
import { readNow } from './read-now';
import { marks, statement } from './sql';
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
      statement(
        `UPDATE notification SET read_at = ?
         WHERE recipient = ? AND channel = 'in-app' AND read_at IS NULL AND idem_key IN (${marks(idemKeys)})`,
        [now, personId, ...idemKeys],
      ),
    ]);
  });
