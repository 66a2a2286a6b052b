import { CaseRow, CaseSubjectRow, ClosedListRow } from '../../entities/case.entity';
import { EscalationRow } from '../../entities/escalation.entity';
import { PaperRow } from '../../entities/ledger.entity';
import { SubjectRow } from '../../entities/place.entity';
import { StreamRow } from '../../entities/stream.entity';
import { ClosedListAnswer, type ClosedCaseAnswer, type ClosedSubjectAnswer } from '../answers/closed-list';
import { pageOf } from '../answers/page';
import { LedgerPaperAnswer } from '../answers/paper';
import type { AppDeps } from '../deps';
import { pageIn, type PageAsked } from '../paging';
import { ClosedListQuery, DocumentListQuery } from '../dto/queries';
import { readQuery } from '../query';
import { namesAsSeen } from '../read/protected-names';
import { scopeCases, scopeStreams } from '../read/scope';
import { isPaper, presentPaperRow, type IssuedPaperRow } from '../read/stream-parts';
import { viewerOf, type Viewer } from '../read/viewer';
import type { Route } from '../route';

/**
 * Lines of the closed list that the viewer may read, newest first; a relapse has taken its line off. From the list to the
 * cases, in the order of its index: the other way round every closed case of the town is sorted (488 ms at 80,000).
 */
const linesByCase = async (deps: AppDeps, viewer: Viewer, { limit, after }: PageAsked): Promise<ClosedCaseAnswer[]> => {
  if (viewer.townIds.length === 0) return [];
  const find = deps.db
    .getRepository(ClosedListRow)
    .createQueryBuilder('l')
    .innerJoin(CaseRow, 'c', 'c.caseId = l.caseId')
    .select(['l.caseId AS caseId', 'l.closedAt AS closedAt', 'l.cycle AS cycle'])
    .addSelect(['c.number AS number', 'c.title AS title', 'c.status AS status', 'c.grade AS grade'])
    .where('l.removedAt IS NULL AND l.townId IN (:...towns)', { towns: viewer.townIds })
    .orderBy('l.closedAt', 'DESC')
    .addOrderBy('l.caseId', 'DESC')
    .limit(limit + 1);
  scopeCases(find, viewer);
  if (after !== undefined)
    find.andWhere('(l.closedAt < :at OR (l.closedAt = :at AND l.caseId < :id))', { at: after[0], id: after[1] });
  return find.getRawMany<ClosedCaseAnswer>();
};

type ClosedSubject = Omit<ClosedSubjectAnswer, 'cases'> & { cases: number | string };

/** Subjects all of whose readable cases are closed, none of them relapsed since; the last closed first. */
const linesBySubject = async (
  deps: AppDeps,
  viewer: Viewer,
  { limit, after }: PageAsked,
): Promise<ClosedSubjectAnswer[]> => {
  const find = deps.db
    .getRepository(CaseRow)
    .createQueryBuilder('c')
    .innerJoin(CaseSubjectRow, 'cs', 'cs.caseId = c.caseId')
    .innerJoin(SubjectRow, 's', 's.subjectId = cs.subjectId')
    .leftJoin(ClosedListRow, 'l', 'l.caseId = c.caseId AND l.removedAt IS NULL')
    .select(['cs.subjectId AS subjectId', 's.name AS name'])
    .addSelect('COUNT(DISTINCT c.caseId)', 'cases')
    .addSelect('MAX(l.closedAt)', 'closedAt')
    .where("c.status <> 'void'")
    .groupBy('cs.subjectId')
    .addGroupBy('s.name')
    .having('SUM(CASE WHEN l.caseId IS NULL THEN 1 ELSE 0 END) = 0')
    .orderBy('MAX(l.closedAt)', 'DESC')
    .addOrderBy('cs.subjectId', 'DESC')
    .limit(limit + 1);
  if (after !== undefined)
    find.andHaving('(MAX(l.closedAt) < :at OR (MAX(l.closedAt) = :at AND cs.subjectId < :id))', {
      at: after[0],
      id: after[1],
    });
  const rows = await scopeCases(find, viewer).getRawMany<ClosedSubject>();
  return rows.map((row) => ({ ...row, cases: Number(row.cases) }));
};

