import type { DataSource } from 'typeorm';
import { addressKey } from '../../../domain/case/address';
import { plusMs } from '../../../domain/clock/instant';
import { readerKey } from '../../../domain/people/reading';
import { DEMO_SITE, DEMO_SUBJECTS, DEMO_TOWN, OTHER_TOWN } from '../../../scripts/demo/accounts';

const dayMs = 86_400_000;
const rowsAtOnce = 250;

/** Of the cases that are there: so many of ten lie in the town that is asked about. */
const ofTheTown = 4;
/** How much there is. */
export interface Seeded {
  count: number;
  /** Of ten so many are closed: with 6, of 200,000, 80,000 lie in the town and 48,000 of them are on its closed list. */
  closed: number;
}

type Row = (string | number | null)[];

const insertAll = async (db: DataSource, table: string, columns: string, rows: Row[]): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const page = rows.slice(from, from + rowsAtOnce);
    const marks = page.map((row) => `(${row.map(() => '?').join(',')})`).join(',');
    await db.query(`INSERT INTO ${table} (${columns}) VALUES ${marks}`, page.flat());
  }
};

const caseColumns =
  'case_id, town_id, number, title, status, grade, domain, hazard_type, cycle, overlays, overdue, lead_unit_id, responsible_unit_id, site_id, address, address_key, source, external_id, external_copy, reporter, protected_source, opened_at, closed_at, next_due_at, next_due_clock, version, updated_at';

/** What lists read of so many cases, spread over two towns and two years; no streams stand behind them. */
export const seedCases = async (db: DataSource, { count, closed }: Seeded, now: string): Promise<void> => {
  const from = plusMs(now, -730 * dayMs);
  const page = 5_000;
  for (let start = 0; start < count; start += page) {
    const tables: Record<'cases' | 'readers' | 'units' | 'subjects' | 'closings', Row[]> = {
      cases: [],
      readers: [],
      units: [],
      subjects: [],
      closings: [],
    };
    for (let n = start; n < Math.min(count, start + page); n += 1) addCase(tables, n, { count, closed, from, now });
    await db.query(db.options.type === 'better-sqlite3' ? 'BEGIN' : 'START TRANSACTION');
    await insertAll(db, 'case_row', caseColumns, tables.cases);
    await insertAll(db, 'case_reader', 'case_id, reader, owed_at', tables.readers);
    await insertAll(db, 'case_unit', 'case_id, unit_id, role', tables.units);
    await insertAll(db, 'case_subject', 'case_id, subject_id', tables.subjects);
    await insertAll(db, 'closed_list', 'case_id, cycle, town_id, closed_at, removed_at', tables.closings);
    await db.query('COMMIT');
  }
};

const addCase = (
  { cases, readers, units, subjects, closings }: Record<string, Row[]>,
  n: number,
  { count, closed, from, now }: Seeded & { from: string; now: string },
): void => {
  const id = `seed${String((n * 7_919) % count).padStart(8, '0')}`;
  const townId = n % 10 < ofTheTown ? DEMO_TOWN : OTHER_TOWN;
  const openedAt = plusMs(from, Math.floor((n / count) * 700 * dayMs));
  const isClosed = Math.floor(n / 10) % 10 < closed;
  const closedAt = isClosed ? plusMs(openedAt, 20 * dayMs) : null;
  // Most of what is open owes something within the next weeks; a tenth is late.
  const dueAt = isClosed ? null : plusMs(now, ((n % 40) - 4) * dayMs);
  const unit = `${townId}-${n % 5 === 0 ? 'meiqiao' : 'pingan'}`;
  // One of four hundred is of the company that signs in; the others are of four hundred that nobody signs in for.
  const subjectId = n % 400 === 0 ? DEMO_SUBJECTS.company.subjectId : `seed-subject-${n % 400}`;
  const address = `梅桥村 ${n % 5_000} 号`;
  cases?.push([
    id,
    townId,
    `${townId}-${String(n).padStart(7, '0')}`,
    `充电棚第 ${n} 处无消防设施`,
    isClosed ? 'watching' : 'rectifying',
    'general',
    'fire',
    'charging-site-fire',
    1,
    '[]',
    0,
    `${townId}-chengyun`,
    unit,
    n % 1_000 === 0 ? DEMO_SITE.siteId : null,
    address,
    addressKey(address),
    'grid-patrol',
    null,
    0,
    'seed',
    0,
    openedAt,
    closedAt,
    dueAt,
    dueAt === null ? null : 'rectify',
    12,
    closedAt ?? openedAt,
  ]);
  readers?.push(
    [id, readerKey.town(townId), dueAt],
    [id, readerKey.unit(unit), n % 3 === 0 ? dueAt : null],
    [id, readerKey.unit(`${townId}-chengyun`), n % 3 === 0 ? null : dueAt],
    [id, readerKey.subject(subjectId), dueAt],
  );
  units?.push([id, `${townId}-chengyun`, 'lead'], [id, unit, 'responsible']);
  subjects?.push([id, subjectId]);
  if (closedAt !== null) closings?.push([id, 1, townId, closedAt, null]);
};
