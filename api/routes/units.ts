import { civilDateOf } from '../../domain/clock/civil';
import { UnitRow } from '../../entities/people.entity';
import { newId } from '../../record/new-id';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { EndBody } from '../dto/people';
import { CreateUnitBody, UNIT_KINDS } from '../dto/registers';
import { pageIn } from '../paging';
import { parseBodyAs } from '../parse';
import { presentUnit } from '../present/people';
import { invalidField, notFound, Problem } from '../problem';
import { choicesParam, pageRules, readQuery, search, textParam } from '../query';
import { townFor, unitOf, viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { rowExists } from '../rows';
import { insertUnit } from '../town-setup';

const listRules = { ...pageRules, q: textParam(100), kind: choicesParam(...UNIT_KINDS) } as const;

/** Units of the towns a person reaches, and the district's. */
export const unitRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/units',
    summary: '单位',
    access: 'person',
    query: listRules,
    success: { status: 200, description: '单位' },
    async handle(request, response) {
      const { q, kind, ...paging } = readQuery(request, listRules);
      const page = pageIn(deps, request, paging, ['id']);
      const viewer = await viewerOf(deps, request);
      const [after = ''] = page.after ?? [];
      const find = deps.db
        .getRepository(UnitRow)
        .createQueryBuilder('u')
        .where('u.unitId > :after', { after })
        .andWhere('(u.townId IN (:...towns) OR u.townId IS NULL)', { towns: ['', ...viewer.townIds] })
        .andWhere(kind === undefined ? '1 = 1' : 'u.kind IN (:...kind)', { kind })
        .orderBy('u.unitId')
        .take(page.limit + 1);
      search(find, q, { texts: ['u.name', 'u.aliases'], codes: ['u.slug'] });
      const rows = await find.getMany();
      response.json(
        page.of(
          rows,
          await deps.door.now(),
          (row) => [row.unitId],
          (row) => presentUnit(unitOf(row)),
        ),
      );
    },
  },
  {
    method: 'post',
    path: '/api/v1/units',
    summary: '新建单位',
    access: 'person',
    key: true,
    bodies: [CreateUnitBody],
    success: { status: 201, description: '已新建' },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-units');
      const body = await parseBodyAs(CreateUnitBody, request);
      const townId = townFor(viewer, body.townId);
      const parent =
        body.parentId === undefined ? null : await deps.db.getRepository(UnitRow).findOneBy({ unitId: body.parentId });
      if (body.parentId !== undefined && (parent === null || (parent.townId !== null && parent.townId !== townId)))
        throw invalidField('/parentId', 'unknown', '上级单位不存在');
      const answer = await administer(deps, request, {
        action: 'unit-created',
        townId,
        work: async (tx) => {
          const unitId = body.slug === undefined ? newId() : `${townId}-${body.slug}`;
          if (await rowExists(tx, 'unit', 'unit_id', unitId)) throw new Problem('conflict', '单位简称已被使用。');
          const { name, kind, parentId = null, slug = null, from = civilDateOf(tx.now) } = body;
          const { aliases = [], issuerCode, domains, orderBasis } = body;
          const pack = compact({ aliases, issuerCode, domains, orderBasis });
          await insertUnit(tx, { unitId, townId, name, kind, parentId, slug, from, pack });
          const content = presentUnit({
            unitId,
            townId,
            name,
            aliases,
            kind,
            parentId,
            slug,
            issuerCode: issuerCode ?? null,
            domains: domains ?? [],
            orderBasis: orderBasis ?? null,
            from,
            to: null,
          });
          return { answer: jsonAnswer(201, content), ref: unitId, data: { ...body }, directoryOf: townId };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/units/:unitId/end',
    summary: '撤销单位',
    access: 'person',
    key: true,
    bodies: [EndBody],
    success: { status: 200, description: '已撤销' },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-units');
      const { to } = await parseBodyAs(EndBody, request);
      const unitId = String(request.params['unitId']);
      const row = await deps.db.getRepository(UnitRow).findOneBy({ unitId });
      if (row?.townId === undefined || row.townId === null || !viewer.townIds.includes(row.townId)) throw notFound();
      const { townId } = row;
      const answer = await administer(deps, request, {
        action: 'unit-ended',
        townId,
        work: async (tx) => {
          const changed = await tx.change('UPDATE unit SET valid_to = ? WHERE unit_id = ? AND valid_from <= ?', [
            to,
            unitId,
            to,
          ]);
          if (changed !== 1) throw new Problem('conflict', '撤销日期不能早于设立日期。');
          const content = presentUnit({ ...unitOf(row), to });
          return { answer: jsonAnswer(200, content), ref: unitId, data: { to }, directoryOf: townId };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
