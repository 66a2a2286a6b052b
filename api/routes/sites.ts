import { In } from 'typeorm';
import { addressKey } from '../../domain/case/address';
import { civilDateOf } from '../../domain/clock/civil';
import { shorteningRefusal } from '../../domain/people/ending';
import { siteEndRefusal, siteRefusal } from '../../domain/people/keeping-registers';
import { SiteRow, SiteTenantRow, SubjectRow } from '../../entities/place.entity';
import type { AdminTx } from '../../record/admin';
import { newId } from '../../record/new-id';
import { text } from '../../record/row';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { pageOf } from '../answers/page';
import { SiteAnswer, SiteReadAnswer } from '../answers/site';
import { heed } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { EndBody } from '../dto/people';
import { CreateSiteBody } from '../dto/registers';
import { SearchQuery } from '../dto/queries';
import { pageIn } from '../paging';
import { parseBodyAs, type Plain } from '../parse';
import { invalidField, notFound } from '../problem';
import { readQuery, search } from '../query';
import { townFor, viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { requireRightNow, requireUnitOfTown } from '../standing';

const present = (row: SiteRow, tenantSubjectIds: string[]): SiteAnswer =>
  compact({
    siteId: row.siteId,
    townId: row.townId,
    name: row.name,
    type: row.type,
    address: row.address,
    villageUnitId: row.villageUnitId ?? undefined,
    longitude: row.longitude === null ? undefined : Number(row.longitude),
    latitude: row.latitude === null ? undefined : Number(row.latitude),
    ownerSubjectId: row.ownerSubjectId ?? undefined,
    tenantSubjectIds,
    to: row.validTo ?? undefined,
  });

/** Owner and tenants are subjects of the site's town, the village one of its villages. */
const checkNamed = async (tx: AdminTx, townId: string, body: Plain<CreateSiteBody>): Promise<void> => {
  const { ownerSubjectId, tenantSubjectIds = [], villageUnitId } = body;
  const named = [...tenantSubjectIds, ...(ownerSubjectId === undefined ? [] : [ownerSubjectId])];
  for (const id of named) {
    if (await tx.exists(SubjectRow, { subjectId: id, townId })) continue;
    const isOwner = id === ownerSubjectId;
    const field = isOwner ? '产权方' : '承租方';
    const pointer = isOwner ? '/ownerSubjectId' : '/tenantSubjectIds';
    throw invalidField(pointer, 'unknown', `${field}中的责任主体不存在或不属于本镇，请重新选择。`);
  }
  const village = { townId, pointer: '/villageUnitId', name: '所在村居', kind: 'village' };
  await requireUnitOfTown(tx, villageUnitId, village);
};

/** Government units that own or rent a site. */
const unitsOf = async (tx: AdminTx, siteId: string): Promise<string[]> => {
  const rows = await tx.query(
    `SELECT unit_id FROM subject WHERE unit_id IS NOT NULL AND (
       subject_id = (SELECT owner_subject_id FROM site WHERE site_id = ?)
       OR subject_id IN (SELECT subject_id FROM site_tenant WHERE site_id = ?))`,
    [siteId, siteId],
  );
  return rows.map((row) => text(row, 'unit_id'));
};

/** Places that can have hazards. */
export const siteRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/sites',
    summary: '点位',
    description: '列出本人所及各镇的点位，已撤销的也在内；q 按名称或地址查找。',
    access: 'person',
    token: 'read',
    query: SearchQuery,
    success: { status: 200, description: '点位', answer: pageOf(SiteAnswer) },
    async handle(request, response) {
      const { q, ...paging } = readQuery(request, SearchQuery);
      const page = pageIn(deps, request, paging, ['id']);
      const viewer = await viewerOf(deps, request);
      const [after = ''] = page.after ?? [];
      const find = deps.db
        .getRepository(SiteRow)
        .createQueryBuilder('s')
        .where('s.siteId > :after', { after })
        .andWhere('s.townId IN (:...towns)', { towns: ['', ...viewer.townIds] })
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
          (row) => present(row, tenantsOf(row.siteId)),
        ),
      );
    },
  },
  {
    method: 'get',
    path: '/api/v1/sites/:siteId',
    summary: '一个点位',
    description: '本人所及各镇的点位，及其产权方和承租方，已撤销的也可查；其隐患见 GET /api/v1/cases?siteId=。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '点位', answer: SiteReadAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const siteId = String(request.params['siteId']);
      const row = await deps.db.getRepository(SiteRow).findOneBy({ siteId });
      if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
      const tenants = await deps.db.getRepository(SiteTenantRow).findBy({ siteId });
      response.json(
        present(
          row,
          tenants.map((tenant) => tenant.subjectId),
        ),
      );
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
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', townId);
          heed(siteRefusal(keepers, body.villageUnitId ?? null));
          await checkNamed(tx, townId, body);
          const siteId = newId();
          const { name, type, address, longitude, latitude, villageUnitId = null, ownerSubjectId = null } = body;
          const { tenantSubjectIds = [] } = body;
          await tx.insert(SiteRow, {
            siteId,
            townId,
            name,
            type,
            address,
            addressKey: addressKey(address),
            villageUnitId,
            longitude: longitude === undefined ? null : String(longitude),
            latitude: latitude === undefined ? null : String(latitude),
            ownerSubjectId,
            validTo: null,
            createdAt: tx.now,
          });
          for (const subjectId of tenantSubjectIds) await tx.insert(SiteTenantRow, { siteId, subjectId });
          const content: SiteAnswer = compact({ ...body, siteId, townId, tenantSubjectIds });
          return { answer: jsonAnswer(201, content), ref: siteId, data: { name, type } };
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
      const siteId = String(request.params['siteId']);
      const row = await deps.db.getRepository(SiteRow).findOneBy({ siteId });
      if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
      const tenants = await deps.db.getRepository(SiteTenantRow).findBy({ siteId });
      const answer = await administer(deps, request, {
        action: 'site-ended',
        townId: row.townId,
        work: async (tx) => {
          const keepers = await requireRightNow(tx, viewer.personId, 'keep-registers', row.townId);
          const { villageUnitId } = row;
          heed(siteEndRefusal(keepers, { villageUnitId, unitIds: await unitsOf(tx, siteId) }));
          const [now] = await tx.find(SiteRow, { siteId });
          heed(shorteningRefusal({ from: null, to: now?.validTo ?? null }, to, civilDateOf(tx.now)));
          await tx.update(SiteRow, { validTo: to }, { siteId });
          const content = present(
            Object.assign(row, { validTo: to }),
            tenants.map((tenant) => tenant.subjectId),
          );
          return { answer: jsonAnswer(200, content), ref: siteId, data: { to } };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
