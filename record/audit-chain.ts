import type { Row } from './admin';
import { canonical } from './canonical';
import { NO_HASH, sha256 } from './hash';
import { read } from './reading';
import { parsed, text, textOrNull, whole } from './row';
import { statement } from './sql';
import type { Store } from './store';

export interface AuditReport {
  days: number;
  entries: number;
  problems: { day: string; n: number; what: string }[];
}

const pageSize = 500;

/** The hash as `auditRows` made it. */
const hashOf = (prevHash: string, row: Row): string =>
  sha256(
    prevHash +
      canonical({
        day: text(row, 'day'),
        n: whole(row, 'n'),
        at: text(row, 'at'),
        personId: textOrNull(row, 'person_id'),
        townId: textOrNull(row, 'town_id'),
        action: text(row, 'action'),
        ref: text(row, 'ref'),
        data: parsed<unknown>(row, 'data'),
      }),
  );

interface DayEnd {
  day: string;
  n: number;
  lastHash: string;
}

/** The column by which rows are found says what the hashed data say. */
const outcomeAgrees = (row: Row): boolean =>
  textOrNull(row, 'outcome') === (parsed<{ origin?: { outcome?: string } }>(row, 'data').origin?.outcome ?? null);

const verifyDay = async (
  store: Store,
  { day, n: lastN, lastHash }: DayEnd,
): Promise<AuditReport['problems'][number] | null> => {
  let prevHash = NO_HASH;
  let n = 0;
  while (n < lastN) {
    const [rows] = await read(store, [
      statement('SELECT * FROM audit WHERE day = ? AND n > ? AND n <= ? ORDER BY n LIMIT ?', [day, n, lastN, pageSize]),
    ]);
    if (rows === undefined || rows.length === 0) return { day, n: n + 1, what: 'it is missing' };
    for (const row of rows) {
      const isNext = whole(row, 'n') === n + 1 && text(row, 'prev_hash') === prevHash;
      if (!isNext || hashOf(prevHash, row) !== text(row, 'hash') || !outcomeAgrees(row))
        return { day, n: n + 1, what: 'it is missing or was changed' };
      prevHash = text(row, 'hash');
      n += 1;
    }
  }
  return prevHash === lastHash ? null : { day, n, what: 'the end of the day is another entry' };
};

/** Recomputes the audit log, a chain a day, and compares the ends. */
export const verifyAuditDays = async (store: Store): Promise<AuditReport> => {
  const [ends, strays] = await read(store, [
    statement('SELECT day, n, last_hash FROM audit_day ORDER BY day'),
    statement(
      `SELECT a.day, MIN(a.n) AS n FROM audit a LEFT JOIN audit_day d ON d.day = a.day
       WHERE d.day IS NULL GROUP BY a.day`,
    ),
  ]);
  const days = (ends ?? []).map((row) => ({
    day: text(row, 'day'),
    n: whole(row, 'n'),
    lastHash: text(row, 'last_hash'),
  }));
  const problems = (strays ?? []).map((row) => ({
    day: text(row, 'day'),
    n: whole(row, 'n'),
    what: 'its day has no end',
  }));
  for (const end of days) {
    const problem = await verifyDay(store, end);
    if (problem !== null) problems.push(problem);
  }
  return { days: days.length, entries: days.reduce((sum, { n }) => sum + n, 0), problems };
};
