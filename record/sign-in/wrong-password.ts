import { auditRows } from '../audit';
import type { DoorFailure } from '../door';
import type { Engine } from '../engine';
import type { WrongPassword } from './attempt';
import { dropExpired } from './drop-expired';
import { once } from './once';
import { countWrong, lockedStanding } from './pace';

/**
 * Counts a wrong password and writes it into the audit log. Where the attempt had to wait, because others came first while
 * its password was looked at, nothing is written: it must be answered as if nobody had looked.
 *
 * @returns how long the attempt had to wait, in milliseconds; 0 when it was counted.
 */
export const wrongPassword = async (
  engine: Engine,
  { attempt, personId, action }: WrongPassword,
): Promise<{ waitMs: number } | { failure: DoorFailure }> => {
  const counted = await once(engine.store, async (tx) => {
    const { isKnown, waitMs, now } = await lockedStanding(engine, tx, attempt);
    if (waitMs > 0) return { waitMs, now };
    const audit = await auditRows(tx, now, {
      personId,
      townId: null,
      action,
      ref: personId ?? 'session',
      data: { address: attempt.address },
    });
    await tx.commit([countWrong(attempt, isKnown, now), ...audit]);
    return { waitMs, now };
  });
  if ('failure' in counted) return counted;
  const { waitMs, now } = counted;
  if (waitMs === 0) await dropExpired(engine.store, 'sign_in_pace', now);
  return { waitMs };
};
