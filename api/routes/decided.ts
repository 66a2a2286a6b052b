import { DecidedAnswer } from '../answers/decided';
import { pageOf } from '../answers/page';
import type { AppDeps } from '../deps';
import { PageQuery } from '../dto/query-fields';
import { pageIn } from '../paging';
import { readQuery } from '../query';
import { decidedBy } from '../read/decided';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

/** What the reader has decided. */
export const decidedRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/inbox/decided',
    summary: '我已审批',
    description:
      '本人作过的审批，新的在前：当时的结论和意见，不随后来的办理变化。现在无权查看的隐患和督办、约谈、通报不列入，一页可能因此少于所要的条数，以 nextCursor 为准。',
    access: 'person',
    token: 'read',
    query: PageQuery,
    success: { status: 200, description: '本人的审批，新的在前', answer: pageOf(DecidedAnswer) },
    async handle(request, response) {
      const page = pageIn(deps, request, readQuery(request, PageQuery), ['instant', 'id', 'count']);
      const rows = await decidedBy(deps, await viewerOf(deps, request), page);
      const answer = page.of(
        rows,
        await deps.door.now(),
        ({ at, streamId, seq }) => [at, streamId, seq],
        ({ shown }) => shown,
      );
      response.json({ ...answer, items: answer.items.filter((shown) => shown !== null) });
    },
  },
];
