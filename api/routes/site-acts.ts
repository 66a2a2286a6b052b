import { civilDateOf } from '../../domain/clock/civil';
import { shorteningRefusal } from '../../domain/people/ending';
import { siteEndRefusal, siteKeepingRefusal, siteRefusal } from '../../domain/people/keeping-registers';
import { SiteRow } from '../../entities/place.entity';
import type { AdminTx } from '../../record/admin';
import { lockAppointments } from '../../record/roll';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { SiteMergedAnswer } from '../answers/merged';
import { SiteAnswer } from '../answers/site';
import { heed } from '../appointing';
import { amendSite, mergeSite, planSiteMerge, siteMoves } from '../changing-sites';
import type { AppDeps } from '../deps';
import { EndBody } from '../dto/people';
import { PreviewQuery } from '../dto/preview';
import { AmendSiteBody, MergeSiteBody } from '../dto/registers';
import { parseBodyAs } from '../parse';
import { expectedVersionOf } from '../preconditions';
import { notFound } from '../problem';
import { readQuery } from '../query';
import { rowsOf } from '../read/doubles';
import { hiddenFrom } from '../read/protected-names';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import {
  presentSite,
  requireSiteUnmerged,
  subjectsOfSite,
  tenantsOf,
  unitsOfSite,
  visibleSite,
} from '../site-register';
import { requireRightNow } from '../standing';

/** The site as it stands in this transaction. */
const siteNow = async (tx: AdminTx, siteId: string): Promise<SiteRow> => {
  const [row] = await tx.find(SiteRow, { siteId });
  if (row === undefined) throw notFound();
  return row;
};

/** What may be done to a site that is there: amending it, merging it as a double (decision 0019), ending it. */
export const siteActRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/sites/:siteId/amend',
    summary: '修改点位',
    description:
      '由可以登记点位的人修改，须写明理由；没有填写的项即清空。村居只修改本村居的，责任单位只修改本单位所有或承租的。隐患仍按上报时所在的村居办理；原来的内容记入审计日志。',
    access: 'person',
    token: 'act',
    key: true,
    ifMatch: true,
    body: AmendSiteBody,
    success: { status: 200, description: '已修改', answer: SiteAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'keep-registers');
      const { siteId, townId } = await visibleSite(deps, viewer, String(request.params['siteId']));
      const { reason, ...planned } = await parseBodyAs(AmendSiteBody, request);
      const expectedVersion = expectedVersionOf(request);
      const answer = await administer(deps, request, {
        action: 'site-amended',
        townId,
        work: async (tx) => {
          await lockAppointments(tx);
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          const before = await siteNow(tx, siteId);
          const { villageUnitId } = before;
          heed(siteKeepingRefusal(keepers, { villageUnitId, unitIds: await unitsOfSite(tx, siteId) }));
          heed(siteRefusal(keepers, planned.villageUnitId ?? null));
          const hidden = await hiddenFrom(deps, await viewerOf(deps, request), subjectsOfSite(planned));
          const amending = { siteId, townId, expectedVersion, hidden, planned };
          const { row, tenants, changes } = await amendSite(tx, before, amending);
          return { answer: jsonAnswer(200, presentSite(row, tenants)), ref: siteId, data: { reason, changes } };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/sites/:siteId/merge',
    summary: '把重复登记的点位并入另一个',
    description:
      '由专班办公室办理，须写明理由，不能撤回；preview=true 只说明会转移什么，不办理。保留的点位不变，其没有登记的项从被并入的补上，承租方合在一起；未办结的隐患改为位于保留的点位，已办结的不改写，按保留的点位也能查到。已撤销的点位不能作为保留的一方。',
    access: 'person',
    token: 'act',
    key: true,
    body: MergeSiteBody,
    query: PreviewQuery,
    success: {
      status: 200,
      description: '已并入；preview=true 时是会有的效果，未办理，不需要 Idempotency-Key',
      answer: SiteMergedAnswer,
    },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'merge-registers');
      const { siteId, townId } = await visibleSite(deps, viewer, String(request.params['siteId']));
      const { intoSiteId, reason } = await parseBodyAs(MergeSiteBody, request);
      const named = { siteId, intoSiteId };
      if (readQuery(request, PreviewQuery).preview === true) {
        const reader = rowsOf(deps, await deps.door.now());
        response.json(await siteMoves(reader, await planSiteMerge(reader, townId, named)));
        return;
      }
      const answer = await administer(deps, request, {
        action: 'site-merged',
        townId,
        work: async (tx) => {
          await lockAppointments(tx);
          await requireRightNow(tx, viewer.personId, 'merge-registers', townId);
          const merging = await planSiteMerge(tx, townId, named);
          const told = await siteMoves(tx, merging);
          await mergeSite(tx, merging, { by: viewer.personId, reason });
          const { filled, cases } = told;
          return {
            answer: jsonAnswer(200, told),
            ref: siteId,
            data: { intoSiteId, reason, filled, cases },
            directoryOf: townId,
          };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/sites/:siteId/end',
    summary: '撤销点位',
    description:
      '设定点位的最后一日，不早于今日，已设定的只能提前。村居只撤销本村居的，责任单位只撤销本单位所有或承租的，其他可以登记点位的岗位撤销全镇的。',
    access: 'person',
    token: 'act',
    key: true,
    body: EndBody,
    success: { status: 200, description: '已撤销', answer: SiteAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'keep-registers');
      const { to } = await parseBodyAs(EndBody, request);
      const { siteId, townId } = await visibleSite(deps, viewer, String(request.params['siteId']));
      const answer = await administer(deps, request, {
        action: 'site-ended',
        townId,
        work: async (tx) => {
          await lockAppointments(tx);
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          const row = await siteNow(tx, siteId);
          const { villageUnitId, validTo } = row;
          heed(siteEndRefusal(keepers, { villageUnitId, unitIds: await unitsOfSite(tx, siteId) }));
          await requireSiteUnmerged(tx, row);
          heed(shorteningRefusal({ from: null, to: validTo }, to, civilDateOf(tx.now)));
          const ended = { validTo: to, version: row.version + 1 };
          await tx.update(SiteRow, ended, { siteId });
          const content = presentSite(Object.assign(row, ended), await tenantsOf(tx, siteId));
          return { answer: jsonAnswer(200, content), ref: siteId, data: { to } };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
