import type { Request, Response } from 'express';
import { civilDateOf, type CivilDate } from '../../domain/clock/civil';
import type { Unit } from '../../domain/people/directory';
import { keepingRefusal, unitEndRefusal } from '../../domain/people/ending-units';
import { isDistrictKind, unitRefusal } from '../../domain/people/keeping-units';
import { UnitRow } from '../../entities/people.entity';
import type { AdminTx, AdminWork } from '../../record/admin';
import { newId } from '../../record/new-id';
import { readUnit } from '../../record/roll';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { heed, rollUnderLock } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { EndBody, ReasonBody } from '../dto/people';
import { CreateUnitBody, UNIT_KINDS } from '../dto/registers';
import { pageIn } from '../paging';
import { parseBodyAs, type Plain } from '../parse';
import { presentUnit } from '../present/people';
import { invalidField, notFound, Problem } from '../problem';
import { choicesParam, pageRules, readQuery, search, textParam } from '../query';
import { townFor, unitOf, viewerOf, type Viewer } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { rowExists } from '../rows';
import { requireUnitOfTown } from '../standing';
import { checkIssuerCode, DISTRICT_UNIT, insertUnit } from '../town-setup';
import { readHoldings } from '../unit-holdings';

const listRules = { ...pageRules, q: textParam(100), kind: choicesParam(...UNIT_KINDS) } as const;

/** The town of a unit that is to be made; null for the district's, which belong to no town. */
const townForUnit = (viewer: Viewer, { kind, townId }: Plain<CreateUnitBody>): string | null => {
  if (!isDistrictKind(kind)) return townFor(viewer, townId);
  if (townId !== undefined)
    throw invalidField('/townId', 'not-for-this-unit', '所属的镇（townId）不适用于区级单位，请去掉后重新提交。');
  return null;
};

const createUnit = async (
  tx: AdminTx,
  by: string,
  townId: string | null,
  body: Plain<CreateUnitBody>,
): Promise<AdminWork> => {
  const { name, kind, slug, issuerCode, aliases = [], domains = [], orderBasis } = body;
  const roll = await rollUnderLock(tx, by);
  heed(unitRefusal(roll, by, { kind, townId, slug, issuerCode, domains, orderBasis }));
  const parent = { townId, pointer: '/parentId', name: '上级单位', orDistrict: true };
  await requireUnitOfTown(tx, body.parentId, parent);
  await checkIssuerCode(tx, issuerCode);
  const unitId = slug === undefined ? newId() : `${townId ?? DISTRICT_UNIT}-${slug}`;
  if (await rowExists(tx, 'unit', 'unit_id', unitId))
    throw new Problem('conflict', '单位简称代码（slug）已被使用或与其他镇的单位冲突，请换一个。', {
      reason: 'unit-id-taken',
      errors: [{ pointer: '/slug', code: 'unit-id-taken', message: '单位简称代码已被使用' }],
    });
  const { parentId = null, from = civilDateOf(tx.now) } = body;
  const pack = compact({ aliases, issuerCode, domains, orderBasis });
  await insertUnit(tx, { unitId, townId, name, kind, parentId, slug: slug ?? null, from, pack });
  const made = await readUnit(tx, unitId);
  if (made === undefined) throw notFound();
  return { answer: jsonAnswer(201, presentUnit(made)), ref: unitId, data: { ...body }, directoryOf: townId ?? '*' };
};

/** A change of a unit's last day, and what is asked under the lock. */
interface EndChange {
  action: string;
  to: CivilDate | null;
  data: Record<string, unknown>;
  check: (tx: AdminTx, unit: Unit, today: CivilDate) => Promise<void>;
}

const changeEnd = async (
  deps: AppDeps,
  request: Request,
  response: Response,
  { action, to, data, check }: EndChange,
): Promise<void> => {
  const viewer = await viewerOf(deps, request);
  requireRight(viewer.posts, 'manage-units');
  const unitId = String(request.params['unitId']);
  const row = await deps.db.getRepository(UnitRow).findOneBy({ unitId });
  if (row === null || (row.townId !== null && !viewer.townIds.includes(row.townId))) throw notFound();
  const { townId } = row;
  const answer = await administer(deps, request, {
    action,
    townId,
    work: async (tx) => {
      const roll = await rollUnderLock(tx, viewer.personId);
      const unit = await readUnit(tx, unitId);
      if (unit === undefined) throw notFound();
      const { kind, domains, orderBasis } = unit;
      heed(unitRefusal(roll, viewer.personId, { kind, townId: unit.townId, domains, orderBasis }));
      await check(tx, unit, roll.today);
      await tx.change('UPDATE unit SET valid_to = ? WHERE unit_id = ?', [to, unitId]);
      return {
        answer: jsonAnswer(200, presentUnit({ ...unit, to })),
        ref: unitId,
        data,
        directoryOf: townId ?? '*',
      };
    },
  });
  sendAnswer(response, answer);
};

/** Units of the towns a person reaches, and the district's. */
export const unitRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/units',
    summary: '单位',
    access: 'person',
    token: 'read',
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
      const townId = townForUnit(viewer, body);
      const answer = await administer(deps, request, {
        action: 'unit-created',
        townId,
        work: (tx) => createUnit(tx, viewer.personId, townId, body),
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/units/:unitId/end',
    summary: '撤销单位；名下还有岗位、隐患的不能撤销',
    access: 'person',
    key: true,
    bodies: [EndBody],
    success: { status: 200, description: '已撤销' },
    async handle(request, response) {
      const { to } = await parseBodyAs(EndBody, request);
      await changeEnd(deps, request, response, {
        action: 'unit-ended',
        to,
        data: { to },
        check: async (tx, unit, today) => {
          heed(unitEndRefusal(unit, { to, today, holds: await readHoldings(tx, unit.unitId, to) }));
        },
      });
    },
  },
  {
    method: 'post',
    path: '/api/v1/units/:unitId/withdraw-end',
    summary: '收回尚未到期的撤销',
    access: 'person',
    key: true,
    bodies: [ReasonBody],
    success: { status: 200, description: '已收回' },
    async handle(request, response) {
      const { reason } = await parseBodyAs(ReasonBody, request);
      await changeEnd(deps, request, response, {
        action: 'unit-end-withdrawn',
        to: null,
        data: compact({ reason }),
        check: (_tx, unit, today) => {
          heed(keepingRefusal(unit, today));
          return Promise.resolve();
        },
      });
    },
  },
];
