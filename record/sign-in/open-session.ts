import { SessionRow } from '../../entities/people.entity';
import { auditRows, credentialName } from '../audit';
import type { DoorFailure } from '../request';
import type { Engine } from '../engine';
import { insertInto } from '../entity-sql';
import { textOrNull } from '../row';
import { statement, type Statement } from '../sql';
import type { Tx } from '../transaction';
import type { NewSession, SessionOpened } from './attempt';
import { dropExpired } from './drop-expired';
import { once } from './once';
import { lockedStanding, welcome } from './pace';

/** Locks the account: a password that is changed and a person who is disabled meanwhile come before or after, never between. */
const lockAccount = (personId: string, sqlite: boolean): Statement =>
  statement(`SELECT password_hash, disabled_at FROM account WHERE person_id = ?${sqlite ? '' : ' FOR UPDATE'}`, [
    personId,
  ]);

const isStillGood = async (tx: Tx, { personId, passwordHash }: NewSession): Promise<boolean> => {
  const [found] = await tx.batch([lockAccount(personId, tx.sqlite)]);
  const account = found?.rows[0];
  if (account === undefined) return false;
  return textOrNull(account, 'disabled_at') === null && account['password_hash'] === passwordHash;
};

/**
 * Opens a session for somebody whose password was right. The pace is asked again under lock, so that many guesses at once
 * learn no more than one after another, and so is the account.
 */
export const openSession = async (
  engine: Engine,
  wish: NewSession,
): Promise<SessionOpened | { failure: DoorFailure }> => {
  const opened = await inTransaction(engine, wish);
  if ('outcome' in opened && opened.outcome === 'opened') await dropExpired(engine.store, 'session', wish.createdAt);
  return opened;
};

const inTransaction = (engine: Engine, wish: NewSession): Promise<SessionOpened | { failure: DoorFailure }> =>
  once(engine.store, async (tx): Promise<SessionOpened> => {
    const { attempt, personId, idHash, csrf, createdAt, expiresAt } = wish;
    const isGood = await isStillGood(tx, wish);
    const { waitMs, now } = await lockedStanding(engine, tx, attempt);
    if (waitMs > 0) return { outcome: 'slowed', waitMs };
    if (!isGood) return { outcome: 'refused' };
    const place = { ...attempt.place, credential: credentialName('session', idHash) };
    const entry = { personId, townId: null, action: 'signed-in', ref: personId, data: {}, place };
    const audit = await auditRows(tx, engine.deps.reporterKey, now, entry);
    await tx.commit([
      ...welcome(attempt, now),
      ...insertInto(SessionRow, [{ idHash, personId, csrf, createdAt, lastSeenAt: createdAt, expiresAt }]),
      ...audit.statements,
    ]);
    return { outcome: 'opened' };
  });
