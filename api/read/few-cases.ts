import type { DataSource } from 'typeorm';
import { isReporting } from '../../domain/people/reading';
import { CaseReaderRow, CaseRow, ReporterIdentityRow } from '../../entities/case.entity';
import type { Viewer } from './viewer';

/** Up to so many a list is made of the viewer's own cases instead of walking those of the town until a page is full. */
const few = 1_000;

/** Ids under these keys, wherever the cases lie. */
const named = async (db: DataSource, keys: string[]): Promise<string[]> => {
  const rows = await db
    .getRepository(CaseReaderRow)
    .createQueryBuilder('r')
    .select('r.caseId', 'caseId')
    .where('r.reader IN (:...keys)', { keys })
    .limit(few + 1)
    .getRawMany<{ caseId: string }>();
  return rows.map(({ caseId }) => caseId);
};

const sealed = async (db: DataSource, { personId }: Viewer): Promise<string[]> => {
  const rows = await db
    .getRepository(ReporterIdentityRow)
    .createQueryBuilder('i')
    .select('i.caseId', 'caseId')
    .where('i.personId = :personId', { personId })
    .limit(few + 1)
    .getRawMany<{ caseId: string }>();
  return rows.map(({ caseId }) => caseId);
};

/** Those of these cases that lie in one of the towns. */
const within = async (db: DataSource, townIds: readonly string[], caseIds: string[]): Promise<string[]> => {
  if (caseIds.length === 0) return [];
  const rows = await db
    .getRepository(CaseRow)
    .createQueryBuilder('c')
    .select(['c.caseId AS caseId', 'c.townId AS townId'])
    .where('c.caseId IN (:...caseIds)', { caseIds })
    .getRawMany<{ caseId: string; townId: string }>();
  return rows.filter(({ townId }) => townIds.includes(townId)).map(({ caseId }) => caseId);
};

/**
 * The ids of all cases that a viewer may read (as `scopeCases` says), where these are few; null where they are many, or where
 * he reads a town whole. A company with five hundred cases among eighty thousand waited 120 ms for its list without it.
 */
export const fewCasesOf = async (db: DataSource, viewer: Viewer): Promise<string[] | null> => {
  if (viewer.scopes.length === 0 || viewer.scopes.some(({ all }) => all)) return null;
  const ids = await sealed(db, viewer);
  if (ids.length > few) return null;
  const own = await within(db, viewer.townIds, ids);
  for (const { townId, keys } of viewer.scopes) {
    const found = await named(db, keys);
    // Cut off: there are more than were read.
    if (found.length > few) return null;
    own.push(...(await within(db, [townId], [...new Set(found)])));
  }
  return own.length > few ? null : [...new Set(own)];
};

/** The ids of all cases that a viewer has reported, under his name or behind a protected one; null where they are many. */
export const reportedCases = async (db: DataSource, viewer: Viewer): Promise<string[] | null> => {
  const keys = viewer.scopes.flatMap((scope) => scope.keys.filter(isReporting));
  const own = keys.length === 0 ? [] : await named(db, keys);
  const ids = [...own, ...(await sealed(db, viewer))];
  return ids.length > few ? null : ids;
};