/** Lists over many cases: what is closed, and the papers that were issued. */
export const ledgerRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/ledgers/closed',
    summary: '已销号清单：按隐患或按责任主体',
    description:
      '本人可以查看的已销号隐患，后销号的在前，认定回潮的已移出。by=subject 列出名下可见隐患全部销号的责任主体，最近销号的在前。',
    access: 'person',
    token: 'read',
    query: ClosedListQuery,
    success: { status: 200, description: '已销号', answer: ClosedListAnswer },
    async handle(request, response) {
      const { by = 'case', ...paging } = readQuery(request, ClosedListQuery);
      const page = pageIn(deps, request, paging, ['instant', 'id']);
      const viewer = await viewerOf(deps, request);
      const asOf = await deps.door.now();
      if (by === 'case') {
        const rows = await linesByCase(deps, viewer, page);
        const keyOf = (row: ClosedCaseAnswer): string[] => [row.closedAt, row.caseId];
        response.json(page.of(rows, asOf, keyOf, (row) => row));
        return;
      }
      const keyOf = (row: ClosedSubjectAnswer): string[] => [row.closedAt, row.subjectId];
      const rows = await linesBySubject(deps, viewer, page);
      const seen = await namesAsSeen(
        deps,
        viewer,
        page.of(rows, asOf, keyOf, (row) => row),
      );
      response.json(seen);
    },
  },
  {
    method: 'get',
    path: '/api/v1/documents',
    summary: '文书',
    description:
      '本人可以查看的隐患和督办、约谈、通报的文书，后制发的在前，可按状态筛选；文书的内容和对象见所属隐患或督办、约谈、通报。',
    access: 'person',
    token: 'read',
    query: DocumentListQuery,
    success: { status: 200, description: '文书，新的在前', answer: pageOf(LedgerPaperAnswer) },
    async handle(request, response) {
      const { state, ...paging } = readQuery(request, DocumentListQuery);
      const page = pageIn(deps, request, paging, ['instant', 'id']);
      const viewer = await viewerOf(deps, request);
      const { after } = page;
      const find = deps.db
        .getRepository(PaperRow)
        .createQueryBuilder('p')
        .innerJoin(StreamRow, 'st', 'st.streamId = p.streamId')
        .leftJoin(CaseRow, 'c', "c.caseId = SUBSTR(p.streamId, 6) AND st.kind = 'case'")
        .leftJoin(EscalationRow, 'e', "e.escalationId = SUBSTR(p.streamId, 12) AND st.kind = 'escalation'")
        .where('p.documentId IS NOT NULL')
        .orderBy('p.issuedAt', 'DESC')
        .addOrderBy('p.documentId', 'DESC')
        .take(page.limit + 1);
      scopeStreams(find, viewer);
      if (state !== undefined) find.andWhere('p.state IN (:...state)', { state });
      if (after !== undefined)
        find.andWhere('(p.issuedAt < :at OR (p.issuedAt = :at AND p.documentId < :id))', {
          at: after[0],
          id: after[1],
        });
      const papers = (await find.getMany()).filter(isPaper);
      const keyOf = (row: IssuedPaperRow): string[] => [row.issuedAt, row.documentId];
      const present = (row: IssuedPaperRow): LedgerPaperAnswer => ({
        ...presentPaperRow(row),
        ...(row.streamId.startsWith('case:')
          ? { caseId: row.streamId.slice('case:'.length) }
          : { escalationId: row.streamId.slice('escalation:'.length) }),
      });
      response.json(page.of(papers, await deps.door.now(), keyOf, present));
    },
  },
];
