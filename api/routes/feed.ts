import { FeedAnswer } from '../answers/feed';
import type { AppDeps } from '../deps';
import { FeedQuery } from '../dto/queries';
import { pageIn, refusedCursor } from '../paging';
import { readQuery } from '../query';
import { FEED_START, isPlaceOf, readFeed, type FeedPlace } from '../read/feed';
import { readableCase } from '../read/files';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

/** All events in one order, for other systems that follow what happens. */
export const feedRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/events',
    summary: '事件流：全部事项的事件，旧的在前',
    description:
      '本人可以查看的各隐患和督办、约谈、通报的事件，可见内容与各自的办理记录相同，可按事件类型和隐患筛选。after 不给出时从头开始；nextCursor 总是给出，下次查询作为 after 送回即可续读，当时可以查看的事件不会遗漏也不会重复；读过之后才可以查看的事项，此前的事件请从该事项的办理记录读取。一页可能不足 limit 条甚至为空而后面仍有事件，nextCursor 与送出的 after 相同才是已读到末尾。事件在记入后约一秒内进入事件流。数据从备份恢复后，恢复点之后的游标失效，回答 400，请从头或从留存的较早游标续读。',
    access: 'person',
    token: 'read',
    query: FeedQuery,
    success: { status: 200, description: '事件，旧的在前', answer: FeedAnswer },
    async handle(request, response) {
      const query = readQuery(request, FeedQuery);
      const { after: cursor = '' } = query;
      const page = pageIn(deps, request, { ...query, ...(cursor === '' ? {} : { cursor }) }, ['count', 'id']);
      const viewer = await viewerOf(deps, request);
      if (query.caseId !== undefined) await readableCase(deps, viewer, query.caseId);
      const after = placeIn(page.after);
      if (!(await isPlaceOf(deps, after))) throw refusedCursor();
      const asOf = await deps.door.now();
      const { items, upTo } = await readFeed(deps, viewer, query, { after, limit: page.limit });
      const nextCursor = page.cursorAt([upTo.position, upTo.eventId]);
      response.json({ items, nextCursor, asOf });
    },
  },
];

const placeIn = (key: readonly (string | number)[] = []): FeedPlace => {
  const [position, eventId] = key;
  return typeof position === 'number' && typeof eventId === 'string' ? { position, eventId } : FEED_START;
};
