import { CaseCountsAnswer } from '../answers/case-counts';
import { DuplicatesAnswer } from '../answers/duplicates';
import type { Explained } from '../answers/shape';
import type { AppDeps } from '../deps';
import { CaseFilterQuery, DuplicatesQuery } from '../dto/queries';
import { readQuery } from '../query';
import { countCases } from '../read/case-counts';
import { greenFrom, requireAgreement } from '../read/case-list';
import { wayAgain } from '../../domain/case/likeness';
import { caseRowsShown } from '../read/case-rows-shown';
import { duplicatesOf } from '../read/duplicates';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

/** What there is of the list of cases beside the list: how many, and which a report would double. */
export const caseCountRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/cases/counts',
    summary: '隐患数量：合计和各状态',
    description:
      '与隐患列表（GET /api/v1/cases）同样的筛选条件和可见范围，只答数量。每种状态最多计到一万；按来源、外部编号、保护来源筛选的逐件核对，合计最多计到二百。计到上限时 atLeast 为 true，表示实际更多。',
    access: 'person',
    token: 'read',
    query: CaseFilterQuery,
    success: { status: 200, description: '数量', answer: CaseCountsAnswer },
    async handle(request, response) {
      const query = readQuery(request, CaseFilterQuery);
      requireAgreement(query);
      const viewer = await viewerOf(deps, request);
      const now = await deps.door.now();
      const basis = { now, green: greenFrom(deps, viewer, now) };
      const byStatus = await countCases(deps, viewer, { query, basis });
      const answer: Omit<CaseCountsAnswer, Explained> = {
        total: byStatus.reduce((sum, { count }) => sum + count, 0),
        atLeast: byStatus.some(({ atLeast }) => atLeast),
        byStatus: [...byStatus],
        asOf: now,
      };
      response.json(answer);
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/duplicates',
    summary: '疑似重复的隐患',
    description:
      '上报前查看：同一点位、同一地址（不计空格、标点和镇名）或同一责任主体的同类隐患，只列本人可以查看的未办结的、回头看期间的和已归档的同类隐患，最多 10 起，最像的在前，why 说明像在何处；again 是确为再次出现时的办理方式。',
    access: 'person',
    token: 'read',
    query: DuplicatesQuery,
    success: { status: 200, description: '疑似重复的隐患，最像的在前', answer: DuplicatesAnswer },
    async handle(request, response) {
      const query = readQuery(request, DuplicatesQuery);
      const viewer = await viewerOf(deps, request);
      const now = await deps.door.now();
      const found = await duplicatesOf(deps, viewer, query);
      const rows = found.map(({ row }) => row);
      const present = await caseRowsShown(deps, viewer, rows, { now, green: greenFrom(deps, viewer, now) });
      const items = found.map(({ row, likeness }) => ({ ...present(row), ...likeness, again: wayAgain(row.status) }));
      response.json({ items, asOf: now });
    },
  },
];
