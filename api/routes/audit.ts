import { AuditRow } from '../../entities/operations.entity';
import type { AppDeps } from '../deps';
import { pageIn } from '../paging';
import { dateParam, pageRules, readQuery } from '../query';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';

const listRules = { ...pageRules, day: dateParam } as const;

const present = (row: AuditRow): object => ({
  day: row.day,
  n: row.n,
  at: row.at,
  personId: row.personId,
  townId: row.townId,
  action: row.action,
  ref: row.ref,
  data: row.data,
  hash: row.hash,
});

/** The audit log: read by audit, and technically by administration; changed by nobody. */
export const auditRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/audit',
    summary: '审计日志，新的在前',
    access: 'person',
    query: listRules,
    success: { status: 200, description: '审计日志' },
    async handle(request, response) {
      const { day, ...paging } = readQuery(request, listRules);
      const page = pageIn(deps, request, paging, ['day', 'count']);
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'read-audit');
      const { after } = page;
      const find = deps.db
        .getRepository(AuditRow)
        .createQueryBuilder('a')
        .orderBy('a.day', 'DESC')
        .addOrderBy('a.n', 'DESC')
        .take(page.limit + 1)
        .where('(a.townId IN (:...towns) OR a.townId IS NULL)', { towns: ['', ...viewer.townIds] });
      if (day !== undefined) find.andWhere('a.day = :day', { day });
      if (after !== undefined)
        find.andWhere('(a.day < :afterDay OR (a.day = :afterDay AND a.n < :afterN))', {
          afterDay: after[0],
          afterN: after[1],
        });
      response.json(page.of(await find.getMany(), await deps.door.now(), (row) => [row.day, row.n], present));
    },
  },
];
