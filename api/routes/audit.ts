import { civilDateOf } from '../../domain/clock/civil';
import { AuditEntryAnswer } from '../answers/audit';
import { pageOf } from '../answers/page';
import type { AppDeps } from '../deps';
import { AuditListQuery } from '../dto/queries';
import { listRoute } from '../list-route';
import { countUpTo } from '../query';
import { findAudit, presentAudit } from '../read/audit-list';
import { requireRight } from '../rights';
import type { Route } from '../route';

/** The audit log: read by audit, and technically by administration; changed by nobody. */
export const auditRoutes = (deps: AppDeps): Route[] => [
  listRoute(deps, {
    path: '/api/v1/audit',
    summary: '审计日志，新的在前；from、to 含当日',
    description:
      '审计和系统管理员可查：在区级单位任职的看全部，在镇里任职的看本镇。记录台账、账号、登录等操作、导出的清单和被拒的尝试；隐患、督办等事项的办理经过在各自的事件中。受保护的举报人和上传附件的人只以化名出现。',
    access: 'person',
    query: AuditListQuery,
    success: { status: 200, description: '审计日志', answer: pageOf(AuditEntryAnswer) },
    csv: '审计日志',
    async open(_request, query, viewer) {
      requireRight(viewer.posts, 'read-audit');
      const asOf = await deps.door.now();
      const today = civilDateOf(asOf);
      return {
        items: [AuditEntryAnswer],
        key: ['day', 'count'],
        page: async (page) => {
          const find = await findAudit(deps, viewer, query, today);
          if (page.after !== undefined) {
            const [day, n] = page.after;
            find.andWhere('(a.day < :afterDay OR (a.day = :afterDay AND a.n < :afterN))', { afterDay: day, afterN: n });
          }
          const rows = await find.take(page.limit + 1).getMany();
          const present = await presentAudit(deps, rows, today);
          return page.of(rows, asOf, (row) => [row.day, row.n], present);
        },
        count: async (most) => countUpTo(await findAudit(deps, viewer, query, today), most),
      };
    },
  }),
];
