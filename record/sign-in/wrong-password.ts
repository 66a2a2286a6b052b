import type { Instant } from '../../domain/clock/instant';
import { auditRows, type AuditPlace } from '../audit';
import type { DoorFailure } from '../request';
import type { Engine } from '../engine';
import type { Statement } from '../sql';
import type { Tx } from '../transaction';
import type { WrongPassword } from './attempt';
import { dropExpired } from './drop-expired';
import { once } from './once';
import { countWrong, lockedStanding } from './pace';

const refusalRows = async (
  { deps }: Engine,
  tx: Tx,
  { now, personId, place }: { now: Instant; personId: string; place: AuditPlace },
): Promise<Statement[]> => {
  const entry = { personId, townId: null, action: 'password-refused', ref: personId, data: {}, place };
  return (await auditRows(tx, deps.reporterKey, now, entry)).statements;
};

/**
 * Counts a wrong password. Where the attempt had to wait, because others came first while
 * its password was looked at, nothing is written: it must be answered as if nobody had looked.
 *
 * @returns how long the attempt had to wait, in milliseconds; 0 when it was counted.
 */
export const wrongPassword = async (
  engine: Engine,
  { attempt, personId }: WrongPassword,
): Promise<{ waitMs: number } | { failure: DoorFailure }> => {
  const counted = await once(engine.store, async (tx) => {
    const { isKnown, waitMs, now } = await lockedStanding(engine, tx, attempt);
    if (waitMs > 0) return { waitMs, now };
    const told = personId === null ? [] : await refusalRows(engine, tx, { now, personId, place: attempt.place });
    await tx.commit([countWrong(attempt, isKnown, now), ...told]);
    return { waitMs, now };
  });
  if ('failure' in counted) return counted;
  const { waitMs, now } = counted;
  if (waitMs === 0) await dropExpired(engine.store, 'sign_in_pace', now);
  return { waitMs };
};
