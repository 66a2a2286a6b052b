import type { SelectQueryBuilder } from 'typeorm';
import { streamIdOf } from '../../domain/stream-module';
import { CaseSubjectRow, type CaseRow } from '../../entities/case.entity';
import { PaperRow } from '../../entities/ledger.entity';
import { SiteRow, SubjectRow } from '../../entities/place.entity';
import { isAscii } from '../dto/fields';
import { likeText } from '../query';
import { scopeNames } from './protected-names';
import { readsMore, type Way } from './scope';
import type { Viewer } from './viewer';

type Find = SelectQueryBuilder<CaseRow>;

/** Alike on every database: ASCII letters without their case, everything else as it is written. */
const likeOn =
  ({ dataSource }: Find) =>
  (column: string): string => {
    const exactly = dataSource.options.type === 'better-sqlite3' ? '' : ' COLLATE utf8mb4_bin';
    return `LOWER(${column})${exactly} LIKE LOWER(:search) ESCAPE '!'`;
  };

type Like = ReturnType<typeof likeOn>;

/** Who searches, and for a page or for all that there is. */
interface Searching {
  viewer: Viewer;
  way: Way;
}

/** Whether the viewer reads all his towns whole: an external number leads to who reported (settled 6.2). */
const readsWhole = ({ scopes }: Viewer): boolean => scopes.every(({ all }) => all);

/*
 * What is linked is found once and not for each case: among 80,000 cases of a town a text that occurs nowhere took 400 ms.
 */

/** A subject whose name says it, as far as the viewer reads names; or the one that its subject was merged into. */
const bySubject = (find: Find, like: Like, viewer: Viewer, isDouble: boolean): string => {
  const cases = find.subQuery().select('qs.caseId').from(CaseSubjectRow, 'qs');
  const named = isDouble
    ? cases
        .innerJoin(SubjectRow, 'd', 'd.subjectId = qs.subjectId')
        .innerJoin(SubjectRow, 's', 's.subjectId = d.mergedInto')
    : cases.innerJoin(SubjectRow, 's', 's.subjectId = qs.subjectId');
  named.where(like('s.name'));
  scopeNames(named, viewer);
  find.setParameters(named.getParameters());
  return `c.caseId IN ${named.getQuery()}`;
};

/** The place it was registered at, or the one that this was merged into, by its name or address. */
const bySite = (find: Find, like: Like): string => {
  const told = `(${like('qp.name')} OR ${like('qp.address')})`;
  const own = find.subQuery().select('qp.siteId').from(SiteRow, 'qp').where(told);
  const doubles = find
    .subQuery()
    .select('dp.siteId')
    .from(SiteRow, 'dp')
    .innerJoin(SiteRow, 'qp', 'qp.siteId = dp.mergedInto')
    .where(told);
  return `(c.siteId IN ${own.getQuery()} OR c.siteId IN ${doubles.getQuery()})`;
};

/** A paper of the case, by its number. */
const byPaper = (find: Find, like: Like): string => {
  const numbered = find
    .subQuery()
    .select(`SUBSTR(qd.streamId, ${streamIdOf('case', '').length + 1})`)
    .from(PaperRow, 'qd')
    .where(`qd.streamId LIKE '${streamIdOf('case', '')}%' AND qd.documentId IS NOT NULL AND ${like('qd.number')}`);
  return `c.caseId IN ${numbered.getQuery()}`;
};

/**
 * Narrows a query over `case_row` as `c` to cases that the text is found in: title, address, number and, as far as the viewer
 * is shown them, the names of subjects, the registered place, the numbers of papers, the number in another system.
 */
export const searchCases = (find: Find, { viewer, way }: Searching, text: string | undefined): void => {
  if (text === undefined || text.trim() === '') return;
  find.setParameter('search', likeText(text.trim()));
  const like = likeOn(find);
  const own = [like('c.title'), like('c.address')];
  // Who reads a town whole may stand on the side that rectifies: of a protected source the number is found by itself alone.
  const external = `(c.protectedSource = :notSealed AND ${like('c.externalId')})`;
  find.setParameter('notSealed', false);
  const codes = isAscii(text) ? [like('c.number'), ...(readsWhole(viewer) ? [external] : [])] : [];
  const named = [false, true].map((isDouble) => bySubject(find, like, viewer, isDouble));
  const linked = [...named, bySite(find, like), byPaper(find, like)].join(' OR ');
  const more = `(${readsMore(find, viewer, way)} AND (${linked}))`;
  find.andWhere(`(${[...own, ...codes, more].join(' OR ')})`);
};
