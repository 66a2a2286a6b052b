import { In } from 'typeorm';
import { SiteRow, SiteTenantRow, SubjectRow } from '../../entities/place.entity';
import { newId } from '../../record/new-id';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { EndBody } from '../dto/people';
import { CreateSiteBody } from '../dto/registers';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { invalidField, notFound } from '../problem';
import { pageRules, readQuery, search, textParam } from '../query';
import { townFor, viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { insertRow } from '../rows';

const listRules = { ...pageRules, q: textParam(100) } as const;

const present = (row: SiteRow, tenantSubjectIds: string[]): object =>
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

const checkSubjects = async (deps: AppDeps, townId: string, body: CreateSiteBody): Promise<void> => {
  const named = [...(body.tenantSubjectIds ?? []), ...(body.ownerSubjectId === undefined ? [] : [body.ownerSubjectId])];
  if (named.length === 0) return;
  const known = await deps.db.getRepository(SubjectRow).findBy({ subjectId: In(named), townId });
  const missing = named.find((id) => !known.some((row) => row.subjectId === id));
  if (missing === undefined) return;
  const pointer = missing === body.ownerSubjectId ? '/ownerSubjectId' : '/tenantSubjectIds';
  throw invalidField(pointer, 'unknown', '责任主体不存在');
};

/** Places that can have hazards. */
export const siteRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/sites',
    summary: '点位',
    access: 'person',
    query: listRules,
    success: { status: 200, description: '点位' },
    async handle(request, response) {
      const { q, ...paging } = readQuery(request, listRules);
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
    method: 'post',
    path: '/api/v1/sites',
    summary: '新建点位',
    access: 'person',
    key: true,
    bodies: [CreateSiteBody],
    success: { status: 201, description: '已新建' },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'keep-registers');
      const body = await parseBodyAs(CreateSiteBody, request);
      const townId = townFor(viewer, body.townId);
      await checkSubjects(deps, townId, body);
      const answer = await administer(deps, request, {
        action: 'site-created',
        townId,
        work: async (tx) => {
          const siteId = newId();
          const { name, type, address, longitude, latitude, villageUnitId = null, ownerSubjectId = null } = body;
          const { tenantSubjectIds = [] } = body;
          await insertRow(tx, 'site', {
            site_id: siteId,
            town_id: townId,
            name,
            type,
            address,
            village_unit_id: villageUnitId,
            longitude: longitude === undefined ? null : String(longitude),
            latitude: latitude === undefined ? null : String(latitude),
            owner_subject_id: ownerSubjectId,
            valid_to: null,
            created_at: tx.now,
          });
          for (const subjectId of tenantSubjectIds)
            await insertRow(tx, 'site_tenant', { site_id: siteId, subject_id: subjectId });
          const content = compact({ ...body, siteId, townId, tenantSubjectIds });
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
    access: 'person',
    key: true,
    bodies: [EndBody],
    success: { status: 200, description: '已撤销' },
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
          await tx.change('UPDATE site SET valid_to = ? WHERE site_id = ?', [to, siteId]);
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
