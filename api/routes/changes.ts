import type { Request, Response } from 'express';
import { tuning } from '../../tuning';
import { ChangesAnswer } from '../answers/changes';
import type { Explained } from '../answers/shape';
import { requireCaller } from '../caller';
import { happenedAfter, readChanged } from '../changes/changed';
import type { AppDeps } from '../deps';
import { ChangesQuery } from '../dto/queries';
import { pageIn, refusedCursor, type PageAsked } from '../paging';
import { Problem } from '../problem';
import { readQuery } from '../query';
import { endOfFeed, isPlaceOf, type FeedPlace } from '../read/feed';
import { unreadOf } from '../read/notifications';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

const { mostAtOnce, mostOfPerson, retryMs } = tuning.changes;

const STREAM = 'text/event-stream';

const placeIn = ({ after }: PageAsked): FeedPlace | null => {
  const [position, eventId] = after ?? [];
  return typeof position === 'number' && typeof eventId === 'string' ? { position, eventId } : null;
};

const askedAt = (deps: AppDeps, request: Request, cursor: string | undefined): PageAsked =>
  pageIn(deps, request, cursor === undefined || cursor === '' ? {} : { cursor }, ['count', 'id']);

const cursorOf = (asked: PageAsked) => (place: FeedPlace) => asked.cursorAt([place.position, place.eventId]);

const retryAfter = { headers: { 'Retry-After': String(Math.ceil(retryMs / 1000)) } };

const crowded = {
  'of-person': () =>
    new Problem('rate-limited', `同一人最多同时保持 ${mostOfPerson} 个连接，请关闭其他页面，或改用查询方式。`, {
      reason: 'too-many-connections',
      ...retryAfter,
    }),
  'of-process': () => new Problem('dependency-down', '保持的连接过多，请改用查询方式，稍后再试。', retryAfter),
} as const;

/** Tells from now on, or from where the last connection was lost. */
const tell = async (deps: AppDeps, request: Request, response: Response, after: string | undefined): Promise<void> => {
  // A browser sends what it was told last and cannot leave it out: what is no place any more is no mistake of his.
  const resumed = (text: string | undefined): PageAsked | undefined => {
    try {
      return askedAt(deps, request, text);
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  };
  const found = resumed(request.get('Last-Event-ID') ?? after);
  const from = found === undefined ? null : placeIn(found);
  const isLost = found === undefined || (from !== null && !(await isPlaceOf(deps, from)));
  const refused = deps.changes.listen({
    caller: requireCaller(request),
    viewer: await viewerOf(deps, request),
    response,
    cursorAt: cursorOf(found ?? askedAt(deps, request, undefined)),
    from: isLost ? null : from,
    isLost,
  });
  if (refused !== undefined) throw crowded[refused]();
};

const answer = async (deps: AppDeps, request: Request, response: Response, text: string | undefined): Promise<void> => {
  const asked = askedAt(deps, request, text);
  const after = placeIn(asked) ?? (await endOfFeed(deps));
  if (!(await isPlaceOf(deps, after))) throw refusedCursor();
  const viewer = await viewerOf(deps, request);
  const happened = await happenedAfter(deps, after, { limit: mostAtOnce });
  const changed = await readChanged(deps, happened);
  const items = await changed.for(
    viewer,
    happened.map(({ streamId }) => streamId),
  );
  const changes: Omit<ChangesAnswer, Explained> = {
    items,
    next: cursorOf(asked)(happened.at(-1) ?? after),
    unread: await unreadOf(deps, viewer.personId),
    clockService: deps.clockService(),
    asOf: await deps.door.now(),
  };
  response.json(changes);
};

/** What changes while a page is open. */
export const changeRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/changes',
    summary: '有变化的事项：页面打开期间推送，或逐次查询',
    description: `用于及时刷新已打开的页面：只说本人可以查看的哪些事项有了新的版本，内容另行读取。
以 Accept: ${STREAM} 请求时保持连接并推送：change 事件的 data 为 {streams: [{kind, id, version}], unread}，clock 事件为 {clockService}；reset 事件表示离开过久或数据已恢复，应重新读取页面上的全部内容；每 20 秒有一行注释。请先建立连接、收到第一个 change 后再读取页面内容。断线后浏览器以 Last-Event-ID 自动续接，不会遗漏；退出登录、账号停用或会话到期时连接结束，保持连接不延长会话。每人最多同时保持 ${mostOfPerson} 个连接，超过的答 429。
以 application/json 请求时立即回答：不带 after 只给出 next，之后把 next 作为 after 送回，即得其间的变化，最多 ${mostAtOnce} 个事件的，next 变化时可立即再查。`,
    access: 'person',
    token: 'read',
    query: ChangesQuery,
    raw: true,
    success: { status: 200, description: '有变化的事项', answer: ChangesAnswer, media: STREAM },
    async handle(request, response) {
      const { after } = readQuery(request, ChangesQuery);
      const wanted = request.accepts(['application/json', STREAM]);
      if (wanted === false) throw new Problem('not-acceptable', `本接口只提供 application/json 和 ${STREAM}。`);
      const isTold = wanted === STREAM && request.method === 'GET';
      await (isTold ? tell : answer)(deps, request, response, after);
    },
  },
];
