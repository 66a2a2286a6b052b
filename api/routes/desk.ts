import { civilDateOf, startOfNextDay } from '../../domain/clock/civil';
import { plusMs } from '../../domain/clock/instant';
import type { AppDeps } from '../deps';
import { pageIn } from '../paging';
import { presentCaseRow } from '../present/case-row';
import { pageRules, readQuery } from '../query';
import { cursorKeyOf, cursorParts, findCases, greenFrom, listCases } from '../read/case-list';
import { inboxOf } from '../read/inbox';
import { sightsOf } from '../read/sights';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

const threeDaysMs = 3 * 86_400_000;

/** What waits for the person: decisions and the cases of the own units. */
export const deskRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/inbox',
    summary: '待我审批',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '提请，先到期的在前' },
    async handle(request, response) {
      const items = await inboxOf(deps, await viewerOf(deps, request));
      response.json({ items, nextCursor: null, asOf: await deps.door.now() });
    },
  },
  {
    method: 'get',
    path: '/api/v1/worklist',
    summary: '待办：今日到期、三日内、逾期、待我审批',
    access: 'person',
    token: 'read',
    query: pageRules,
    success: { status: 200, description: '计数和隐患，先到期的在前' },
    async handle(request, response) {
      const page = pageIn(deps, request, readQuery(request, pageRules), cursorParts({}));
      const viewer = await viewerOf(deps, request);
      const now = await deps.door.now();
      const green = greenFrom(deps, viewer, now);
      const query = { assignedTo: 'me' } as const;
      const mine = () => findCases(deps, viewer, query, { now, green });
      const endOfToday = startOfNextDay(civilDateOf(now));
      const [dueToday, withinThreeDays, overdue, inbox, rows] = await Promise.all([
        mine().andWhere('c.nextDueAt > :from AND c.nextDueAt <= :to', { from: now, to: endOfToday }).getCount(),
        mine()
          .andWhere('c.nextDueAt > :from AND c.nextDueAt <= :to', { from: now, to: plusMs(endOfToday, threeDaysMs) })
          .getCount(),
        mine().andWhere('c.nextDueAt <= :from', { from: now }).getCount(),
        inboxOf(deps, viewer),
        listCases(mine(), query, page),
      ]);
      const counters = { dueToday, withinThreeDays, overdue, waitingForMe: inbox.length };
      response.json({
        counters,
        ...page.of(rows, now, cursorKeyOf(query), presentCaseRow(now, green, await sightsOf(deps, viewer, rows))),
      });
    },
  },
];
