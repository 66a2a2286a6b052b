import { civilDateOf } from '../domain/clock/civil';
import { withinUnit, type Unit } from '../domain/people/directory';
import type { Appointment, PostStatus, Roll } from '../domain/people/roll';
import { DirectoryVersionRow } from '../entities/people.entity';
import { postIn, unitIn } from './directory-cache';
import type { AdminTx, Row } from './admin';
import { flag, text, textOrNull } from './row';
import { marks } from './sql';

/** Reads, in a transaction or beside one. */
export type Reader = Pick<AdminTx, 'now' | 'query'>;

/**
 * From here to the commit no other appointment, ending or act on an account happens: who may give or confirm, what excludes
 * what and who is the last holder are counted over posts of several persons, so these rare acts stand in one line.
 */
export const lockAppointments = async (tx: AdminTx): Promise<void> => {
  const locked = await tx.change("UPDATE directory_version SET n = n WHERE town_id = '*'");
  // Two that make the row at once: the second meets a duplicate and begins again.
  if (locked === 0) await tx.insert(DirectoryVersionRow, { townId: '*', n: 0 });
};

const appointmentIn = (row: Row): Appointment => ({
  ...postIn(row),
  status: text(row, 'status') === 'pending' ? 'pending' : 'given',
  townId: textOrNull(row, 'unit_town_id'),
  appointedBy: textOrNull(row, 'appointed_by'),
});

/**
 * Posts of these persons and of everybody who gives or confirms posts, as of now; `certified` adds all that carry an
 * enforcement certificate.
 */
export const readRoll = async (
  { now, query }: Reader,
  personIds: readonly string[],
  { certified = false }: { certified?: boolean } = {},
): Promise<Roll> => {
  const today = civilDateOf(now);
  const named = personIds.length === 0 ? [''] : personIds;
  const posts = await query(
    `SELECT p.*, u.town_id AS unit_town_id, u.valid_from AS unit_from, u.valid_to AS unit_to
     FROM post p JOIN unit u ON u.unit_id = p.unit_id
     WHERE p.status IN ('given', 'pending') AND (p.valid_to IS NULL OR p.valid_to >= ?)
       AND (p.role IN ('SA', 'L1', 'OFd') OR p.person_id IN (${marks(named)})
         ${certified ? 'OR p.certificate IS NOT NULL' : ''})`,
    [today, ...named],
  );
  const appointments = posts.map((row) =>
    withinUnit(appointmentIn(row), { from: text(row, 'unit_from'), to: textOrNull(row, 'unit_to') }),
  );
  const persons = [...new Set([...named, ...appointments.map((post) => post.personId)])];
  const open = await query(
    `SELECT person_id, must_change_password FROM account WHERE disabled_at IS NULL AND person_id IN (${marks(persons)})`,
    persons,
  );
  const reporters = await query(
    `SELECT DISTINCT person_id FROM post WHERE role = 'RP' AND status = 'given' AND person_id IN (${marks(named)})`,
    [...named],
  );
  const idsOf = (rows: Row[]): string[] => rows.map((row) => text(row, 'person_id'));
  const able = new Set(idsOf(open));
  return {
    today,
    appointments,
    disabled: persons.filter((id) => !able.has(id)),
    mustChangePassword: idsOf(open.filter((row) => flag(row, 'must_change_password'))),
    reporters: idsOf(reporters),
  };
};

/** A unit as of now. */
export const readUnit = async ({ query }: Reader, unitId: string): Promise<Unit | undefined> => {
  const [row] = await query('SELECT * FROM unit WHERE unit_id = ?', [unitId]);
  return row && unitIn(row);
};

/** A post whatever became of it, with its unit. */
export interface FoundPost {
  post: Appointment;
  status: PostStatus;
  unit: Unit;
}

/** A post as of now. */
export const readPost = async (reader: Reader, postId: string): Promise<FoundPost | undefined> => {
  const [row] = await reader.query(
    'SELECT p.*, u.town_id AS unit_town_id FROM post p JOIN unit u ON u.unit_id = p.unit_id WHERE p.post_id = ?',
    [postId],
  );
  if (row === undefined) return undefined;
  const post = appointmentIn(row);
  const unit = await readUnit(reader, post.unitId);
  return unit && { post, status: text(row, 'status') as PostStatus, unit };
};
