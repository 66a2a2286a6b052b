import { civilDateOf } from '../domain/clock/civil';
import type { Instant } from '../domain/clock/instant';
import { canonical } from './canonical';
import { NO_HASH, sha256 } from './hash';
import { text, whole } from './row';
import { insert, statement, update, type Statement } from './sql';
import type { Tx } from './transaction';

export interface AuditEntry {
  personId: string | null;
  townId: string | null;
  action: string;
  ref: string;
  data: Record<string, unknown>;
}

/** The end of a day's chain under lock, and what to do where the day has none yet. */
export const lockDay = (now: Instant, sqlite: boolean): Statement[] => {
  const day = civilDateOf(now);
  const ignore = sqlite ? 'OR IGNORE ' : '';
  const onTaken = sqlite ? '' : ' ON DUPLICATE KEY UPDATE n = n';
  return [
    statement(`INSERT ${ignore}INTO audit_day (day, n, last_hash) VALUES (?, 0, ?)${onTaken}`, [day, NO_HASH]),
    statement(`SELECT n, last_hash FROM audit_day WHERE day = ?${sqlite ? '' : ' FOR UPDATE'}`, [day]),
  ];
};

/** Appends to the chain of the day; the statements belong into the commit of the transaction that did the thing. */
export const auditRows = async (tx: Tx, now: Instant, entry: AuditEntry): Promise<Statement[]> => {
  const day = civilDateOf(now);
  const end = (await tx.batch(lockDay(now, tx.sqlite)))[1]?.rows[0];
  if (end === undefined) throw new Error(`the audit log has no chain for ${day}`);
  const n = whole(end, 'n') + 1;
  const prevHash = text(end, 'last_hash');
  const hash = sha256(prevHash + canonical({ day, n, at: now, ...entry }));
  return [
    ...insert('audit', [
      {
        day,
        n,
        at: now,
        person_id: entry.personId,
        town_id: entry.townId,
        action: entry.action,
        ref: entry.ref,
        data: JSON.stringify(entry.data),
        prev_hash: prevHash,
        hash,
      },
    ]),
    update('audit_day', { n, last_hash: hash }, { day }),
  ];
};
