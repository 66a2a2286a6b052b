import { createHmac } from 'node:crypto';
import { civilDateOf } from '../domain/clock/civil';
import type { Instant } from '../domain/clock/instant';
import { isPersonal, isReporterOnly, signatureOf, UPLOAD } from '../domain/people/auditing';
import { validOn, withinUnit } from '../domain/people/directory';
import type { Role } from '../domain/people/roles';
import { AuditDayRow, AuditRow } from '../entities/operations.entity';
import { canonical } from './canonical';
import type { Row } from './admin';
import { insertInto, updateOf } from './entity-sql';
import { NO_HASH, sha256 } from './hash';
import { text, textOrNull, whole } from './row';
import { statement, type Statement } from './sql';
import type { Tx } from './transaction';

/** Where an act came from. */
export interface AuditPlace {
  method: string;
  /** Template of the path, such as `/api/v1/posts/:postId/end`. */
  route: string;
  /** Null where it would lead to a protected person. */
  address: string | null;
  /** `session:` or `token:` and the beginning of the hash it is kept under; null where nobody was signed in. */
  credential: string | null;
}

/** How a session or token is named in the audit log: by the beginning of the hash that it is kept under. */
export const credentialName = (kind: 'session' | 'token', hash: string): string => `${kind}:${hash.slice(0, 16)}`;

export interface AuditEntry {
  personId: string | null;
  townId: string | null;
  action: string;
  ref: string;
  data: Record<string, unknown>;
  place?: AuditPlace | undefined;
  /** The code of a refusal; absent for what was done. */
  outcome?: string;
}

/** The end of a day's chain under lock, and what to do where the day has none yet. */
const lockDay = (day: string, sqlite: boolean): Statement[] => {
  const ignore = sqlite ? 'OR IGNORE ' : '';
  const onTaken = sqlite ? '' : ' ON DUPLICATE KEY UPDATE n = n';
  return [
    statement(`INSERT ${ignore}INTO audit_day (day, n, last_hash) VALUES (?, 0, ?)${onTaken}`, [day, NO_HASH]),
    statement(`SELECT n, last_hash FROM audit_day WHERE day = ?${sqlite ? '' : ' FOR UPDATE'}`, [day]),
  ];
};

/** Every post that a person was given, and his town; one that still waits for a second person is none. */
const whoIs = (personId: string): Statement[] => [
  statement(
    `SELECT p.role, p.unit_id, p.valid_from, p.valid_to, u.town_id, u.valid_from AS unit_from, u.valid_to AS unit_to
     FROM post p JOIN unit u ON u.unit_id = p.unit_id
     WHERE p.person_id = ? AND p.status = 'given' ORDER BY p.post_id`,
    [personId],
  ),
  statement('SELECT town_id FROM person WHERE person_id = ?', [personId]),
];

const postIn = (row: Row) =>
  withinUnit(
    {
      role: text(row, 'role') as Role,
      unitId: text(row, 'unit_id'),
      townId: textOrNull(row, 'town_id'),
      from: text(row, 'valid_from'),
      to: textOrNull(row, 'valid_to'),
    },
    { from: text(row, 'unit_from'), to: textOrNull(row, 'unit_to') },
  );

/** The name that stands in the audit log for a protected person: of the account, or of a single act. */
export const sealedName = (
  key: Buffer,
  kind: 'account' | 'act',
  personId: string,
  act: { at: Instant; action: string; ref: string },
): string => {
  const about = kind === 'account' ? [personId] : [personId, act.at, act.action, act.ref];
  const hmac = createHmac('sha256', key).update(canonical(['audit', kind, ...about]));
  return `${kind === 'account' ? 'account' : 'reporter'}:${hmac.digest('hex').slice(0, 32)}`;
};

/**
 * What of an entry is written: names, post and place, or for a protected person an alias and no more than the act; of an upload also its hashes, which name nobody and prove it
 * later.
 */
const told = (
  key: Buffer,
  at: Instant,
  { personId, townId, action, ref, data: about, place, outcome }: AuditEntry,
  { posts, homes }: { posts: ReturnType<typeof postIn>[]; homes: (string | null)[] },
) => {
  const today = civilDateOf(at);
  const held = posts.filter((post) => validOn(post, today));
  const towns = [...new Set([...homes, ...held.map((post) => post.townId)])].filter((town) => town !== null);
  const home = isPersonal(action) && towns.length === 1 ? (towns[0] ?? null) : null;
  const originOf = (parts: object): object => {
    const origin = { ...parts, ...(outcome === undefined ? {} : { outcome }) };
    return Object.keys(origin).length === 0 ? {} : { origin };
  };
  const signature = personId === null ? 'name' : signatureOf(action, isReporterOnly(posts, today));
  if (personId === null || signature === 'name') {
    const origin = originOf({ ...(held.length === 0 ? {} : { posts: held.map(nameOf) }), ...place });
    return { personId, townId: townId ?? home, ref, data: { ...about, ...origin } };
  }
  const alias = sealedName(key, signature, personId, { at, action, ref });
  const origin = originOf(place === undefined ? {} : { method: place.method, route: place.route });
  const data = { ...(action === UPLOAD ? about : {}), ...origin };
  return { personId: alias, townId: townId ?? home, ref: ref === personId ? alias : ref, data };
};

const nameOf = ({ role, unitId }: { role: Role; unitId: string }): string => `${role}@${unitId}`;

/** The statements that append an entry to the chain of the day, and whether it names who acted. */
export interface AuditWrite {
  statements: Statement[];
  named: boolean;
}

/** Appends to the chain of the day; the statements belong into the commit of the transaction that did the thing. */
export const auditRows = async (tx: Tx, key: Buffer, now: Instant, entry: AuditEntry): Promise<AuditWrite> => {
  const day = civilDateOf(now);
  const results = await tx.batch([...whoIs(entry.personId ?? ''), ...lockDay(day, tx.sqlite)]);
  const [posts, people, , ends] = results.map(({ rows }) => rows);
  const end = ends?.[0];
  if (end === undefined) throw new Error(`the audit log has no chain for ${day}`);
  const homes = (people ?? []).map((row) => textOrNull(row, 'town_id'));
  const { personId, townId, ref, data } = told(key, now, entry, { posts: (posts ?? []).map(postIn), homes });
  const { action, outcome = null } = entry;
  const n = whole(end, 'n') + 1;
  const prevHash = text(end, 'last_hash');
  const hash = sha256(prevHash + canonical({ day, n, at: now, personId, townId, action, ref, data }));
  const statements = [
    ...insertInto(AuditRow, [{ day, n, at: now, personId, townId, action, ref, data, outcome, prevHash, hash }]),
    updateOf(AuditDayRow, { n, lastHash: hash }, { day }),
  ];
  return { statements, named: personId === entry.personId };
};
