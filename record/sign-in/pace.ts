import { plusMs, type Instant } from '../../domain/clock/instant';
import { countedIn, forgottenAfterMs, knownForMs, PACE_SCOPES, paceOf, type Wrongs } from '../../domain/people/pace';
import { SignInPaceRow } from '../../entities/people.entity';
import type { AdminTx, Row } from '../admin';
import type { Engine } from '../engine';
import { deleteOf, updateOf } from '../entity-sql';
import { read } from '../reading';
import { text, textOrNull, whole } from '../row';
import { marks, statement, type Statement } from '../sql';
import type { Tx } from '../transaction';
import type { SignInAttempt } from './attempt';

/** How an attempt stands: whether its address is known to be good for the account, and how long it has to wait. */
export interface Standing {
  isKnown: boolean;
  waitMs: number;
}

/** In one order for everybody, so that no two wait for each other. */
const keysOf = ({ keys }: SignInAttempt): string[] => Object.values(keys).toSorted();

const rowsOf = (attempt: SignInAttempt): Statement => {
  const keys = keysOf(attempt);
  return statement(
    `SELECT pace_key, failures, last_at, known_until FROM sign_in_pace WHERE pace_key IN (${marks(keys)})`,
    keys,
  );
};

const standingIn = (rows: readonly Row[], { keys }: SignInAttempt, now: Instant): Standing => {
  const rowOf = (key: string): Row | undefined => rows.find((row) => text(row, 'pace_key') === key);
  const wrongs = PACE_SCOPES.flatMap((scope): Wrongs[] => {
    const row = rowOf(keys[scope]);
    return row === undefined ? [] : [{ scope, count: whole(row, 'failures'), lastAt: textOrNull(row, 'last_at') }];
  });
  const pair = rowOf(keys.pair);
  const isKnown = pair !== undefined && (textOrNull(pair, 'known_until') ?? '') > now;
  return { isKnown, waitMs: paceOf(wrongs, isKnown, now) };
};

/** How long an attempt has to wait now, in milliseconds; asked before a password is looked at, and takes no lock. */
export const signInWait = async ({ store, signInClock: clock }: Engine, attempt: SignInAttempt): Promise<number> => {
  const [rows, ...ticks] = await read(store, [rowsOf(attempt), ...clock.statements]);
  return standingIn(rows ?? [], attempt, clock.read(ticks[0]?.[0])).waitMs;
};

/** Of a row that is being made: whoever takes away the forgotten ones must not wait for it. */
const never = '9999-12-31T23:59:59.999Z';

/** The rows of an attempt, made where there are none and locked to the end of the transaction. */
const lockRows = (attempt: SignInAttempt, sqlite: boolean): Statement => {
  const keys = keysOf(attempt);
  const values = keys.map(() => '(?, ?, 0, ?)').join(', ');
  const onTaken = sqlite ? 'ON CONFLICT (pace_key) DO UPDATE SET' : 'ON DUPLICATE KEY UPDATE';
  return statement(
    `INSERT INTO sign_in_pace (pace_key, account_key, failures, expires_at) VALUES ${values} ${onTaken} failures = sign_in_pace.failures`,
    keys.flatMap((key) => [key, attempt.keys.account, never]),
  );
};

/** The standing under lock: whoever decides by it decides alone, by the clock after the wait. */
export const lockedStanding = async (
  { signInClock: clock }: Engine,
  tx: Tx,
  attempt: SignInAttempt,
): Promise<Standing & { now: Instant }> => {
  const [, found, tick] = await tx.batch([lockRows(attempt, tx.sqlite), rowsOf(attempt), ...clock.statements]);
  const now = clock.read(tick?.rows[0]);
  return { ...standingIn(found?.rows ?? [], attempt, now), now };
};

/** The same within a write beside the streams, for a password that was right: in milliseconds. */
export const waitUnderLock = async (tx: AdminTx, attempt: SignInAttempt): Promise<number> => {
  const keys = keysOf(attempt);
  await tx.change(`UPDATE sign_in_pace SET failures = failures WHERE pace_key IN (${marks(keys)})`, keys);
  const { sql, params } = rowsOf(attempt);
  return standingIn(await tx.query(sql, params), attempt, tx.signInNow).waitMs;
};

/** Counts a wrong password wherever it counts, in one statement. */
export const countWrong = ({ keys }: SignInAttempt, isKnown: boolean, now: Instant): Statement => {
  const counted = countedIn(isKnown).map((scope) => keys[scope]);
  const keptUntil = plusMs(now, forgottenAfterMs);
  return statement(
    `UPDATE sign_in_pace SET failures = CASE WHEN last_at >= ? THEN failures + 1 ELSE 1 END, last_at = ?,
       expires_at = CASE WHEN known_until > ? THEN known_until ELSE ? END
     WHERE pace_key IN (${marks(counted)})`,
    [plusMs(now, -forgottenAfterMs), now, keptUntil, keptUntil, ...counted],
  );
};

/** Ends the count of a pair and makes its address known to be good for the account; leaves no row that counts nothing. */
export const welcome = ({ keys }: SignInAttempt, now: Instant): Statement[] => {
  const knownUntil = plusMs(now, knownForMs);
  return [
    updateOf(SignInPaceRow, { failures: 0, lastAt: null, knownUntil, expiresAt: knownUntil }, { paceKey: keys.pair }),
    deleteOf(SignInPaceRow, { paceKey: [keys.account, keys.address], failures: 0 }),
  ];
};
