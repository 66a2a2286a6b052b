import type { DataSource } from 'typeorm';
import type { Row } from './door';
import { text, whole } from './row';

/** A subject on the closed list: all its cases are closed and none has relapsed since. */
export interface ClosedSubject {
  subjectId: string;
  cases: number;
  /** The last closing. */
  closedAt: string;
}

/** The subject view of a town's closed list, last closed first. Void cases count neither way. */
export const closedSubjects = async (
  read: DataSource,
  townId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<ClosedSubject[]> => {
  const rows: unknown = await read.query(
    `SELECT s.subject_id, COUNT(*) AS cases, MAX(c.closed_at) AS closed_at
     FROM case_subject s JOIN case_row c ON c.case_id = s.case_id
     WHERE c.town_id = ? AND c.status <> 'void'
     GROUP BY s.subject_id HAVING COUNT(c.closed_at) = COUNT(*)
     ORDER BY closed_at DESC, s.subject_id LIMIT ? OFFSET ?`,
    [townId, limit, offset],
  );
  return (Array.isArray(rows) ? (rows as Row[]) : []).map((row) => ({
    subjectId: text(row, 'subject_id'),
    cases: whole(row, 'cases'),
    closedAt: text(row, 'closed_at'),
  }));
};
