import { In } from 'typeorm';
import { siteKeepingRefusal, siteRefusal } from '../../domain/people/keeping-registers';
import { SiteRow, SiteTenantRow } from '../../entities/place.entity';
import { newId } from '../../record/new-id';
import { lockAppointments } from '../../record/roll';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { pageOf } from '../answers/page';
import { SiteAnswer, SiteReadAnswer } from '../answers/site';
import type { Explained } from '../answers/shape';
import type { RegisterAct } from '../answers/subject';
import { heed } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { RegisterQuery } from '../dto/queries';
import { CreateSiteBody } from '../dto/registers';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { readQuery, search } from '../query';
import { likelySites, rowsOf } from '../read/doubles';
import { hiddenFrom } from '../read/protected-names';
import { townFor, viewerOf, type Viewer } from '../read/viewer';
import { insertSite } from '../register-rows';
import { holdsRight, postsWith, requireRight } from '../rights';
import type { Route } from '../route';
import {
  checkSitePlan,
  presentSite,
  subjectsOfSite,
  tenantsOf as tenantsOfSite,
  unitsOfSite,
  visibleSite,
} from '../site-register';
import { requireRightNow } from '../standing';

/** What who asks may do with a site. */
const actsOn = (viewer: Viewer, { villageUnitId, mergedInto, townId }: SiteRow, unitIds: string[]): RegisterAct[] => {
  const keepers = postsWith(viewer.posts, 'keep-registers');
  if (mergedInto !== null || !viewer.townIds.includes(townId)) return [];
  const isKept = siteKeepingRefusal(keepers, { villageUnitId, unitIds }) === null;
  return [
    ...(isKept ? (['amend'] as const) : []),
    ...(holdsRight(viewer.posts, 'merge-registers') ? (['merge'] as const) : []),
    ...(isKept ? (['end'] as const) : []),
  ];
};

/** Places that can have hazards. */
export const siteRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/sites',
    summary: '点位',
    description:
      '列出本人所及各镇的点位，已撤销的也在内，已并入其他点位的只在 merged=true 时列出；q 按名称或地址查找。',
    access: 'person',
    token: 'read',
    query: RegisterQuery,
    success: { status: 200, description: '点位', answer: pageOf(SiteAnswer) },
    async handle(request, response) {
      const { q, merged = false, ...paging } = readQuery(request, RegisterQuery);
      const page = pageIn(deps, request, paging, ['id']);
      const viewer = await viewerOf(deps, request);
      const [after = ''] = page.after ?? [];
      const find = deps.db
        .getRepository(SiteRow)
        .createQueryBuilder('s')
        .where('s.siteId > :after', { after })
        .andWhere('s.townId IN (:...towns)', { towns: ['', ...viewer.townIds] })
        .andWhere(merged ? '1 = 1' : 's.mergedInto IS NULL')
        .orderBy('s.siteId')
        .take(page.limit + 1);
      search(find, q, { texts: ['s.name', 's.address'] });
      const rows = await find.getMany();
      const tenants = await deps.db.getRepository(SiteTenantRow).findBy({ siteId: In(rows.map((row) => row.siteId)) });
      const tenantsOf = (siteId: string): string[] =>
        tenants.filter((tenant) => tenant.siteId === siteId).map((tenant) => tenant.subjectId);
      const asOf = await deps.door.now();
      response.json(
        page.of(
          rows,
          asOf,
          (row) => [row.siteId],
          (row) => presentSite(row, tenantsOf(row.siteId)),
        ),
      );
    },
  },
  {
    method: 'get',
    path: '/api/v1/sites/:siteId',
    summary: '一个点位',
    description:
      '本人所及各镇的点位，及其产权方和承租方，已撤销的也可查，已并入其他点位的写明并入了哪一个；另有本人可以办理的操作，以及（可以合并的人）可能重复的点位。其隐患见 GET /api/v1/cases?siteId=。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '点位', answer: SiteReadAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const row = await visibleSite(deps, viewer, String(request.params['siteId']));
      const rows = rowsOf(deps, await deps.door.now());
      const allowedActs = actsOn(viewer, row, await unitsOfSite(rows, row.siteId));
      const answer: Omit<SiteReadAnswer, Explained> = {
        ...presentSite(row, await tenantsOfSite(rows, row.siteId)),
        allowedActs,
        doubleSiteIds: allowedActs.includes('merge') ? await likelySites(deps, row) : [],
      };
      response.json(answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/sites',
    summary: '新建点位',
    description:
      '由专班办公室、牵头单位、责任单位、村居、综合执法、站所、区级部门或系统管理员为所及的镇登记；村居只登记本村居的。产权方和承租方须是本镇的责任主体，所在村居须是本镇的村居。',
    access: 'person',
    token: 'act',
    key: true,
    body: CreateSiteBody,
    success: { status: 201, description: '已新建', answer: SiteAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'keep-registers');
      const body = await parseBodyAs(CreateSiteBody, request);
      const townId = townFor(viewer, body.townId);
      const answer = await administer(deps, request, {
        action: 'site-created',
        townId,
        work: async (tx) => {
          await lockAppointments(tx);
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          heed(siteRefusal(keepers, body.villageUnitId ?? null));
          const hidden = await hiddenFrom(deps, await viewerOf(deps, request), subjectsOfSite(body));
          await checkSitePlan(tx, { townId, hidden }, body);
          const siteId = newId();
          const { name, type, address, longitude, latitude, villageUnitId, ownerSubjectId } = body;
          const { tenantSubjectIds = [] } = body;
          await insertSite(tx, {
            ...{ siteId, townId, name, type, address },
            villageUnitId: villageUnitId ?? null,
            longitude: longitude === undefined ? null : String(longitude),
            latitude: latitude === undefined ? null : String(latitude),
            ownerSubjectId: ownerSubjectId ?? null,
          });
          for (const subjectId of tenantSubjectIds) await tx.insert(SiteTenantRow, { siteId, subjectId });
          const content: SiteAnswer = compact({ ...body, siteId, townId, tenantSubjectIds, version: 1 });
          return { answer: jsonAnswer(201, content), ref: siteId, data: { name, type } };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
