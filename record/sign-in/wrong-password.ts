import { auditRows } from '../audit';
import type { DoorFailure } from '../door';
import type { Engine } from '../engine';
import type { WrongPassword } from './attempt';
import { once } from './once';
import { countWrong, dropForgotten, lockedStanding } from './pace';

/**
 * Counts a wrong password and writes it into the audit log. Where the attempt had to wait, because others came first while
 * its password was looked at, nothing is written: it must be answered as if nobody had looked.
 *
 * @returns how long the attempt had to wait, in milliseconds; 0 when it was counted.
 */
export const wrongPassword = (
  engine: Engine,
  { attempt, personId, action }: WrongPassword,
): Promise<{ waitMs: number } | { failure: DoorFailure }> =>
  once(engine.store, async (tx) => {
    const { isKnown, waitMs, now } = await lockedStanding(engine, tx, attempt);
    if (waitMs > 0) return { waitMs };
    const audit = await auditRows(tx, now, {
      personId,
      townId: null,
      action,
      ref: personId ?? 'session',
      data: { address: attempt.address },
    });
    await tx.commit([countWrong(attempt, isKnown, now), dropForgotten(now), ...audit]);
    return { waitMs };
  });
