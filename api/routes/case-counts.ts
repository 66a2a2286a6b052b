import { CaseCountsAnswer } from '../answers/case-counts';
import type { Explained } from '../answers/shape';
import type { AppDeps } from '../deps';
import { CaseFilterQuery } from '../dto/queries';
import { readQuery } from '../query';
import { countCases } from '../read/case-counts';
import { greenFrom, requireAgreement } from '../read/case-list';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

/** How many there are of what the list of cases lists. */
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
];
