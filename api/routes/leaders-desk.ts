import { DeskAnswer } from '../answers/desk';
import type { AppDeps } from '../deps';
import { DeskQuery } from '../dto/queries';
import { readQuery } from '../query';
import { deskOf } from '../read/desk';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

/** How things stand, at one look. */
export const leadersDeskRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/desk',
    summary: '工作台：存量、新增、销号、逾期、回潮及今后十个工作日的到期',
    description:
      '本人可以查看的隐患的现状统计，可按镇和整改责任单位缩小。每个数字的 list 是打开其清单的页面地址，其查询参数与 GET /api/v1/cases 相同，数量与该清单一致；byStatus 含回头看，其余分类为未销号的；coming 自今日起至第十个工作日，逐日给出最近到期在该日的数量。',
    access: 'person',
    token: 'read',
    query: DeskQuery,
    success: { status: 200, description: '现状统计', answer: DeskAnswer },
    async handle(request, response) {
      const query = readQuery(request, DeskQuery);
      response.json(await deskOf(deps, await viewerOf(deps, request), query));
    },
  },
];
