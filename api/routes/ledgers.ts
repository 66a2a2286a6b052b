import { ClosedCaseAnswer, ClosedListAnswer, ClosedSubjectAnswer } from '../answers/closed-list';
import { pageOf } from '../answers/page';
import { LedgerPaperAnswer } from '../answers/paper';
import type { AppDeps } from '../deps';
import { ClosedListQuery, DocumentListQuery } from '../dto/queries';
import { listRoute, type Listing } from '../list-route';
import { countUpTo } from '../query';
import { closedCases, closedSubjects, findClosedCases, findClosedSubjects } from '../read/closed-list';
import { documentPage, findDocuments } from '../read/document-list';
import { pageAsSeen } from '../read/protected-names';
import { presentPaperRow, type IssuedPaperRow } from '../read/stream-parts';
import type { Viewer } from '../read/viewer';
import type { Route } from '../route';

const listedCases = async (deps: AppDeps, viewer: Viewer): Promise<Listing> => {
  const asOf = await deps.door.now();
  return {
    items: [ClosedCaseAnswer],
    key: ['instant', 'id'],
    page: async (page) =>
      page.of(
        await closedCases(deps, viewer, page),
        asOf,
        (row) => [row.closedAt, row.caseId],
        (row) => row,
      ),
    count: (most) => countUpTo(findClosedCases(deps, viewer), most),
  };
};

const listedSubjects = async (deps: AppDeps, viewer: Viewer): Promise<Listing> => {
  const asOf = await deps.door.now();
  return {
    items: [ClosedSubjectAnswer],
    key: ['instant', 'id'],
    page: async (page) => {
      const shown = page.of(
        await closedSubjects(deps, viewer, page),
        asOf,
        (row) => [row.closedAt, row.subjectId],
        (row) => row,
      );
      return pageAsSeen(deps, viewer, shown);
    },
    count: (most) => countUpTo(findClosedSubjects(deps, viewer), most),
  };
};

const presentListed = (row: IssuedPaperRow): LedgerPaperAnswer => ({
  ...presentPaperRow(row),
  ...(row.streamId.startsWith('case:')
    ? { caseId: row.streamId.slice('case:'.length) }
    : { escalationId: row.streamId.slice('escalation:'.length) }),
});

/** Lists over many cases: what is closed, and the papers that were issued. */
export const ledgerRoutes = (deps: AppDeps): Route[] => [
  listRoute(deps, {
    path: '/api/v1/ledgers/closed',
    summary: '已销号清单：按隐患或按责任主体',
    description:
      '本人可以查看的已销号隐患，后销号的在前，认定回潮的已移出。by=subject 列出名下可见隐患全部销号的责任主体，最近销号的在前。',
    access: 'person',
    token: 'read',
    query: ClosedListQuery,
    success: { status: 200, description: '已销号', answer: ClosedListAnswer },
    csv: '已销号清单',
    open: (_request, { by = 'case' }, viewer) => (by === 'case' ? listedCases : listedSubjects)(deps, viewer),
  }),
  listRoute(deps, {
    path: '/api/v1/documents',
    summary: '文书',
    description:
      '本人可以查看的隐患和督办、约谈、通报的文书，后制发的在前，可按状态筛选；文书的内容和对象见所属隐患或督办、约谈、通报。',
    access: 'person',
    token: 'read',
    query: DocumentListQuery,
    success: { status: 200, description: '文书，新的在前', answer: pageOf(LedgerPaperAnswer) },
    csv: '文书清单',
    async open(_request, query, viewer) {
      const asOf = await deps.door.now();
      return {
        items: [LedgerPaperAnswer],
        key: ['instant', 'id'],
        page: async (page) => {
          const papers = await documentPage(deps, viewer, query, page);
          return page.of(papers, asOf, (row) => [row.issuedAt, row.documentId], presentListed);
        },
        count: (most) => countUpTo(findDocuments(deps, viewer, query), most),
      };
    },
  }),
];
