import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { CaseSubjectRow, type CaseRow } from '../../entities/case.entity';
import { PaperRow } from '../../entities/ledger.entity';
import { SiteRow, SubjectRow } from '../../entities/place.entity';
import { isAscii } from '../dto/fields';
import { likeText } from '../query';
import { scopeNames } from './protected-names';
import type { Viewer } from './viewer';

type Find = SelectQueryBuilder<CaseRow>;

/** Alike on every database: the letters of codes and names are compared without their case. */
const like = (column: string): string => `LOWER(${column}) LIKE LOWER(:search) ESCAPE '!'`;

const exists = (query: SelectQueryBuilder<ObjectLiteral>): string => `EXISTS ${query.getQuery()}`;

/** Who reads of no case more than that he reported it, is found nothing by what he is not shown. */
const onlyReports = ({ posts }: Viewer): boolean => posts.every(({ role }) => role === 'RP');

/** Whether the viewer reads all his towns whole: an external number leads to who reported (settled 6.2). */
const readsWhole = ({ scopes }: Viewer): boolean => scopes.every(({ all }) => all);

/** A subject whose name says it, as far as the viewer reads names. */
const bySubject = (find: Find, viewer: Viewer): string => {
  const named = find
    .subQuery()
    .select('1')
    .from(CaseSubjectRow, 'qs')
    .innerJoin(SubjectRow, 's', 's.subjectId = qs.subjectId')
    .where(`qs.caseId = c.caseId AND ${like('s.name')}`);
  scopeNames(named, viewer);
  find.setParameters(named.getParameters());
  return exists(named);
};

/** The place it was registered at, by its name or address. */
const bySite = (find: Find): string =>
  exists(
    find
      .subQuery()
      .select('1')
      .from(SiteRow, 'qp')
      .where(`qp.siteId = c.siteId AND (${like('qp.name')} OR ${like('qp.address')})`),
  );

/** A paper of the case, by its number. */
const byPaper = (find: Find): string => {
  const isSqlite = find.dataSource.options.type === 'better-sqlite3';
  const stream = isSqlite ? "'case:' || c.caseId" : "CONCAT('case:', c.caseId)";
  return exists(
    find
      .subQuery()
      .select('1')
      .from(PaperRow, 'qd')
      .where(`qd.streamId = ${stream} AND qd.documentId IS NOT NULL AND ${like('qd.number')}`),
  );
};

/**
 * Narrows a query over `case_row` as `c` to cases that the text is found in: title, address, number and, as far as the viewer
 * is shown them, the names of subjects, the registered place, the numbers of papers, the number in another system.
 */
export const searchCases = (find: Find, viewer: Viewer, text: string | undefined): void => {
  if (text === undefined || text.trim() === '') return;
  find.setParameter('search', likeText(text.trim()));
  const own = [like('c.title'), like('c.address')];
  const codes = isAscii(text) ? [like('c.number'), ...(readsWhole(viewer) ? [like('c.externalId')] : [])] : [];
  const linked = onlyReports(viewer) ? [] : [bySubject(find, viewer), bySite(find), byPaper(find)];
  find.andWhere(`(${[...own, ...codes, ...linked].join(' OR ')})`);
};
